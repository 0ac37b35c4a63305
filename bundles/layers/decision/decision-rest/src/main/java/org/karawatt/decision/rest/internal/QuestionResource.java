package org.karawatt.decision.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.decision.api.QuestionService;
import org.karawatt.decision.api.QuestionService.Question;
import org.karawatt.decision.api.QuestionService.QuestionDraft;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Saved questions. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/decision")
@Path("questions")
@Produces(MediaType.APPLICATION_JSON)
public class QuestionResource implements RestResource {

    private final QuestionService questions;

    @Activate
    public QuestionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) QuestionService questions) {
        this.questions = questions;
    }

    /** A question to be saved. */
    public record QuestionRequest(String name, String sql, boolean shared) {

        private QuestionDraft draft() {
            return new QuestionDraft(name, sql, shared);
        }
    }

    @GET
    @Operation(summary = "Own and shared questions by name")
    public List<Question> list() {
        return questions.questions(RestContext.current());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A saved question")
    public Response get(@PathParam("id") long id) {
        Question question = questions.question(RestContext.current(), id);
        return Etag.ok(question, question.version());
    }

    @POST
    @Operation(summary = "Save a question; it must be an allowed one")
    public Response save(QuestionRequest request) {
        Question question = questions.save(RestContext.current(), Requests.body(request).draft());
        return Response.status(Response.Status.CREATED).entity(question).header(HttpHeaders.ETAG, Etag.of(question.version())).build();
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change a question of one's own")
    public Response update(@PathParam("id") long id, QuestionRequest request, @Context HttpHeaders headers) {
        Question question = questions.update(RestContext.current(), id, Math.toIntExact(Etag.ifMatch(headers)), Requests.body(request).draft());
        return Etag.ok(question, question.version());
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove a question of one's own")
    public void remove(@PathParam("id") long id) {
        questions.remove(RestContext.current(), id);
    }
}
