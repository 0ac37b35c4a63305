package org.karawatt.codes.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** The office tree. Reading needs {@code office.read}, writing {@code office.write}. Thread-safe. */
@ProviderType
public interface OfficeService {

    /** Offices inside the caller's scope, in path order; the tree has at most a few thousand. */
    List<Office> offices(CallContext context);

    /** The office with this code; unknown or out of scope is NOT_FOUND. */
    Office office(CallContext context, String code);

    /** The office with this id; unknown or out of scope is NOT_FOUND. */
    Office office(CallContext context, long id);

    /** Creates an office below its parent. */
    Office create(CallContext context, OfficeDraft draft);

    /** Changes names, kind or validity; the place in the tree stays. A stale version is a CONFLICT. */
    Office update(CallContext context, long id, int version, OfficeDraft draft);
}
