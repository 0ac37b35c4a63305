package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Transformer areas (台区). */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("areas")
@Produces(MediaType.APPLICATION_JSON)
public class AreaResource implements RestResource {

    private final EquipmentService equipment;

    @Activate
    public AreaResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment) {
        this.equipment = equipment;
    }

    @GET
    @Operation(summary = "Transformer areas, of one line or of all")
    public Page<Area> list(@QueryParam("lineId") Long lineId, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return equipment.areas(RestContext.current(), lineId, Pages.of(offset, limit));
    }
}
