package org.karawatt.quality.api;

import java.math.BigDecimal;
import java.util.Map;

/**
 * An audit rule (稽查规则).
 *
 * @param code unique, such as {@code LOSS-BELOW-1KV}
 * @param theme what it looks after: ARCHIVES, TARIFF, METERING, ZERO_USE, LOSS, CAPACITY or BILLING; others may come
 * @param population facts that it looks at; null for a rule that is a service
 * @param condition formula that a faulty fact fulfils; null for a rule that is a service
 * @param exclude formula of facts that are left out; null for none
 * @param parameters thresholds that the formulas speak of
 * @param window how long a hit on the same thing counts as the same: MONTH, YEAR or ONCE
 * @param severity LOW, MEDIUM or HIGH
 * @param schedule when it runs by itself, as {@code minute hour day month weekday}; null for never
 * @param dispatched whether each hit becomes a case
 * @param source where the rule comes from
 * @param origin bundle that brought it
 * @param available whether it can run now: its bundle is there and so are its facts
 */
public record AuditRuleInfo(String code, String nameZh, String nameEn, String theme, String population, String condition, String exclude,
        Map<String, BigDecimal> parameters, String window, String severity, String schedule, boolean dispatched, String source,
        String origin, boolean available) {

    public AuditRuleInfo {
        parameters = Map.copyOf(parameters);
    }
}
