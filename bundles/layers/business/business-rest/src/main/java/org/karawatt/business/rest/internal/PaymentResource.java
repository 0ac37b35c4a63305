package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
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
import org.karawatt.kernel.page.Page;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.PaymentDraft;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Payments. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("payments")
@Produces(MediaType.APPLICATION_JSON)
public class PaymentResource implements RestResource {

    private final PaymentService payments;

    @Activate
    public PaymentResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PaymentService payments) {
        this.payments = payments;
    }

    @GET
    @Operation(summary = "Payments of an account, newest first")
    public Page<Payment> list(@QueryParam("accountNo") String accountNo, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return payments.payments(RestContext.current(), Params.text("accountNo", accountNo), Pages.of(offset, limit));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A payment with its allocations")
    public Payment get(@PathParam("id") long id) {
        return payments.payment(RestContext.current(), id);
    }

    @POST
    @Operation(summary = "Book a payment; needs Idempotency-Key, a repeat gives the first answer")
    public Response receive(PaymentDraft draft, @Context HttpHeaders headers) {
        String key = Requests.idempotencyKey(headers);
        Payment payment = payments.receive(RestContext.current(), Requests.body(draft), key);
        return Response.status(Response.Status.CREATED).entity(payment).build();
    }
}
