package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.billing.api.StudyService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.run.api.Run;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Trial, replay and comparison runs. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("studies")
@Produces(MediaType.APPLICATION_JSON)
public class StudyResource implements RestResource {

    private final StudyService studies;

    @Activate
    public StudyResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) StudyService studies) {
        this.studies = studies;
    }

    /** What to start; {@code fromTariff} and {@code toTariffId} for a comparison only. */
    public record StartRequest(String kind, String month, String office, String fromTariff, Long toTariffId) {
    }

    @GET
    @Operation(summary = "Studies that are kept, newest first, without their reports")
    public Page<Study> list(@QueryParam("kind") String kind, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return studies.studies(RestContext.current(), kind == null ? null : kind(kind), Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Start a study, or get the unfinished one that covers the same")
    public Response start(StartRequest request) {
        StartRequest body = Requests.body(request);
        Run run = studies.start(RestContext.current(), new StudyRequest(kind(Params.text("kind", body.kind())),
                Params.month("month", body.month()), Params.text("office", body.office()), body.fromTariff(), body.toTariffId()));
        return Response.accepted(run).build();
    }

    private static StudyKind kind(String kind) {
        return Arrays.stream(StudyKind.values()).filter(each -> each.name().equals(kind)).findFirst()
                .orElseThrow(() -> KarawattException.invalid(List.of(Fault.of("kind", BillingErrors.STUDY_KIND, kind))));
    }

    @GET
    @Path("{runId}")
    @Operation(summary = "A study with its report, for the offices that the caller may see")
    public Study get(@PathParam("runId") long runId) {
        return studies.study(RestContext.current(), runId);
    }

    @GET
    @Path("{runId}/accounts")
    @Operation(summary = "Accounts of a study by loss, gain, use or number")
    public Page<StudyAccount> accounts(@PathParam("runId") long runId, @QueryParam("order") String order,
            @QueryParam("class") String usageClass, @QueryParam("decile") Integer decile, @QueryParam("outcome") String outcome,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return studies.accounts(RestContext.current(), runId, new StudyQuery(order(order), usageClass, decile, outcome),
                Pages.of(offset, limit));
    }

    private static StudyQuery.Order order(String order) {
        if (order == null) {
            return null;
        }
        return Arrays.stream(StudyQuery.Order.values()).filter(each -> each.name().equals(order)).findFirst()
                .orElseThrow(() -> KarawattException.invalid(List.of(Fault.of("order", KernelErrors.UNKNOWN_CODE, "order", order))));
    }

    @GET
    @Path("{runId}/accounts.csv")
    @Produces("text/csv")
    @Operation(summary = "All accounts of a study as CSV")
    public Response export(@PathParam("runId") long runId) {
        CallContext caller = RestContext.current();
        // refused before the answer begins
        studies.study(caller, runId);
        StreamingOutput body = out -> studies.export(caller, runId, out);
        return Params.attachment(body, "study-" + runId + ".csv");
    }
}
