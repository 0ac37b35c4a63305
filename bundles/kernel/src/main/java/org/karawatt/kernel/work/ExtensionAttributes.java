package org.karawatt.kernel.work;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Typed attributes that a utility hangs on core records without changing the schema; same transaction as the record.
 * Values are {@link String} (up to 2000 characters), {@link BigDecimal} or {@link LocalDate}. Thread-safe.
 */
@ProviderType
public interface ExtensionAttributes {

    /** All attributes of a record; empty when there are none. */
    Map<String, Object> of(String ownerKind, long ownerId);

    /** Sets an attribute; a null value removes it. Recorded in the history of the owner. */
    void set(CallContext context, String ownerKind, long ownerId, String name, Object value);
}
