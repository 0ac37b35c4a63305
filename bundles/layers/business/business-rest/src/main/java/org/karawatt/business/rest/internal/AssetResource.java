package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.asset.api.Asset;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.asset.api.AssetService;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The instrument inventory. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("assets")
@Produces(MediaType.APPLICATION_JSON)
public class AssetResource implements RestResource {

    private final AssetService assets;

    @Activate
    public AssetResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) AssetService assets) {
        this.assets = assets;
    }

    @GET
    @Operation(summary = "Instruments by the beginning of their number, kind and status")
    public Page<Asset> list(@QueryParam("text") String text, @QueryParam("kind") String kind, @QueryParam("status") String status,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return assets.find(RestContext.current(), text, kind, status, Pages.of(offset, limit));
    }

    @GET
    @Path("{assetNo}")
    @Operation(summary = "One instrument")
    public Response get(@PathParam("assetNo") String assetNo) {
        Asset asset = assets.asset(RestContext.current(), assetNo);
        return Etag.ok(asset, asset.version());
    }

    @POST
    @Operation(summary = "Take an instrument into stock")
    public Response takeIn(AssetDraft draft) {
        Asset asset = assets.takeIn(RestContext.current(), Requests.body(draft));
        return Response.status(Response.Status.CREATED).entity(asset).header(HttpHeaders.ETAG, Etag.of(asset.version())).build();
    }
}
