package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.PackageImport;
import org.karawatt.tariff.api.PackageUpload;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.api.TariffPackageService;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tariff packages, their import and their approval. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("tariff-packages")
@Produces(MediaType.APPLICATION_JSON)
public class TariffPackageResource implements RestResource {

    /** One byte more than a package may have, so that the service sees that it is too large. */
    private static final int MAX_BYTES = 4 * 1024 * 1024 + 1;

    private final TariffService tariffs;
    private final TariffPackageService packages;

    @Activate
    public TariffPackageResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffPackageService packages) {
        this.tariffs = tariffs;
        this.packages = packages;
    }

    /**
     * A decision about a package.
     *
     * @param note why; null when nothing is said
     */
    public record Decision(String note) {
    }

    @GET
    @Operation(summary = "Tariff packages with their status, and those that wait for a charge method")
    public List<TariffPackageInfo> list() {
        return tariffs.packages(RestContext.current());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A tariff package with its tariffs, its cases as they come out now, its history and what its approval would mean")
    public TariffPackageDetail get(@PathParam("id") long id) {
        return packages.tariffPackage(RestContext.current(), id);
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(summary = "Import a package file as a proposal, or with dryRun=true only tell what is wrong with it; "
            + "format=urdb takes rates of the OpenEI database")
    public Response importPackage(@QueryParam("format") @DefaultValue("karawatt") String format, @QueryParam("name") String name,
            @QueryParam("packageCode") String packageCode, @QueryParam("version") String version, @QueryParam("validFrom") String validFrom,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun, InputStream body) throws IOException {
        LocalDate from = validFrom == null ? null : Params.date("validFrom", validFrom);
        byte[] content = body == null ? new byte[0] : body.readNBytes(MAX_BYTES);
        PackageUpload upload = new PackageUpload(format(format), name == null ? "package.json" : name, content, packageCode, version, from);
        if (dryRun) {
            return Response.ok(packages.dryRun(RestContext.current(), upload)).build();
        }
        PackageImport done = packages.importPackage(RestContext.current(), upload);
        return Response.status(Response.Status.CREATED).entity(done).build();
    }

    private static PackageUpload.Format format(String name) {
        for (PackageUpload.Format format : PackageUpload.Format.values()) {
            if (format.name().equals(name.toUpperCase(Locale.ROOT))) {
                return format;
            }
        }
        throw KarawattException.invalid(List.of(Fault.of("format", TariffErrors.BAD_VALUE, name)));
    }

    @POST
    @Path("{id}/approval")
    @Operation(summary = "Approve a proposed package, which the importer cannot do; its tariffs are offered from now on")
    public TariffPackageDetail approve(@PathParam("id") long id, Decision decision) {
        return packages.approve(RestContext.current(), id, note(decision));
    }

    @POST
    @Path("{id}/rejection")
    @Operation(summary = "Reject a proposed package with a note")
    public TariffPackageDetail reject(@PathParam("id") long id, Decision decision) {
        return packages.reject(RestContext.current(), id, note(decision));
    }

    @POST
    @Path("{id}/withdrawal")
    @Operation(summary = "Take an imported package out of the offer, with a note")
    public TariffPackageDetail withdraw(@PathParam("id") long id, Decision decision) {
        return packages.withdraw(RestContext.current(), id, note(decision));
    }

    private static String note(Decision decision) {
        return decision == null ? null : decision.note();
    }
}
