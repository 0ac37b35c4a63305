package org.karawatt.workflow.rest.internal;

import javax.ws.rs.core.HttpHeaders;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Parameters;

/** Parameters and headers as values; a wrong one is a fault with its name. */
final class Params extends Parameters {

    private Params() {
    }

    /** Whoever names the version that he has seen is refused when it has changed since; nobody has to. */
    static void unchanged(HttpHeaders headers, int version) {
        if (headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
            Etag.ifMatch(headers, version);
        }
    }
}
