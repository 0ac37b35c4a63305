package org.karawatt.portal.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.portal.api.PortalBill;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** One own bill of a customer. The language is the caller's; {@code ?lang=} chooses another one. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/portal")
@Path("bills")
@Produces(MediaType.APPLICATION_JSON)
public final class PortalBillResource implements RestResource {

    private final PortalService portal;
    private final PortalDoor door;

    @Activate
    public PortalBillResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalService portal, @Reference PortalDoor door) {
        this.portal = portal;
        this.door = door;
    }

    @GET
    @Path("{billNo}")
    @Operation(summary = "An own bill with its lines")
    public PortalBill bill(@Context HttpServletRequest request, @PathParam("billNo") String billNo) {
        return portal.bill(door.reader(request), billNo);
    }

    @GET
    @Path("{billNo}/explanation")
    @Operation(summary = "How an own bill came to be")
    public List<BillExplanation.Step> explanation(@Context HttpServletRequest request, @PathParam("billNo") String billNo) {
        return portal.explanation(door.reader(request), billNo, RestContext.current().locale());
    }

    @GET
    @Path("{billNo}/document")
    @Produces("application/pdf")
    @Operation(summary = "An own bill as PDF")
    public Response document(@Context HttpServletRequest request, @PathParam("billNo") String billNo) {
        PortalCaller caller = door.reader(request);
        Locale locale = RestContext.current().locale();
        // found, so the number is one of a bill and safe in a header
        byte[] pdf = portal.document(caller, billNo, locale);
        return Response.ok(pdf).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"bill-" + billNo + ".pdf\"").build();
    }
}
