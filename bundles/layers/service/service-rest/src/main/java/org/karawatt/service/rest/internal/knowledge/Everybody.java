package org.karawatt.service.rest.internal.knowledge;

import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.rest.api.RestContext;

/** The caller without his rights: public addresses show the same to everybody, whoever is logged in. */
final class Everybody {

    private Everybody() {
    }

    static CallContext now() {
        CallContext caller = RestContext.current();
        return new CallContext(caller.user(), Set.of(), new OfficeScope(Set.of()), caller.locale(), caller.channel(), null);
    }
}
