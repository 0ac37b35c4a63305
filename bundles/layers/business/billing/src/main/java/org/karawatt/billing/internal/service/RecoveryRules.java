package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.internal.calc.RecoveryValue;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that an empty database knows the usual rules on recoveries: those of the supply rules of 1996, those that came in their place
 * in 2024, where a fixed multiple became a ceiling and the calendar month the measure of a part month, and limits of the daily estimate.
 */
@Component(service = RecoveryRules.class)
public final class RecoveryRules {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryRules.class);
    private static final LocalDate SINCE_1996 = LocalDate.of(1996, 10, 8);
    private static final LocalDate SINCE_2024 = LocalDate.of(2024, 6, 1);
    private static final LocalDate SINCE_EVER = LocalDate.of(2000, 1, 1);

    @Activate
    public RecoveryRules(@Reference UnitOfWork work, @Reference BulkStore bulk) {
        RecoveryStore store = new RecoveryStore(bulk);
        try {
            work.required(() -> store.addRules(all()));
        } catch (DuplicateKeyException e) {
            LOG.debug("another server has just loaded the rules", e);
        }
    }

    private static List<RecoveryRule> all() {
        List<RecoveryRule> rules = new ArrayList<>();
        of1996(rules, RecoveryValue.METER_ERROR_SHARE, "0.5", "80");
        of1996(rules, RecoveryValue.LOWER_PRICE_DAYS, "90", "100");
        of1996(rules, RecoveryValue.LOWER_PRICE_MULTIPLE, "2", "100");
        of1996(rules, RecoveryValue.OVER_CAPACITY_MULTIPLE, "3", "100");
        of1996(rules, RecoveryValue.OVER_CAPACITY_EACH, "50", "100");
        of1996(rules, RecoveryValue.SEALED_MULTIPLE, "2", "100");
        of1996(rules, RecoveryValue.SEALED_EACH, "30", "100");
        of1996(rules, RecoveryValue.TAMPERING_RESIDENTIAL, "500", "100");
        of1996(rules, RecoveryValue.TAMPERING_OTHERS, "5000", "100");
        of1996(rules, RecoveryValue.THEFT_MULTIPLE, "3", "102");
        of1996(rules, RecoveryValue.THEFT_DAYS, "180", "103");
        of1996(rules, RecoveryValue.POWER_HOURS, "12", "103");
        of1996(rules, RecoveryValue.LIGHTING_HOURS, "6", "103");
        rules.add(rule(RecoveryValue.MONTH_DAYS, SINCE_1996, "30", false, "《供电营业规则》（1996）", "Supply business rules of 1996"));
        rules.add(rule(RecoveryValue.TEMPORARY_HALF_TERM, SINCE_1996, "0", false, "临时用电按约定期限计收",
                "The agreed term of a temporary supply is charged in full"));
        for (RecoveryValue multiple : List.of(RecoveryValue.LOWER_PRICE_MULTIPLE, RecoveryValue.OVER_CAPACITY_MULTIPLE,
                RecoveryValue.SEALED_MULTIPLE, RecoveryValue.THEFT_MULTIPLE)) {
            boolean twice = multiple == RecoveryValue.LOWER_PRICE_MULTIPLE || multiple == RecoveryValue.SEALED_MULTIPLE;
            rules.add(of2024(multiple, twice ? "2" : "3", true));
        }
        rules.add(of2024(RecoveryValue.MONTH_DAYS, "0", false));
        prepay(rules, RecoveryValue.PREPAY_REMIND, "100");
        prepay(rules, RecoveryValue.PREPAY_WARN, "50");
        prepay(rules, RecoveryValue.PREPAY_STOP, "0");
        return rules;
    }

    private static void of1996(List<RecoveryRule> rules, RecoveryValue name, String value, String article) {
        rules.add(rule(name, SINCE_1996, value, false, "《供电营业规则》（1996）第" + article + "条",
                "Supply business rules of 1996, article " + article));
    }

    private static RecoveryRule of2024(RecoveryValue name, String value, boolean ceiling) {
        return rule(name, SINCE_2024, value, ceiling, "《供电营业规则》（2024）", "Supply business rules of 2024");
    }

    private static void prepay(List<RecoveryRule> rules, RecoveryValue name, String value) {
        rules.add(rule(name, SINCE_EVER, value, false, "费控协议", "Agreement on prepayment"));
    }

    private static RecoveryRule rule(RecoveryValue name, LocalDate since, String value, boolean ceiling, String sourceZh, String sourceEn) {
        return new RecoveryRule(name.name(), since, new BigDecimal(value), ceiling, name.zh(), name.en(), sourceZh, sourceEn);
    }
}
