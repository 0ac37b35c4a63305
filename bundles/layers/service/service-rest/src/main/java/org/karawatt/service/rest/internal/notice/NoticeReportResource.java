package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.notice.api.NoticeReport;
import org.karawatt.notice.api.NoticeReportQuery;
import org.karawatt.notice.api.NoticeReportService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** How notices were delivered. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("notice-report")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeReportResource implements RestResource {

    private final NoticeReportService reports;

    @Activate
    public NoticeReportResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) NoticeReportService reports) {
        this.reports = reports;
    }

    @GET
    @Operation(summary = "Notices of a period or a notice to many by template, channel and state, and why they have failed")
    public NoticeReport report(@QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("batchId") Long batchId,
            @QueryParam("kind") String kind, @QueryParam("channel") String channel, @QueryParam("byBatch") boolean byBatch) {
        return reports.report(RestContext.current(), new NoticeReportQuery(Values.day("from", from), Values.day("to", to), batchId,
                Values.text(kind), Values.text(channel), byBatch));
    }

    @GET
    @Path("export")
    @Produces("text/csv")
    @Operation(summary = "The lines of the report as CSV")
    public Response export(@QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("batchId") Long batchId,
            @QueryParam("kind") String kind, @QueryParam("channel") String channel, @QueryParam("byBatch") boolean byBatch) {
        NoticeReport report = report(from, to, batchId, kind, channel, byBatch);
        return Response.ok(ReportCsv.of(report).getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"notice-report.csv\"").build();
    }
}
