package org.karawatt.notice.api;

import java.time.Instant;

/**
 * A version of a template; it never changes.
 *
 * @param origin bundle that brought it, or {@code user}
 * @param offered false when its bundle is gone
 */
public record NoticeTemplate(long id, int version, TemplateDraft content, String origin, boolean offered, String createdBy,
        Instant createdAt) {
}
