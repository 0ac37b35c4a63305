package org.karawatt.audit.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karawatt.audit.internal.calc.Populations;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.quality.api.Formula;
import org.karawatt.quality.spi.AuditWindow;
import org.karawatt.quality.spi.Fact;
import org.karawatt.quality.spi.FactSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What accounts have used, from accepted readings of the month, the two before and the same month a year ago. */
@Component
public final class UseFacts implements FactSource {

    private static final Set<RegisterKind> PERIODS = EnumSet.of(RegisterKind.AP_SHARP, RegisterKind.AP_PEAK, RegisterKind.AP_FLAT,
            RegisterKind.AP_VALLEY, RegisterKind.AP_DEEP);
    private static final Set<RegisterKind> WHOLE_DAY = EnumSet.of(RegisterKind.AP_PEAK, RegisterKind.AP_FLAT, RegisterKind.AP_VALLEY);
    private static final int MONTHS = 3;
    private static final int YEAR = 12;

    private final CustomerService customers;
    private final EquipmentService equipment;
    private final MeterReadingService readings;

    @Activate
    public UseFacts(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings) {
        this.customers = customers;
        this.equipment = equipment;
        this.readings = readings;
    }

    /** What was read of an account in a month; energy is null when none was read. */
    private static final class Month {
        private BigDecimal kwh;
        private final Set<RegisterKind> periods = EnumSet.noneOf(RegisterKind.class);
        private BigDecimal touKwh = BigDecimal.ZERO;
        private BigDecimal demand;
        private boolean estimated;

        void add(MeterReading reading) {
            if (reading.kind() == RegisterKind.AP_TOTAL) {
                kwh = kwh == null ? reading.quantity() : kwh.add(reading.quantity());
                estimated |= "ESTIMATE".equals(reading.source());
            } else if (PERIODS.contains(reading.kind())) {
                periods.add(reading.kind());
                touKwh = touKwh.add(reading.quantity());
            } else if (reading.kind() == RegisterKind.MD) {
                demand = demand == null ? reading.quantity() : demand.max(reading.quantity());
            }
        }

        /** Sum of the periods; null when one of the three that every day has was not read, since then the rest says nothing of the total. */
        BigDecimal touKwh() {
            return periods.containsAll(WHOLE_DAY) ? touKwh : null;
        }
    }

    @Override
    public String population() {
        return Populations.USE;
    }

    @Override
    public Map<String, Formula.Type> fields() {
        return Populations.of(Populations.USE);
    }

    @Override
    public void read(AuditWindow window, long fromAccount, long toAccount, Consumer<Fact> facts) {
        List<Map<Long, Month>> months = new ArrayList<>();
        BillingMonth month = window.month();
        for (int back = 0; back < MONTHS; back++, month = month.previous()) {
            months.add(read(fromAccount, toAccount, month));
        }
        Map<Long, Month> yearAgo = read(fromAccount, toAccount, BillingMonth.of(window.month().firstDay().minusMonths(YEAR)));
        LocalDate on = window.month().next().firstDay().minusDays(1);
        Map<Long, CapacityHistory> capacity = equipment.capacityHistory(fromAccount, toAccount, new Period(on, on.plusDays(1))).stream()
                .collect(Collectors.toMap(CapacityHistory::accountId, Function.identity()));
        for (AccountTerms account : customers.terms(fromAccount, toAccount, on)) {
            long id = account.accountId();
            Month now = months.get(0).get(id);
            if (now == null) {
                continue;
            }
            Map<String, Object> values = new HashMap<>();
            AccountFacts.put(values, "usageClass", account.usageClass());
            AccountFacts.put(values, "runningKva", account.runningCapacityKva());
            AccountFacts.capacity(capacity.get(id), on, values);
            AccountFacts.put(values, "kwh", now.kwh);
            AccountFacts.put(values, "touKwh", now.touKwh());
            AccountFacts.put(values, "maxDemandKw", now.demand);
            AccountFacts.put(values, "kwhBefore", months.get(1).containsKey(id) ? months.get(1).get(id).kwh : null);
            AccountFacts.put(values, "kwhYearAgo", yearAgo.containsKey(id) ? yearAgo.get(id).kwh : null);
            values.put("zeroMonths", inARow(months, id, each -> each.kwh != null && each.kwh.signum() == 0));
            values.put("estimatedMonths", inARow(months, id, each -> each.estimated));
            facts.accept(new Fact(id, account.accountNo(), account.officeId(), Populations.ACCOUNT, values));
        }
    }

    /** Months in a row, counted back from the last, of which it is true; a month without a reading ends the row. */
    private static BigDecimal inARow(List<Map<Long, Month>> months, long account, Function<Month, Boolean> holds) {
        int count = 0;
        while (count < months.size() && months.get(count).containsKey(account) && holds.apply(months.get(count).get(account))) {
            count++;
        }
        return BigDecimal.valueOf(count);
    }

    private Map<Long, Month> read(long fromAccount, long toAccount, BillingMonth month) {
        Map<Long, Month> found = new HashMap<>();
        for (MeterReading reading : readings.accepted(fromAccount, toAccount, month)) {
            found.computeIfAbsent(reading.accountId(), id -> new Month()).add(reading);
        }
        return found;
    }
}
