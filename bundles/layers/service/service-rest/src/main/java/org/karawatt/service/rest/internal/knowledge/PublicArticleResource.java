package org.karawatt.service.rest.internal.knowledge;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What everybody may read of the knowledge; no login is needed below {@code /public}. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/public")
@Path("articles")
@Produces(MediaType.APPLICATION_JSON)
public class PublicArticleResource implements RestResource {

    private final KnowledgeService knowledge;

    @Activate
    public PublicArticleResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) KnowledgeService knowledge) {
        this.knowledge = knowledge;
    }

    @GET
    @Operation(summary = "Articles in force that are open to all, without bodies")
    public Page<Article> list(@QueryParam("topic") Topic topic, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return knowledge.published(Everybody.now(), topic, Pages.of(offset, limit));
    }

    @GET
    @Path("search")
    @Operation(summary = "Articles that are open to all and say something about it, best first, in the caller's language")
    public Page<Hit> search(@QueryParam("text") String text, @QueryParam("topic") Topic topic, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        CallContext caller = Everybody.now();
        return knowledge.search(caller, text, topic, caller.locale(), Pages.of(offset, limit));
    }

    @GET
    @Path("{code}")
    @Operation(summary = "An article in force that is open to all")
    public Article get(@PathParam("code") String code) {
        return knowledge.published(Everybody.now(), code);
    }
}
