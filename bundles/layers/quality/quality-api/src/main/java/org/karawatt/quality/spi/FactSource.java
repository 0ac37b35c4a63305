package org.karawatt.quality.spi;

import java.util.Map;
import java.util.function.Consumer;
import org.karawatt.quality.api.Formula;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A population that audit rules look at: facts of accounts, read in ranges. Chosen by name. Called in a read-only unit of work or the unit
 * of a run; reads set-based, without scope check. Thread-safe.
 */
@ConsumerType
public interface FactSource {

    /** Name by which rules choose it, such as {@code account}. */
    String population();

    /** What its facts tell, with the types. */
    Map<String, Formula.Type> fields();

    /** Reads the facts of all accounts with {@code fromAccount <= id <= toAccount}, at most some hundred, by account. */
    void read(AuditWindow window, long fromAccount, long toAccount, Consumer<Fact> facts);
}
