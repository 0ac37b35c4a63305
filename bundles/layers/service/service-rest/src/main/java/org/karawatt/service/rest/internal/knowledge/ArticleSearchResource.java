package org.karawatt.service.rest.internal.knowledge;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.page.Page;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Full-text search for those who work here: what is not open to all is found too. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("article-search")
@Produces(MediaType.APPLICATION_JSON)
public class ArticleSearchResource implements RestResource {

    private final KnowledgeService knowledge;

    @Activate
    public ArticleSearchResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) KnowledgeService knowledge) {
        this.knowledge = knowledge;
    }

    @GET
    @Operation(summary = "Articles in force that say something about it, best first, in the caller's language")
    public Page<Hit> search(@QueryParam("text") String text, @QueryParam("topic") Topic topic, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return knowledge.search(RestContext.current(), text, topic, RestContext.current().locale(), Pages.of(offset, limit));
    }
}
