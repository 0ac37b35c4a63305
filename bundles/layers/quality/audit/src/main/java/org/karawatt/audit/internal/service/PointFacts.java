package org.karawatt.audit.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karawatt.audit.internal.calc.Populations;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.quality.api.Formula;
import org.karawatt.quality.spi.AuditWindow;
import org.karawatt.quality.spi.Fact;
import org.karawatt.quality.spi.FactSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Metering points with their meter, their rule, their losses and what was read in the month. */
@Component
public final class PointFacts implements FactSource {

    private final CustomerService customers;
    private final MeteringService metering;
    private final MeterReadingService readings;

    @Activate
    public PointFacts(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings) {
        this.customers = customers;
        this.metering = metering;
        this.readings = readings;
    }

    @Override
    public String population() {
        return Populations.POINT;
    }

    @Override
    public Map<String, Formula.Type> fields() {
        return Populations.of(Populations.POINT);
    }

    @Override
    public void read(AuditWindow window, long fromAccount, long toAccount, Consumer<Fact> facts) {
        LocalDate on = window.on();
        Map<Long, AccountTerms> terms = customers.terms(fromAccount, toAccount, on).stream()
                .collect(Collectors.toMap(AccountTerms::accountId, Function.identity()));
        Map<Long, PointRule> rules = metering.rules(fromAccount, toAccount, new Period(on, on.plusDays(1))).stream()
                .collect(Collectors.toMap(PointRule::pointId, Function.identity(), (one, other) -> other));
        Map<Long, BigDecimal> read = readings.accepted(fromAccount, toAccount, window.month()).stream()
                .filter(reading -> reading.kind() == RegisterKind.AP_TOTAL)
                .collect(Collectors.toMap(MeterReading::pointId, MeterReading::quantity, BigDecimal::add));
        for (MeteringPoint point : metering.points(fromAccount, toAccount, on)) {
            AccountTerms account = terms.get(point.accountId());
            if (account != null) {
                facts.accept(new Fact(account.accountId(), account.accountNo(), account.officeId(), "point " + point.pointNo(),
                        values(account, point, rules.get(point.id()), read.get(point.id()))));
            }
        }
    }

    private static Map<String, Object> values(AccountTerms account, MeteringPoint point, PointRule rule, BigDecimal kwh) {
        Map<String, Object> values = new HashMap<>();
        AccountFacts.put(values, "usageClass", account.usageClass());
        AccountFacts.put(values, "runningKva", account.runningCapacityKva());
        AccountFacts.put(values, "voltage", point.voltageCode());
        values.put("highVoltage", AccountFacts.isHigh(point.voltageCode()));
        AccountFacts.put(values, "meteringMode", point.meteringMode());
        AccountFacts.put(values, "purpose", point.purpose());
        AccountFacts.put(values, "calculation", point.calculation());
        values.put("hasMeter", point.meterNo() != null);
        AccountFacts.put(values, "multiplier", point.multiplier());
        AccountFacts.put(values, "ratioPct", point.ratioPct());
        AccountFacts.put(values, "fixedKwh", point.fixedKwh());
        values.put("hasParent", point.parentId() != null);
        AccountFacts.put(values, "installedOn", point.installedOn());
        AccountFacts.put(values, "kwh", kwh);
        PointLoss loss = rule == null ? PointLoss.NONE : rule.loss();
        values.put("lossMethod", loss.method());
        values.put("bearsLoss", !loss.isNone());
        AccountFacts.put(values, "copperPct", loss.copperPct());
        AccountFacts.put(values, "linePct", loss.linePct());
        return values;
    }
}
