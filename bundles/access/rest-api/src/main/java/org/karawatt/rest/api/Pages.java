package org.karawatt.rest.api;

import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;

/** The query parameters {@code offset} and {@code limit} of every list. */
public final class Pages {

    public static final int DEFAULT_LIMIT = 50;

    /** Deeper than this nobody pages; a filter is wanted. */
    public static final long MAX_OFFSET = 1_000_000;

    private Pages() {
    }

    /**
     * Checks the bounds instead of bending the values silently.
     *
     * @param offset rows to skip; null means none
     * @param limit most rows; null means {@value #DEFAULT_LIMIT}
     */
    public static PageRequest of(Long offset, Integer limit) {
        Faults faults = new Faults();
        if (offset != null && (offset < 0 || offset > MAX_OFFSET)) {
            faults.add("offset", KernelErrors.OUT_OF_RANGE, 0, MAX_OFFSET);
        }
        if (limit != null && (limit < 1 || limit > PageRequest.MAX_LIMIT)) {
            faults.add("limit", KernelErrors.OUT_OF_RANGE, 1, PageRequest.MAX_LIMIT);
        }
        faults.throwIfAny();
        return new PageRequest(offset == null ? 0 : offset, limit == null ? DEFAULT_LIMIT : limit);
    }
}
