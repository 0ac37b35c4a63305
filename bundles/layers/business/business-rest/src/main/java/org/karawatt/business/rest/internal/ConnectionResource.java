package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.connection.api.Compliance;
import org.karawatt.connection.api.ConnectionService;
import org.karawatt.connection.api.NodeResult;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** How the limits of new connections are kept. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("connections")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionResource implements RestResource {

    private final ConnectionService connections;

    @Activate
    public ConnectionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ConnectionService connections) {
        this.connections = connections;
    }

    @GET
    @Path("compliance")
    @Operation(summary = "Cases archived from a day until before another, and how many kept the limits of their nodes")
    public Compliance compliance(@QueryParam("process") String process, @QueryParam("office") String office, @QueryParam("from") String from,
            @QueryParam("to") String to) {
        return connections.compliance(RestContext.current(), process, office, Params.date("from", from), Params.date("to", to));
    }

    @GET
    @Path("nodes")
    @Operation(summary = "The nodes of these cases, latest case first; missed=true leaves out those that kept their limit")
    public Page<NodeResult> nodes(@QueryParam("process") String process, @QueryParam("office") String office, @QueryParam("from") String from,
            @QueryParam("to") String to, @QueryParam("missed") boolean missed, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return connections.nodes(RestContext.current(), process, office, Params.date("from", from), Params.date("to", to), missed,
                Pages.of(offset, limit));
    }
}
