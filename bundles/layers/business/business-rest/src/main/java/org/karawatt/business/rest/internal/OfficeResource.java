package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Offices of the caller (供电单位). */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("offices")
@Produces(MediaType.APPLICATION_JSON)
public class OfficeResource implements RestResource {

    private final OfficeService offices;

    @Activate
    public OfficeResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.offices = offices;
    }

    @GET
    @Operation(summary = "Offices in the caller's scope, in tree order")
    public List<Office> list() {
        return offices.offices(RestContext.current());
    }

    @GET
    @Path("{code}")
    @Operation(summary = "One office")
    public Response get(@PathParam("code") String code) {
        Office office = offices.office(RestContext.current(), code);
        return Etag.ok(office, office.version());
    }

    @POST
    @Operation(summary = "Create an office below its parent")
    public Response create(OfficeDraft draft) {
        Office office = offices.create(RestContext.current(), Requests.body(draft));
        return Response.status(Response.Status.CREATED).entity(office).header(HttpHeaders.ETAG, Etag.of(office.version())).build();
    }

    @PUT
    @Path("{code}")
    @Operation(summary = "Change an office; needs If-Match")
    public Response update(@PathParam("code") String code, OfficeDraft draft, @Context HttpHeaders headers) {
        CallContext caller = RestContext.current();
        Office before = offices.office(caller, code);
        Office after = offices.update(caller, before.id(), (int) Etag.ifMatch(headers), Requests.body(draft));
        return Etag.ok(after, after.version());
    }
}
