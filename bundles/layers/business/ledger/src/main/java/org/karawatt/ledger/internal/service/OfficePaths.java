package org.karawatt.ledger.internal.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;

/** Places of offices in the tree. An office never moves, so a path is asked for once. Thread-safe. */
final class OfficePaths {

    private final OfficeService offices;
    private final Map<Long, String> paths = new ConcurrentHashMap<>();

    OfficePaths(OfficeService offices) {
        this.offices = offices;
    }

    /** Whether the office is in the caller's scope. */
    boolean covers(CallContext context, long officeId) {
        if (context.scope().isAll()) {
            return true;
        }
        String path = paths.get(officeId);
        if (path == null) {
            path = offices.office(CallContext.system(), officeId).path();
            paths.put(officeId, path);
        }
        return context.scope().covers(path);
    }

    /** Path of the office with this code if the caller may see it, otherwise NOT_FOUND; null gives null. */
    String visible(CallContext context, String officeCode) {
        if (officeCode == null) {
            return null;
        }
        String path = offices.office(CallContext.system(), officeCode).path();
        if (!context.scope().covers(path)) {
            throw KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, officeCode);
        }
        return path;
    }
}
