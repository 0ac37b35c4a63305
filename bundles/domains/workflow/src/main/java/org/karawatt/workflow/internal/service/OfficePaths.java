package org.karawatt.workflow.internal.service;

import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;

/** Finds offices inside a caller's scope without asking for the permission to read offices. Thread-safe. */
record OfficePaths(OfficeService offices) {

    /** The office with the code; unknown or out of scope is NOT_FOUND. */
    Office visible(CallContext context, String code) {
        return offices.find(context.scope(), code).orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, code));
    }

    /** Its path; null when no code is given. */
    String path(CallContext context, String code) {
        return code == null ? null : visible(context, code).path();
    }
}
