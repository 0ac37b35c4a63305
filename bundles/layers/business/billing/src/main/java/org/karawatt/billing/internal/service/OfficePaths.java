package org.karawatt.billing.internal.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
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

    /** Path of an office; unknown is NOT_FOUND. */
    String path(long officeId) {
        String known = paths.get(officeId);
        if (known != null) {
            return known;
        }
        String path = offices.office(CallContext.system(), officeId).path();
        paths.put(officeId, path);
        return path;
    }

    /** The office with this code if the caller may see it; otherwise NOT_FOUND. */
    Office visible(CallContext context, String officeCode) {
        Office office = offices.office(CallContext.system(), officeCode);
        if (!context.scope().covers(office.path())) {
            throw KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, officeCode);
        }
        return office;
    }
}
