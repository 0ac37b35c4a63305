package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.io.InputStream;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.ledger.api.BankFileReport;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Payment files of banks. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("bank-files")
@Produces(MediaType.APPLICATION_JSON)
public class BankFileResource implements RestResource {

    private final PaymentService payments;

    @Activate
    public BankFileResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PaymentService payments) {
        this.payments = payments;
    }

    @POST
    @Consumes("text/csv")
    @Operation(summary = "Book the payments of a bank file; every line that was not booked is reported with its reason")
    public Response importFile(@QueryParam("channel") String channel, @QueryParam("fileName") String fileName, InputStream csv) {
        BankFileReport report = payments.importBankFile(RestContext.current(), Params.text("channel", channel),
                Params.text("fileName", fileName), csv, rows -> { });
        return Response.status(report.repeated() ? Response.Status.OK : Response.Status.CREATED).entity(report).build();
    }
}
