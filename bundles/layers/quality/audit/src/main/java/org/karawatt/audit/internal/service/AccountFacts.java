package org.karawatt.audit.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karawatt.audit.internal.calc.Populations;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.quality.api.Formula;
import org.karawatt.quality.spi.AuditWindow;
import org.karawatt.quality.spi.Fact;
import org.karawatt.quality.spi.FactSource;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Archives of accounts: classification, contract, equipment, meters, tariff, and whether the person can be reached. */
@Component
public final class AccountFacts implements FactSource {

    private static final int AT_ONCE = 500;

    private final CustomerService customers;
    private final EquipmentService equipment;
    private final MeteringService metering;
    private final TariffService tariffs;

    @Activate
    public AccountFacts(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs) {
        this.customers = customers;
        this.equipment = equipment;
        this.metering = metering;
        this.tariffs = tariffs;
    }

    @Override
    public String population() {
        return Populations.ACCOUNT;
    }

    @Override
    public Map<String, Formula.Type> fields() {
        return Populations.of(Populations.ACCOUNT);
    }

    @Override
    public void read(AuditWindow window, long fromAccount, long toAccount, Consumer<Fact> facts) {
        LocalDate on = window.on();
        List<AccountTerms> terms = customers.terms(fromAccount, toAccount, on);
        Map<Long, Account> files = files(terms);
        Map<Long, List<MeteringPoint>> points = metering.points(fromAccount, toAccount, on).stream()
                .collect(Collectors.groupingBy(MeteringPoint::accountId));
        Map<Long, CapacityHistory> capacity = equipment.capacityHistory(fromAccount, toAccount, new Period(on, on.plusDays(1))).stream()
                .collect(Collectors.toMap(CapacityHistory::accountId, Function.identity()));
        Map<Long, TariffAssignment> assigned = tariffs.inForce(fromAccount, toAccount, on).stream()
                .collect(Collectors.toMap(TariffAssignment::accountId, Function.identity(), (one, other) -> other));
        Map<String, TariffInfo> known = onDay(on);
        for (AccountTerms account : terms) {
            Map<String, Object> values = new HashMap<>();
            terms(account, values);
            capacity(capacity.get(account.accountId()), on, values);
            points(points.getOrDefault(account.accountId(), List.of()), values);
            tariff(assigned.get(account.accountId()), known, values);
            Account file = files.get(account.accountId());
            if (file != null) {
                values.put("phoneDoubtful", isDoubtful(file.phone()));
                values.put("addressEmpty", file.address() == null || file.address().isBlank());
            }
            facts.accept(new Fact(account.accountId(), account.accountNo(), account.officeId(), Populations.ACCOUNT, values));
        }
    }

    static void terms(AccountTerms account, Map<String, Object> values) {
        put(values, "usageClass", account.usageClass());
        put(values, "industryCode", account.industryCode());
        put(values, "voltage", account.voltageCode());
        values.put("highVoltage", isHigh(account.voltageCode()));
        put(values, "status", account.status());
        put(values, "openedOn", account.openedOn());
        put(values, "contractKva", account.contractCapacityKva());
        put(values, "runningKva", account.runningCapacityKva());
    }

    /** Codes of alternating voltage end in 1 when they count kilovolts: 1 kV and above. */
    static boolean isHigh(String voltageCode) {
        return voltageCode != null && voltageCode.startsWith("AC") && voltageCode.endsWith("1");
    }

    static void put(Map<String, Object> values, String name, Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** Installed and sealed capacity on a day. */
    static void capacity(CapacityHistory history, LocalDate on, Map<String, Object> values) {
        if (history == null) {
            return;
        }
        history.changes().stream().filter(change -> !change.day().isAfter(on)).reduce((one, other) -> other)
                .ifPresent(change -> values.put("installedKva", change.kva()));
        BigDecimal sealed = BigDecimal.ZERO;
        LocalDate since = null;
        for (CapacityHistory.Hold hold : history.holds()) {
            if (!hold.from().isAfter(on) && (hold.to() == null || hold.to().isAfter(on))) {
                sealed = sealed.add(hold.kva());
                since = since == null || hold.from().isBefore(since) ? hold.from() : since;
            }
        }
        values.put("sealedKva", sealed);
        put(values, "sealedFrom", since);
    }

    private static void points(List<MeteringPoint> points, Map<String, Object> values) {
        values.put("points", BigDecimal.valueOf(points.size()));
        values.put("meters", BigDecimal.valueOf(points.stream().filter(point -> point.meterNo() != null).count()));
        values.put("touMeters", BigDecimal.valueOf(points.stream().filter(point -> point.registers().stream()
                .anyMatch(register -> register.kind() == RegisterKind.AP_PEAK)).count()));
    }

    private static void tariff(TariffAssignment assignment, Map<String, TariffInfo> known, Map<String, Object> values) {
        if (assignment == null) {
            return;
        }
        values.put("tariffCode", assignment.tariffCode());
        TariffInfo tariff = known.get(assignment.tariffCode());
        values.put("tariffOffered", tariff != null && tariff.offered());
        put(values, "tariffClass", tariff == null ? null : tariff.usageClass());
        put(values, "demandMethod", assignment.demandMethod());
        put(values, "contractDemandKw", assignment.contractDemandKw());
        put(values, "powerFactorStandard", assignment.powerFactorStandard());
    }

    /** Tariffs valid on a day; of several of one code one that is offered. */
    private Map<String, TariffInfo> onDay(LocalDate on) {
        return tariffs.tariffs(CallContext.system()).stream()
                .filter(tariff -> new Period(tariff.validFrom(), tariff.validTo()).contains(on))
                .collect(Collectors.toMap(TariffInfo::tariffCode, Function.identity(), (one, other) -> one.offered() ? one : other));
    }

    private Map<Long, Account> files(List<AccountTerms> terms) {
        Map<Long, Account> files = new HashMap<>();
        List<Long> ids = new ArrayList<>(terms.stream().map(AccountTerms::accountId).toList());
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            files.putAll(customers.byIds(CallContext.system(), ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
        }
        return files;
    }

    /** Whether nobody can be called: no number, or one digit again and again. */
    static boolean isDoubtful(String phone) {
        String digits = phone == null ? "" : phone.replaceAll("\\D", "");
        return digits.isEmpty() || digits.chars().distinct().count() == 1;
    }
}
