package org.karawatt.notice.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What customers want to be told, and how. Reading needs {@code notice.read}, writing {@code notice.preference}; limited to the caller's
 * offices. Thread-safe.
 */
@ProviderType
public interface NoticePreferenceService {

    /** All entries of a customer, by kind, channel and day. */
    List<NoticePreference> preferences(CallContext context, String customerNo);

    /**
     * Records a preference from a day on; the one before ends then. A day that is not later than the latest one of the same kind and
     * channel is a CONFLICT. Recorded in history and audit.
     */
    NoticePreference record(CallContext context, String customerNo, PreferenceDraft draft);
}
