package org.karawatt.decision.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.decision.api.ExportFormat;
import org.karawatt.decision.api.QuestionService;
import org.karawatt.decision.api.QuestionService.Answer;
import org.karawatt.decision.api.QuestionService.View;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Answers to free questions. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/decision")
@Path("answers")
@Produces(MediaType.APPLICATION_JSON)
public class AnswerResource implements RestResource {

    private final QuestionService questions;

    @Activate
    public AnswerResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) QuestionService questions) {
        this.questions = questions;
    }

    private static final int ROWS = 1000;

    /** A question; {@code limit} absent means a thousand rows. */
    public record AnswerRequest(String sql, Integer limit) {
    }

    @GET
    @Path("views")
    @Operation(summary = "The views that can be asked, with their columns")
    public List<View> views() {
        return questions.views(RestContext.current());
    }

    @POST
    @Operation(summary = "Answer one SELECT over the views; changes nothing")
    public Answer run(AnswerRequest request) {
        AnswerRequest body = Requests.body(request);
        return questions.run(RestContext.current(), body.sql(), body.limit() == null ? ROWS : body.limit());
    }

    @POST
    @Path("export")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The answer as CSV, XLSX or PARQUET; changes nothing")
    public Response export(@QueryParam("format") String format, AnswerRequest request) {
        CallContext caller = RestContext.current();
        String sql = Requests.body(request).sql();
        ExportFormat wanted = Params.format(format);
        // refused before the answer begins
        questions.run(caller, sql, 1);
        StreamingOutput body = out -> questions.export(caller, sql, wanted, out);
        return Params.file(body, "answer", wanted);
    }
}
