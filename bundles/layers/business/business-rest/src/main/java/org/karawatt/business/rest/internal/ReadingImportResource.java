package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.io.InputStream;
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
import org.karawatt.kernel.page.Page;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ImportState;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.reading.api.RowFault;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Imports of readings. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("reading-imports")
@Produces(MediaType.APPLICATION_JSON)
public class ReadingImportResource implements RestResource {

    private final ReadingService readings;

    @Activate
    public ReadingImportResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ReadingService readings) {
        this.readings = readings;
    }

    @POST
    @Consumes("text/csv")
    @Operation(summary = "Import readings from CSV; good rows are taken in, bad rows reported with line, column and reason")
    public Response importCsv(@QueryParam("month") String month, @QueryParam("fileName") String fileName, InputStream csv) {
        ImportReport report = readings.importCsv(RestContext.current(), Params.month("month", month),
                Params.text("fileName", fileName), csv, ReadingProgress.SILENT);
        return Response.status(report.repeated() ? Response.Status.OK : Response.Status.CREATED).entity(report).build();
    }

    @GET
    @Operation(summary = "Imports, newest first; with open=true those that were interrupted and are not done")
    public Page<ImportState> list(@QueryParam("open") @DefaultValue("false") boolean open, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return readings.imports(RestContext.current(), open, Pages.of(offset, limit));
    }

    @POST
    @Path("{id}/resume")
    @Operation(summary = "Go on with an interrupted import; one whose content is not on this server is sent again instead")
    public ImportReport resume(@PathParam("id") long id) {
        return readings.resume(RestContext.current(), id, ReadingProgress.SILENT);
    }

    @GET
    @Path("{id}/faults")
    @Operation(summary = "The faults of an import by line, at most the first 10,000")
    public Page<RowFault> faults(@PathParam("id") long id, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return readings.faults(RestContext.current(), id, Pages.of(offset, limit));
    }
}
