package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.notice.api.NoticePreference;
import org.karawatt.notice.api.NoticePreferenceService;
import org.karawatt.notice.api.PreferenceDraft;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What customers want to be told, and how. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("notice-preferences")
@Produces(MediaType.APPLICATION_JSON)
public class NoticePreferenceResource implements RestResource {

    private final NoticePreferenceService preferences;

    @Activate
    public NoticePreferenceResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) NoticePreferenceService preferences) {
        this.preferences = preferences;
    }

    @GET
    @Path("{customerNo}")
    @Operation(summary = "All preferences of a customer")
    public List<NoticePreference> list(@PathParam("customerNo") String customerNo) {
        return preferences.preferences(RestContext.current(), customerNo);
    }

    @POST
    @Path("{customerNo}")
    @Operation(summary = "Record a preference from a day on; what the law asks for is sent regardless")
    public Response record(@PathParam("customerNo") String customerNo, PreferenceDraft draft) {
        return Response.status(Response.Status.CREATED).entity(preferences.record(RestContext.current(), customerNo, Requests.body(draft)))
                .build();
    }
}
