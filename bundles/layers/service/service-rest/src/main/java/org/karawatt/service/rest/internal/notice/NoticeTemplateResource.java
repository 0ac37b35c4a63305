package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.notice.api.NoticePreview;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.api.NoticeTemplateService;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Templates of notices. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("notice-templates")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeTemplateResource implements RestResource {

    private final NoticeTemplateService templates;

    @Activate
    public NoticeTemplateResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) NoticeTemplateService templates) {
        this.templates = templates;
    }

    /** Values to try a template with; {@code content} is tried instead of the version in use when it is there, and not stored. */
    public record PreviewRequest(String language, Map<String, String> values, TemplateDraft content) {
    }

    @GET
    @Operation(summary = "The version in use of each template")
    public List<NoticeTemplate> list() {
        return templates.templates(RestContext.current());
    }

    @GET
    @Path("{code}")
    @Operation(summary = "All versions of a template, newest first")
    public List<NoticeTemplate> versions(@PathParam("code") String code) {
        return templates.versions(RestContext.current(), code);
    }

    @PUT
    @Path("{code}")
    @Operation(summary = "Store a new version of a template and take it into use")
    public NoticeTemplate save(@PathParam("code") String code, TemplateDraft draft) {
        return templates.save(RestContext.current(), named(code, Requests.body(draft)));
    }

    private static TemplateDraft named(String code, TemplateDraft body) {
        return new TemplateDraft(code, body.nameZh(), body.nameEn(), body.basis(), body.rule(), body.channels(), body.placeholders(), body.texts());
    }

    @POST
    @Path("{code}/preview")
    @Operation(summary = "A template, or content that is not stored, with values, for a customer who does not exist")
    public NoticePreview preview(@PathParam("code") String code, PreviewRequest request) {
        PreviewRequest body = Requests.body(request);
        String language = body.language() == null ? "zh" : body.language();
        Map<String, String> values = body.values() == null ? Map.of() : body.values();
        return body.content() == null ? templates.preview(RestContext.current(), code, language, values)
                : templates.preview(RestContext.current(), named(code, body.content()), language, values);
    }
}
