package org.karawatt.workflow.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.workflow.api.TaskForm;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.TaskService;
import org.karawatt.workflow.api.WorkTask;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The work list and what is done with its tasks. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/workflow")
@Path("tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource implements RestResource {

    private final TaskService tasks;

    @Activate
    public TaskResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) TaskService tasks) {
        this.tasks = tasks;
    }

    /** Why a task is given back; may be left out. */
    public record ReleaseRequest(String reason) {
    }

    /** Who gets a task, and why; the reason may be left out. */
    public record AssignRequest(String user, String reason) {
    }

    /** What was put into the form of a task. */
    public record CompleteRequest(Map<String, Object> values) {
    }

    @GET
    @Operation(summary = "Tasks to be done, the most urgent first; mine=true for the caller's own, false for those that he could claim")
    public Page<WorkTask> list(@QueryParam("mine") Boolean mine, @QueryParam("role") String role, @QueryParam("process") String process,
            @QueryParam("office") String office, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return tasks.workList(RestContext.current(), new TaskQuery(mine, role, process, office), Pages.of(offset, limit));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A task")
    public Response get(@PathParam("id") long id) {
        return answer(tasks.task(RestContext.current(), id));
    }

    @GET
    @Path("{id}/form")
    @Operation(summary = "What a task asks for, and what the case knows of it already")
    public TaskForm form(@PathParam("id") long id) {
        return tasks.form(RestContext.current(), id);
    }

    @POST
    @Path("{id}/claim")
    @Operation(summary = "Take a task; somebody else's is a conflict")
    public Response claim(@PathParam("id") long id, @Context HttpHeaders headers) {
        return answer(tasks.claim(seen(id, headers), id));
    }

    @POST
    @Path("{id}/release")
    @Operation(summary = "Give a task back to its role")
    public Response release(@PathParam("id") long id, ReleaseRequest request, @Context HttpHeaders headers) {
        return answer(tasks.release(seen(id, headers), id, request == null ? null : request.reason()));
    }

    @POST
    @Path("{id}/delegate")
    @Operation(summary = "Have a task done by somebody else; it comes back when he has done it")
    public Response delegate(@PathParam("id") long id, AssignRequest request, @Context HttpHeaders headers) {
        AssignRequest body = Requests.body(request);
        return answer(tasks.delegate(seen(id, headers), id, body.user(), body.reason()));
    }

    @POST
    @Path("{id}/hand-over")
    @Operation(summary = "Give a task to somebody else for good; whoever may steer dispatches anybody's")
    public Response handOver(@PathParam("id") long id, AssignRequest request, @Context HttpHeaders headers) {
        AssignRequest body = Requests.body(request);
        return answer(tasks.handOver(seen(id, headers), id, body.user(), body.reason()));
    }

    @POST
    @Path("{id}/complete")
    @Operation(summary = "Do a task with the values of its form; every fault is named by its field")
    public Response complete(@PathParam("id") long id, CompleteRequest request, @Context HttpHeaders headers) {
        return answer(tasks.complete(seen(id, headers), id, request == null ? Map.of() : request.values()));
    }

    private CallContext seen(long id, HttpHeaders headers) {
        CallContext caller = RestContext.current();
        if (headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
            Params.unchanged(headers, tasks.task(caller, id).version());
        }
        return caller;
    }

    private static Response answer(WorkTask task) {
        return Etag.ok(task, task.version());
    }
}
