package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.api.OpeningDraft;
import org.karawatt.billing.api.OpeningService;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What accounts bring from the system that billed them before. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("openings")
@Produces(MediaType.APPLICATION_JSON)
public class OpeningResource implements RestResource {

    private final OpeningService openings;

    @Activate
    public OpeningResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) OpeningService openings) {
        this.openings = openings;
    }

    /**
     * An opening balance to be recorded.
     *
     * @param asOf last month billed elsewhere, such as 2026-06
     * @param version of the balance that is exchanged; absent when there is none yet
     */
    public record OpeningRequest(String asOf, BigDecimal kwh, List<BigDecimal> byTier, Map<String, BigDecimal> carried, Integer version) {
    }

    @GET
    @Path("{accountNo}")
    @Operation(summary = "The opening balance of an account")
    public Opening get(@PathParam("accountNo") String accountNo) {
        return openings.opening(RestContext.current(), accountNo);
    }

    @PUT
    @Path("{accountNo}")
    @Operation(summary = "Record or exchange the opening balance of an account that has not been billed here")
    public Opening put(@PathParam("accountNo") String accountNo, OpeningRequest request) {
        OpeningRequest body = Requests.body(request);
        return openings.record(RestContext.current(), accountNo, new OpeningDraft(Params.month("asOf", body.asOf()), body.kwh(), body.byTier(),
                body.carried(), body.version()));
    }
}
