package org.karawatt.service.rest.internal.knowledge;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.page.Page;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.ArticleQuery;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Articles and their versions. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("articles")
@Produces(MediaType.APPLICATION_JSON)
public class ArticleResource implements RestResource {

    private final KnowledgeService knowledge;

    @Activate
    public ArticleResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) KnowledgeService knowledge) {
        this.knowledge = knowledge;
    }

    /** Why something is given back or withdrawn. */
    public record ReasonRequest(String reason) {
    }

    /** From when until before when an article is valid; both may be absent. */
    public record PublicationRequest(LocalDate validFrom, LocalDate validTo) {
    }

    @GET
    @Operation(summary = "Newest versions of articles, by code, without bodies")
    public Page<Article> list(@QueryParam("topic") Topic topic, @QueryParam("status") Article.Status status, @QueryParam("text") String text,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return knowledge.articles(RestContext.current(), new ArticleQuery(topic, status, text), Pages.of(offset, limit));
    }

    @GET
    @Path("{code}")
    @Operation(summary = "All versions of an article, newest first")
    public List<Article> versions(@PathParam("code") String code) {
        return knowledge.versions(RestContext.current(), code);
    }

    @PUT
    @Path("{code}/draft")
    @Operation(summary = "Write a new article, or change the draft of one")
    public Article draft(@PathParam("code") String code, ArticleDraft draft) {
        return knowledge.draft(RestContext.current(), code, Requests.body(draft));
    }

    @POST
    @Path("{code}/submission")
    @Operation(summary = "Ask for the review of the draft")
    public Article submit(@PathParam("code") String code) {
        return knowledge.submit(RestContext.current(), code);
    }

    @POST
    @Path("{code}/return")
    @Operation(summary = "Give what is in review back to its writer")
    public Article giveBack(@PathParam("code") String code, ReasonRequest request) {
        return knowledge.giveBack(RestContext.current(), code, Requests.body(request).reason());
    }

    @POST
    @Path("{code}/publication")
    @Operation(summary = "Publish what somebody else has written")
    public Article publish(@PathParam("code") String code, PublicationRequest request) {
        PublicationRequest body = Requests.body(request);
        return knowledge.publish(RestContext.current(), code, body.validFrom(), body.validTo());
    }

    @POST
    @Path("{code}/withdrawal")
    @Operation(summary = "Take back what is published")
    public Article withdraw(@PathParam("code") String code, ReasonRequest request) {
        return knowledge.withdraw(RestContext.current(), code, Requests.body(request).reason());
    }
}
