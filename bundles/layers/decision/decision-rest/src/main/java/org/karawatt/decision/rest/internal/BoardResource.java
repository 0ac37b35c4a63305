package org.karawatt.decision.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.decision.api.Applications;
import org.karawatt.decision.api.Board;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.BoardService;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.Dimension;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.Slice;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The board of the management. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/decision")
@Path("board")
@Produces(MediaType.APPLICATION_JSON)
public class BoardResource implements RestResource {

    private final BoardService board;

    @Activate
    public BoardResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) BoardService board) {
        this.board = board;
    }

    @GET
    @Operation(summary = "Sales, revenue, average price, arrears and pipeline of a month")
    public Board get(@QueryParam("month") String month, @QueryParam("compareWith") String compareWith, @QueryParam("office") String office,
            @QueryParam("class") String usageClass) {
        return board.board(RestContext.current(), Params.board(month, compareWith, office, usageClass));
    }

    @GET
    @Path("months")
    @Operation(summary = "Months that the mart has bills of, newest first")
    public List<BillingMonth> months() {
        return board.months(RestContext.current());
    }

    @GET
    @Path("slices")
    @Operation(summary = "Sales of a month by CLASS, INDUSTRY, VOLTAGE, TARIFF or OFFICE")
    public List<Slice> slices(@QueryParam("dimension") String dimension, @QueryParam("month") String month,
            @QueryParam("compareWith") String compareWith, @QueryParam("office") String office, @QueryParam("class") String usageClass) {
        return board.slices(RestContext.current(), Params.board(month, compareWith, office, usageClass),
                Params.constant("dimension", Dimension.class, dimension, DecisionErrors.DIMENSION_UNKNOWN));
    }

    @GET
    @Path("applications")
    @Operation(summary = "Applications for a connection: capacity applied for, connected and lost by month, and what is in progress")
    public Applications applications(@QueryParam("month") String month, @QueryParam("office") String office) {
        return board.applications(RestContext.current(), Params.month("month", month), Params.text(office));
    }

    @GET
    @Path("applications/export")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The applications of these months, one row for each, as CSV, XLSX or PARQUET")
    public Response exportApplications(@QueryParam("format") String format, @QueryParam("month") String month,
            @QueryParam("office") String office) {
        CallContext caller = RestContext.current();
        ExportFormat wanted = Params.format(format);
        BillingMonth last = Params.month("month", month);
        // refused before the answer begins
        board.applications(caller, last, Params.text(office));
        StreamingOutput body = out -> board.exportApplications(caller, last, Params.text(office), wanted, out);
        return Params.file(body, "applications", wanted);
    }

    @GET
    @Path("export")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Sales of a month by all dimensions as CSV, XLSX or PARQUET")
    public Response export(@QueryParam("format") String format, @QueryParam("month") String month, @QueryParam("office") String office,
            @QueryParam("class") String usageClass) {
        CallContext caller = RestContext.current();
        ExportFormat wanted = Params.format(format);
        BoardQuery query = Params.board(month, null, office, usageClass);
        // refused before the answer begins
        board.slices(caller, query, Dimension.CLASS);
        StreamingOutput body = out -> board.export(caller, query, wanted, out);
        return Params.file(body, "sales", wanted);
    }
}
