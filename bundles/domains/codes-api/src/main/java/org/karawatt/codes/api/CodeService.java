package org.karawatt.codes.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** Code tables as data. Reading needs no permission beyond a login, writing {@code codes.write}. Thread-safe. */
@ProviderType
public interface CodeService {

    List<CodeTable> tables(CallContext context);

    /** The codes of a table valid on the day, in sort order, at most 20,000; an unknown table is NOT_FOUND. */
    List<Code> codes(CallContext context, String table, LocalDate on);

    /** Whether the code is valid on the day. Answered from memory. */
    boolean isValid(String table, String code, LocalDate on);

    /** Adds a code, or a new validity of one. */
    Code create(CallContext context, String table, CodeDraft draft);

    /** Changes a code; a stale version is a CONFLICT. */
    Code update(CallContext context, long id, int version, CodeDraft draft);
}
