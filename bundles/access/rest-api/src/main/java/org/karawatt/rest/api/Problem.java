package org.karawatt.rest.api;

import java.util.List;

/**
 * What went wrong, as problem details (RFC 9457, media type {@value #MEDIA_TYPE}). Absent fields are left out of the JSON.
 *
 * @param type {@code urn:karawatt:problem:<code>}
 * @param title the message of the code in the caller's language, short
 * @param status HTTP status
 * @param detail more about this occurrence, in the caller's language; may be null
 * @param instance path of the request; may be null
 * @param code stable code such as {@code BILLING-014}
 * @param incident number to look for in the log; only for unexpected failures
 * @param faults everything that is wrong with the input; only for status 422
 */
public record Problem(String type, String title, int status, String detail, String instance, String code, String incident,
        List<Entry> faults) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One fault of the input.
     *
     * @param field path of the field; empty for the input as a whole
     * @param code stable code
     * @param message text in the caller's language
     */
    public record Entry(String field, String code, String message) {
    }
}
