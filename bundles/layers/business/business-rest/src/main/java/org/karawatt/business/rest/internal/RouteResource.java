package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.page.Page;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.Route;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Reading routes (抄表段). */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("routes")
@Produces(MediaType.APPLICATION_JSON)
public class RouteResource implements RestResource {

    private final MeteringService metering;

    @Activate
    public RouteResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering) {
        this.metering = metering;
    }

    @GET
    @Operation(summary = "Reading routes")
    public Page<Route> list(@QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return metering.routes(RestContext.current(), Pages.of(offset, limit));
    }
}
