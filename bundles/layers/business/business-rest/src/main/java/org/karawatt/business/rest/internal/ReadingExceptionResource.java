package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.page.Page;
import org.karawatt.reading.api.ReadingException;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Readings that validation holds back. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("reading-exceptions")
@Produces(MediaType.APPLICATION_JSON)
public class ReadingExceptionResource implements RestResource {

    private final ReadingService readings;

    @Activate
    public ReadingExceptionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ReadingService readings) {
        this.readings = readings;
    }

    /** The clerk's decision. */
    public record Decision(boolean accept, String reason) {
    }

    @GET
    @Operation(summary = "Held readings of a month")
    public Page<ReadingException> list(@QueryParam("month") String month, @QueryParam("status") String status,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return readings.exceptions(RestContext.current(), Params.month("month", month), status, Pages.of(offset, limit));
    }

    @POST
    @Path("{id}/decision")
    @Operation(summary = "Accept or reject a held reading")
    public ReadingException decide(@PathParam("id") long id, Decision decision) {
        Decision body = Requests.body(decision);
        return readings.decide(RestContext.current(), id, body.accept(), body.reason());
    }
}
