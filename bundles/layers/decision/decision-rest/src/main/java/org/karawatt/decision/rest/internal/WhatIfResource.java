package org.karawatt.decision.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.billing.api.Study;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.WhatIfService;
import org.karawatt.decision.api.WhatIfService.Picture;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.run.api.Run;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What a new tariff does, with winners and losers. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/decision")
@Path("what-ifs")
@Produces(MediaType.APPLICATION_JSON)
public class WhatIfResource implements RestResource {

    private final WhatIfService whatIfs;

    @Activate
    public WhatIfResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) WhatIfService whatIfs) {
        this.whatIfs = whatIfs;
    }

    /** What to compare; {@code fromTariff} absent means the bills of all tariffs. */
    public record WhatIfRequest(String month, String office, String fromTariff, Long toTariffId) {
    }

    @GET
    @Operation(summary = "Comparisons that are kept, newest first")
    public List<Study> list() {
        return whatIfs.studies(RestContext.current());
    }

    @POST
    @Operation(summary = "Start a comparison study, or get the unfinished one of the same")
    public Response start(WhatIfRequest request) {
        WhatIfRequest body = Requests.body(request);
        return Response.accepted(whatIfs.start(RestContext.current(), Params.required("month", Params.month("month", body.month())),
                Params.required("office", body.office()), Params.text(body.fromTariff()), Params.required("toTariffId", body.toTariffId())))
                .build();
    }

    @POST
    @Path("{runId}/stop")
    @Operation(summary = "Stop a comparison after the accounts that are being worked on")
    public Run stop(@PathParam("runId") long runId) {
        return whatIfs.stop(RestContext.current(), runId);
    }

    @GET
    @Path("{runId}/accounts.csv")
    @Produces("text/csv")
    @Operation(summary = "Every account of a comparison that is done, as CSV")
    public Response accounts(@PathParam("runId") long runId) {
        CallContext caller = RestContext.current();
        // refused before the answer begins
        whatIfs.picture(caller, runId);
        StreamingOutput body = out -> whatIfs.export(caller, runId, out);
        return Params.file(body, "what-if-" + runId, ExportFormat.CSV);
    }

    @GET
    @Path("{runId}")
    @Operation(summary = "The picture of a comparison that is done")
    public Picture picture(@PathParam("runId") long runId) {
        return whatIfs.picture(RestContext.current(), runId);
    }
}
