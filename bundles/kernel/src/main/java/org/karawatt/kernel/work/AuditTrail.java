package org.karawatt.kernel.work;

import java.time.Instant;
import java.util.Optional;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who did what, as a hash chain. Entries are written in the caller's unit of work and sealed into the chain shortly after the
 * commit; changing or removing a sealed entry breaks the chain from there on. Thread-safe.
 */
@ProviderType
public interface AuditTrail {

    /**
     * Records an action in the current unit of work.
     *
     * @param action such as {@code payment.received}
     * @param objectKind such as {@code payment}
     * @param objectId id of the object, may be null
     * @param detail short text without personal data, may be null
     */
    void record(CallContext context, String action, String objectKind, Object objectId, String detail);

    /** Checks the whole chain, streaming. Seals what is still open first. */
    Verification verify(CallContext context);

    /** Entries, newest first. */
    Page<Entry> entries(CallContext context, PageRequest page);

    /**
     * Result of a verification.
     *
     * @param entries sealed entries that were checked
     * @param brokenAt seal number of the first entry that does not fit
     * @param head hash of the last entry, to be kept elsewhere as a witness; null when there are no entries
     */
    record Verification(long entries, Optional<Long> brokenAt, String head) {
    }

    /** One entry. {@code sealNo} is null until the entry has been sealed. */
    record Entry(long id, Instant at, String user, String channel, String action, String objectKind, String objectId,
            String detail, Long sealNo, String hash) {
    }
}
