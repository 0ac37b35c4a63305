package org.karawatt.codes.api;

import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
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

    /**
     * The office with this code if it is inside the scope. For services that check a permission of their own: needs none.
     */
    default Optional<Office> find(OfficeScope scope, String code) {
        return offices(CallContext.system()).stream().filter(office -> office.code().equals(code) && scope.covers(office.path()))
                .findFirst();
    }
}
