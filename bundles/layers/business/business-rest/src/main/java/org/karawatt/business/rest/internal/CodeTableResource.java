package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Code tables as data. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("code-tables")
@Produces(MediaType.APPLICATION_JSON)
public class CodeTableResource implements RestResource {

    private final CodeService codes;
    private final BusinessClock clock;

    @Activate
    public CodeTableResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock) {
        this.codes = codes;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "All code tables")
    public List<CodeTable> tables() {
        return codes.tables(RestContext.current());
    }

    @GET
    @Path("{table}/codes")
    @Operation(summary = "Codes of a table that are valid on a day (default today)")
    public List<Code> codes(@PathParam("table") String table, @QueryParam("on") String on) {
        return codes.codes(RestContext.current(), table, on == null ? clock.today() : Params.date("on", on));
    }

    @POST
    @Path("{table}/codes")
    @Operation(summary = "Add a code, or a new validity of one")
    public Response create(@PathParam("table") String table, CodeDraft draft) {
        Code code = codes.create(RestContext.current(), table, Requests.body(draft));
        return Response.status(Response.Status.CREATED).entity(code).header(HttpHeaders.ETAG, Etag.of(code.version())).build();
    }

    @PUT
    @Path("{table}/codes/{id}")
    @Operation(summary = "Change a code; needs If-Match")
    public Response update(@PathParam("id") long id, CodeDraft draft, @Context HttpHeaders headers) {
        Code code = codes.update(RestContext.current(), id, (int) Etag.ifMatch(headers), Requests.body(draft));
        return Etag.ok(code, code.version());
    }
}
