package org.karawatt.notice.api;

import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** Templates, from bundles and from people. Reading needs {@code notice.read}, writing {@code notice.template}. Thread-safe. */
@ProviderType
public interface NoticeTemplateService {

    /** The version in use of each template, by code. */
    List<NoticeTemplate> templates(CallContext context);

    /** All versions of a template, newest first, at most 500; an unknown code is NOT_FOUND. */
    List<NoticeTemplate> versions(CallContext context, String code);

    /** Stores a new version and takes it into use; a fault refuses it. The same content as that in use changes nothing. */
    NoticeTemplate save(CallContext context, TemplateDraft draft);

    /** A template in use with values, for a customer who does not exist. */
    NoticePreview preview(CallContext context, String code, String language, Map<String, String> values);

    /**
     * A template that is not stored, such as one that is being written or an older version, with values. Everything that is wrong with the
     * template, or else with the values, is in the exception by field. Needs {@code notice.read}.
     */
    NoticePreview preview(CallContext context, TemplateDraft draft, String language, Map<String, String> values);
}
