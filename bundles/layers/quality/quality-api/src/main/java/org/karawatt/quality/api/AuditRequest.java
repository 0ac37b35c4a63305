package org.karawatt.quality.api;

import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * An audit run to be started.
 *
 * @param rules codes of the rules; empty means all that can run
 * @param month month whose readings and bills are looked at; archives are looked at as they are on its last day, or today when that is
 *     earlier. A past month tries a rule on past data
 * @param officeCode office that is looked at with those below it
 * @param trial whether hits are only counted: nothing is kept but the counts and a sample
 */
public record AuditRequest(List<String> rules, BillingMonth month, String officeCode, boolean trial) {

    public AuditRequest {
        rules = List.copyOf(rules);
    }
}
