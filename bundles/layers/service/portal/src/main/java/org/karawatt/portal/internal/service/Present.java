package org.karawatt.portal.internal.service;

import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;

/** Modules that one answer needs and the others do without. */
final class Present {

    private Present() {
    }

    /** The service, or UNAVAILABLE while its module is away. */
    static <S> S or(S service, String module) {
        if (service == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, module);
        }
        return service;
    }
}
