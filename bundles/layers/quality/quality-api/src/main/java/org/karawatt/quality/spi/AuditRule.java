package org.karawatt.quality.spi;

import java.util.function.Consumer;
import org.karawatt.quality.api.AuditRuleInfo;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An audit rule that is more than a formula over one population. Offered as a service. Called in the unit of work of a run; reads
 * set-based, without scope check. Thread-safe.
 */
@ConsumerType
public interface AuditRule {

    /** What the rule is; population, condition and exclusion may be null, {@code available} is not looked at. */
    AuditRuleInfo info();

    /**
     * Looks at all accounts with {@code fromAccount <= id <= toAccount}, at most some hundred.
     *
     * @return how many things it has looked at
     */
    long examine(AuditWindow window, long fromAccount, long toAccount, Consumer<Fact> faulty);
}
