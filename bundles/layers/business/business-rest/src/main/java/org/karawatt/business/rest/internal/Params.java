package org.karawatt.business.rest.internal;

import java.util.Locale;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.karawatt.rest.api.Parameters;

/** Query parameters as values; a wrong one is a fault with the name of the parameter. */
final class Params extends Parameters {

    private Params() {
    }

    /** The language asked for by {@code lang}, else the caller's. */
    static Locale language(String lang, Locale caller) {
        return lang == null ? caller : Locale.forLanguageTag(lang);
    }

    static Response attachment(Object body, String fileName) {
        return Response.ok(body).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"").build();
    }
}
