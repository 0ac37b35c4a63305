package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.FinalBillDraft;
import org.karawatt.billing.api.FinalBillService;
import org.karawatt.billing.api.FinalReading;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Bills of one account outside the monthly run. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("final-bills")
@Produces(MediaType.APPLICATION_JSON)
public class FinalBillResource implements RestResource {

    private final FinalBillService finals;

    @Activate
    public FinalBillResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) FinalBillService finals) {
        this.finals = finals;
    }

    /**
     * A bill to be issued.
     *
     * @param readOn day of the readings
     * @param closing whether the account ends; absent means that it goes on
     * @param readings what the meters show; absent when final readings of that day are recorded already
     */
    public record FinalBillRequest(String accountNo, LocalDate readOn, Boolean closing, List<FinalReading> readings) {

        private FinalBillDraft draft() {
            return new FinalBillDraft(readOn, Boolean.TRUE.equals(closing), readings);
        }
    }

    @POST
    @Operation(summary = "Bill an account up to a day; needs Idempotency-Key, a repeat gives the first answer")
    public Response issue(FinalBillRequest request, @Context HttpHeaders headers) {
        FinalBillRequest body = Requests.body(request);
        String key = Requests.idempotencyKey(headers);
        Bill bill = finals.bill(RestContext.current(), Params.text("accountNo", body.accountNo()), body.draft(), key);
        return Response.status(Response.Status.CREATED).entity(bill).build();
    }

    @POST
    @Path("preview")
    @Operation(summary = "The bill that would be issued, without storing anything")
    public BillExplanation preview(FinalBillRequest request, @QueryParam("lang") String lang) {
        FinalBillRequest body = Requests.body(request);
        CallContext caller = RestContext.current();
        return finals.preview(caller, Params.text("accountNo", body.accountNo()), body.draft(), Params.language(lang, caller.locale()));
    }
}
