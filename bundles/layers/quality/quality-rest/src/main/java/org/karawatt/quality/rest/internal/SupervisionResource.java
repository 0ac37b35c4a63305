package org.karawatt.quality.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.quality.api.Board;
import org.karawatt.quality.api.SupervisionService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The supervision board and the records behind its figures. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/quality")
@Path("board")
@Produces(MediaType.APPLICATION_JSON)
public class SupervisionResource implements RestResource {

    private static final int MONTH = 30;

    private final SupervisionService supervision;
    private final BusinessClock clock;

    @Activate
    public SupervisionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) SupervisionService supervision,
            @Reference BusinessClock clock) {
        this.supervision = supervision;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "What work stands, where it waits, who is late: by step, process and office")
    public Board board(@QueryParam("office") String office, @QueryParam("days") Integer days) {
        return supervision.board(RestContext.current(), office, days == null ? MONTH : days);
    }

    @GET
    @Path("tasks")
    @Operation(summary = "The tasks behind a figure; the time is given by from and to, by month, or is the last 30 days")
    public Page<WorkTask> tasks(@QueryParam("office") String office, @QueryParam("process") String process,
            @QueryParam("step") String step, @QueryParam("standing") String standing, @QueryParam("from") String from,
            @QueryParam("to") String to, @QueryParam("month") String month, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return supervision.tasks(RestContext.current(), query(office, process, step, from, to, month), standing(standing),
                Pages.of(offset, limit));
    }

    @GET
    @Path("cases")
    @Operation(summary = "The cases behind a figure; the time is given by from and to, by month, or is the last 30 days")
    public Page<WorkCase> cases(@QueryParam("office") String office, @QueryParam("process") String process,
            @QueryParam("standing") String standing, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("month") String month, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return supervision.cases(RestContext.current(), query(office, process, null, from, to, month), standing(standing),
                Pages.of(offset, limit));
    }

    private static Standing standing(String standing) {
        Standing given = Params.of("standing", Standing.class, standing);
        return given == null ? Standing.OPEN : given;
    }

    private StatisticsQuery query(String office, String process, String step, String from, String to, String month) {
        if (month != null) {
            BillingMonth of = Params.month("month", month);
            return new StatisticsQuery(office, process, step, of.firstDay().atStartOfDay(clock.zone()).toInstant(),
                    of.next().firstDay().atStartOfDay(clock.zone()).toInstant());
        }
        Instant end = to == null ? clock.now() : Params.instant("to", to);
        Instant begin = from == null ? end.minus(Duration.ofDays(MONTH)) : Params.instant("from", from);
        return new StatisticsQuery(office, process, step, begin, end);
    }
}
