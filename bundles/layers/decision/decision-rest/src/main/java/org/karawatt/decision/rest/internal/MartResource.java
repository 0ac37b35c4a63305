package org.karawatt.decision.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.decision.api.MartProof;
import org.karawatt.decision.api.MartService;
import org.karawatt.decision.api.MartStatus;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The mart: how it stands, bringing in, proof. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/decision")
@Path("mart")
@Produces(MediaType.APPLICATION_JSON)
public class MartResource implements RestResource {

    private final MartService mart;

    @Activate
    public MartResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) MartService mart) {
        this.mart = mart;
    }

    /** How many months were brought in. */
    public record Refreshed(int months) {
    }

    @GET
    @Operation(summary = "How the mart stands")
    public MartStatus status() {
        return mart.status(RestContext.current());
    }

    @POST
    @Path("rebuild")
    @Operation(summary = "Bring everything in anew, as a run that can be watched and stopped")
    public Response rebuild() {
        return Response.accepted(mart.rebuild(RestContext.current())).build();
    }

    @POST
    @Path("refresh")
    @Operation(summary = "Bring in what has changed since the last time")
    public Refreshed refresh() {
        return new Refreshed(mart.refresh(RestContext.current()));
    }

    @GET
    @Path("proof")
    @Operation(summary = "Compare the mart with the operational records")
    public MartProof proof() {
        return mart.prove(RestContext.current());
    }
}
