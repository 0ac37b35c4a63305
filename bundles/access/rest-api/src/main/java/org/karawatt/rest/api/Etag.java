package org.karawatt.rest.api;

import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.error.KernelErrors;

/** Versions of records as entity tags: read with an ETag, change with If-Match, so that nobody overwrites a change unseen. */
public final class Etag {

    private Etag() {
    }

    /** The tag of a version, with its quotes. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** 200 with the record and its tag. */
    public static Response ok(Object entity, long version) {
        return Response.ok(entity).header(HttpHeaders.ETAG, of(version)).build();
    }

    /**
     * The version that the caller has seen, to be passed to the service, which refuses a stale one.
     *
     * @throws RestException 428 when If-Match is missing, 412 when it cannot be the tag of any version
     */
    public static long ifMatch(HttpHeaders headers) {
        return version(headers.getHeaderString(HttpHeaders.IF_MATCH));
    }

    /**
     * Checks If-Match against the present version.
     *
     * @throws RestException 428 when If-Match is missing, 412 when it names another version
     */
    public static void ifMatch(HttpHeaders headers, long presentVersion) {
        if (ifMatch(headers) != presentVersion) {
            throw new RestException(412, KernelErrors.STALE_VERSION);
        }
    }

    static long version(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new RestException(428, RestErrors.IF_MATCH_REQUIRED);
        }
        String tag = ifMatch.strip();
        // a compressing proxy or Jetty itself may have put a suffix on the tag that the caller sends back
        tag = tag.endsWith("--gzip\"") ? tag.substring(0, tag.length() - 7) + "\"" : tag;
        if (!tag.matches("\"\\d{1,18}\"")) {
            throw new RestException(412, KernelErrors.STALE_VERSION);
        }
        return Long.parseLong(tag.substring(1, tag.length() - 1));
    }
}
