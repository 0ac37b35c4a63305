package org.karawatt.workflow.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.ws.rs.Consumes;
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
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.workflow.api.Attachment;
import org.karawatt.workflow.api.CaseEvent;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.ProcessPicture;
import org.karawatt.workflow.api.ProcessService;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkflowErrors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Cases. A case is addressed by its id or by the number that people use. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/workflow")
@Path("cases")
@Produces(MediaType.APPLICATION_JSON)
public class CaseResource implements RestResource {

    private static final int LONGEST_ID = 18;

    private final CaseService cases;
    private final ProcessService processes;

    // only account numbers need it: cases are opened and shown without it
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile CustomerService customers;

    @Activate
    public CaseResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CaseService cases,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ProcessService processes) {
        this.cases = cases;
        this.processes = processes;
    }

    /** A case to be opened; {@code accountNo} and {@code priority} may be left out. */
    public record OpenRequest(String processKey, String officeCode, String accountNo, String title, Integer priority,
            Map<String, Object> values) {
    }

    /** Why something is done to a case. */
    public record Reason(String reason) {
    }

    /** From where a case is taken back to where, and why. */
    public record RollBackRequest(String fromStep, String toStep, String reason) {
    }

    /** What somebody says about a case. */
    public record Comment(String text) {
    }

    @GET
    @Operation(summary = "Cases, newest first; status OPEN, SUSPENDED, CLOSED or TERMINATED")
    public Page<WorkCase> list(@QueryParam("process") String process, @QueryParam("status") String status,
            @QueryParam("accountNo") String accountNo, @QueryParam("office") String office, @QueryParam("overdue") Boolean overdue,
            @QueryParam("text") String text, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        CallContext caller = RestContext.current();
        return cases.cases(caller, new CaseQuery(process, Params.oneOf("status", CaseStatus.class, status), account(caller, accountNo),
                office, overdue, text), Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Open a case with the values of its start form; every fault is named by its field")
    public Response open(OpenRequest request) {
        OpenRequest body = Requests.body(request);
        CallContext caller = RestContext.current();
        WorkCase opened = cases.open(caller, new NewCase(body.processKey(), body.officeCode(), account(caller, body.accountNo()),
                body.title(), body.priority(), body.values()));
        return Response.status(Response.Status.CREATED).entity(opened).header(HttpHeaders.ETAG, Etag.of(opened.version())).build();
    }

    private Long account(CallContext caller, String accountNo) {
        if (accountNo == null || accountNo.isBlank()) {
            return null;
        }
        CustomerService present = customers;
        if (present == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "customer");
        }
        return present.account(caller, accountNo).id();
    }

    @GET
    @Path("{case}")
    @Operation(summary = "A case with its values, tasks, history, attachments and parked steps")
    public Response get(@PathParam("case") String idOrNumber) {
        CallContext caller = RestContext.current();
        CaseView view = cases.view(caller, id(caller, idOrNumber));
        return Etag.ok(CaseDetail.of(view, accountNo(caller, view.workCase()),
                processes.steps(caller, view.workCase().processKey(), view.workCase().processVersion())), view.workCase().version());
    }

    private long id(CallContext caller, String idOrNumber) {
        boolean isId = idOrNumber.length() <= LONGEST_ID && idOrNumber.chars().allMatch(c -> c >= '0' && c <= '9');
        return isId ? Long.parseLong(idOrNumber) : cases.byNumber(caller, idOrNumber).id();
    }

    private String accountNo(CallContext caller, WorkCase workCase) {
        CustomerService present = customers;
        return present == null || workCase.accountId() == null || !caller.may("customer.read") ? null
                : present.account(caller, workCase.accountId()).accountNo();
    }

    @GET
    @Path("{case}/history")
    @Operation(summary = "What has happened in a case, oldest first")
    public List<CaseEvent> history(@PathParam("case") String idOrNumber) {
        CallContext caller = RestContext.current();
        return cases.view(caller, id(caller, idOrNumber)).history();
    }

    @GET
    @Path("{case}/picture")
    @Operation(summary = "How the version of the process looks that the case runs by")
    public ProcessPicture picture(@PathParam("case") String idOrNumber) {
        CallContext caller = RestContext.current();
        WorkCase workCase = cases.view(caller, id(caller, idOrNumber)).workCase();
        return processes.picture(caller, workCase.processKey(), workCase.processVersion());
    }

    @POST
    @Path("{case}/suspend")
    @Operation(summary = "Let a case rest; its deadlines rest with it")
    public Response suspend(@PathParam("case") String idOrNumber, Reason request, @Context HttpHeaders headers) {
        CallContext caller = RestContext.current();
        return changed(cases.suspend(caller, seen(caller, idOrNumber, headers), Requests.body(request).reason()));
    }

    @POST
    @Path("{case}/resume")
    @Operation(summary = "Let a suspended case go on")
    public Response resume(@PathParam("case") String idOrNumber, Reason request, @Context HttpHeaders headers) {
        CallContext caller = RestContext.current();
        return changed(cases.resume(caller, seen(caller, idOrNumber, headers), Requests.body(request).reason()));
    }

    @POST
    @Path("{case}/terminate")
    @Operation(summary = "End a case before its end")
    public Response terminate(@PathParam("case") String idOrNumber, Reason request, @Context HttpHeaders headers) {
        CallContext caller = RestContext.current();
        return changed(cases.terminate(caller, seen(caller, idOrNumber, headers), Requests.body(request).reason()));
    }

    @POST
    @Path("{case}/roll-back")
    @Operation(summary = "Take a case back from the step where it stands to one that it has come through")
    public Response rollBack(@PathParam("case") String idOrNumber, RollBackRequest request, @Context HttpHeaders headers) {
        RollBackRequest body = Requests.body(request);
        CallContext caller = RestContext.current();
        return changed(cases.rollBack(caller, seen(caller, idOrNumber, headers), Params.text("fromStep", body.fromStep()),
                Params.text("toStep", body.toStep()), body.reason()));
    }

    @POST
    @Path("{case}/retry")
    @Operation(summary = "Try the parked steps of a case again at once")
    public Response retry(@PathParam("case") String idOrNumber) {
        CallContext caller = RestContext.current();
        return changed(cases.retry(caller, id(caller, idOrNumber)));
    }

    private long seen(CallContext caller, String idOrNumber, HttpHeaders headers) {
        long id = id(caller, idOrNumber);
        if (headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
            Params.unchanged(headers, cases.view(caller, id).workCase().version());
        }
        return id;
    }

    private static Response changed(WorkCase workCase) {
        return Etag.ok(workCase, workCase.version());
    }

    @POST
    @Path("{case}/comments")
    @Operation(summary = "Say something about a case")
    public Response comment(@PathParam("case") String idOrNumber, Comment request) {
        CallContext caller = RestContext.current();
        cases.comment(caller, id(caller, idOrNumber), Requests.body(request).text());
        return Response.noContent().build();
    }

    @POST
    @Path("{case}/attachments")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Add a file to a case or to a task of it; its type is that of the request")
    public Response attach(@PathParam("case") String idOrNumber, @QueryParam("fileName") String fileName,
            @QueryParam("taskId") Long taskId, InputStream content, @Context HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        CallContext caller = RestContext.current();
        Attachment added = cases.attach(caller, id(caller, idOrNumber), taskId, Params.text("fileName", fileName),
                type == null ? MediaType.APPLICATION_OCTET_STREAM : type.getType() + "/" + type.getSubtype(),
                Objects.requireNonNullElse(content, InputStream.nullInputStream()));
        return Response.status(Response.Status.CREATED).entity(added).build();
    }

    @GET
    @Path("{case}/attachments/{attachmentId}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "A file of a case")
    public Response content(@PathParam("case") String idOrNumber, @PathParam("attachmentId") long attachmentId) {
        CallContext caller = RestContext.current();
        long id = id(caller, idOrNumber);
        Attachment file = cases.view(caller, id).attachments().stream().filter(each -> each.id() == attachmentId).findFirst()
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.ATTACHMENT_UNKNOWN, attachmentId));
        // always saved, never shown: what somebody has uploaded is not run in the console's own origin
        return Response.ok(cases.content(caller, id, attachmentId), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8).replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff").build();
    }
}
