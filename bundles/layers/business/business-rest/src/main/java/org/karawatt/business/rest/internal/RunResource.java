package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.run.api.ParkedItem;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Mass runs. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource implements RestResource {

    private final RunService runs;

    @Activate
    public RunResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs) {
        this.runs = runs;
    }

    /** What to start. */
    public record StartRequest(String kind, Map<String, String> params) {
    }

    @GET
    @Operation(summary = "Runs, newest first")
    public Page<Run> list(@QueryParam("kind") String kind, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return runs.runs(RestContext.current(), kind, Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Start a run, or get the unfinished one that covers the same")
    public Response start(StartRequest request) {
        StartRequest body = Requests.body(request);
        Run run = runs.start(RestContext.current(), Params.text("kind", body.kind()),
                body.params() == null ? Map.of() : body.params());
        return Response.accepted(run).build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A run and how far it has come")
    public Run get(@PathParam("id") long id) {
        return runs.run(RestContext.current(), id);
    }

    @POST
    @Path("{id}/stop")
    @Operation(summary = "Stop after the chunks that are being worked on")
    public Run stop(@PathParam("id") long id) {
        return runs.stop(RestContext.current(), id);
    }

    @POST
    @Path("{id}/resume")
    @Operation(summary = "Go on with a stopped or failed run; parked items are tried again")
    public Run resume(@PathParam("id") long id) {
        return runs.resume(RestContext.current(), id);
    }

    @GET
    @Path("{id}/parked")
    @Operation(summary = "Items that could not be worked on, with their causes")
    public Page<ParkedItem> parked(@PathParam("id") long id, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return runs.parked(RestContext.current(), id, Pages.of(offset, limit));
    }
}
