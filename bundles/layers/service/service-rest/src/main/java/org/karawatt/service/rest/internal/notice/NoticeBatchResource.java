package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.page.Page;
import org.karawatt.notice.api.BatchDraft;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.notice.api.NoticePreview;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Notices to many. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("notice-batches")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeBatchResource implements RestResource {

    private final NoticeBatchService batches;

    @Activate
    public NoticeBatchResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) NoticeBatchService batches) {
        this.batches = batches;
    }

    /** Number of accounts, to be repeated when they are unusually many. */
    public record ReleaseRequest(Long confirmedAccounts) {
    }

    @GET
    @Operation(summary = "Notices to many, newest first")
    public Page<NoticeBatch> list(@QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return batches.batches(RestContext.current(), Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Count a population and prepare a notice to it as a draft")
    public Response prepare(BatchDraft draft) {
        return Response.status(Response.Status.CREATED).entity(batches.prepare(RestContext.current(), Requests.body(draft))).build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A notice to many with its notices by status")
    public NoticeBatch get(@PathParam("id") long id) {
        return batches.batch(RestContext.current(), id);
    }

    @GET
    @Path("{id}/sample")
    @Operation(summary = "How the notices of the first accounts look, at most 20")
    public List<NoticePreview> sample(@PathParam("id") long id, @QueryParam("accounts") Integer accounts) {
        return batches.sample(RestContext.current(), id, accounts == null ? 5 : accounts);
    }

    @POST
    @Path("{id}/release")
    @Operation(summary = "Have a draft written and sent; not by its author")
    public NoticeBatch release(@PathParam("id") long id, ReleaseRequest request) {
        return batches.release(RestContext.current(), id, request == null ? null : request.confirmedAccounts());
    }

    @POST
    @Path("{id}/cancel")
    @Operation(summary = "Take back a draft")
    public NoticeBatch cancel(@PathParam("id") long id) {
        return batches.cancel(RestContext.current(), id);
    }

    @POST
    @Path("{id}/stop")
    @Operation(summary = "Halt writing and sending")
    public NoticeBatch stop(@PathParam("id") long id) {
        return batches.stop(RestContext.current(), id);
    }

    @POST
    @Path("{id}/resume")
    @Operation(summary = "Go on with what was halted")
    public NoticeBatch resume(@PathParam("id") long id) {
        return batches.resume(RestContext.current(), id);
    }
}
