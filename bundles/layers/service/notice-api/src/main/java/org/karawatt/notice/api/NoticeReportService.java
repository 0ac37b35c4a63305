package org.karawatt.notice.api;

import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** How notices were delivered. Needs {@code notice.read}; limited to the caller's offices. Thread-safe. */
@ProviderType
public interface NoticeReportService {

    /**
     * Counts the notices of a period or of a notice to many by template, channel and state.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID without a batch and a period of at most 366 days, or when the lines are too
     *     many; NOT_FOUND for an unknown batch or another office's
     */
    NoticeReport report(CallContext context, NoticeReportQuery query);
}
