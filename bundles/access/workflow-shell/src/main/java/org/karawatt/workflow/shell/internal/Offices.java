package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;

/** The office a command works for. */
final class Offices {

    private Offices() {
    }

    /** The code as given, or the code of the topmost office that the caller sees. */
    static String orTop(String code, CallContext caller, OfficeService offices) {
        if (code != null) {
            return code;
        }
        List<Office> all = offices.offices(caller);
        if (all.isEmpty()) {
            throw KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, "-");
        }
        return all.get(0).code();
    }
}
