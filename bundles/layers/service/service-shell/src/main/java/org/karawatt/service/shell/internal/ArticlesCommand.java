package org.karawatt.service.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.ArticleQuery;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.shell.api.KarawattCommand;

/** List articles. */
@Service
@Command(scope = "service", name = "articles", description = "List the newest versions of articles")
public class ArticlesCommand extends KarawattCommand {

    @Argument(index = 0, name = "text", required = false, description = "Beginning of the code or part of a title")
    String text;

    @Option(name = "--topic", description = "LAW, SAFETY, SAVING, TARIFF or PROCEDURE")
    @Completion(value = StringsCompleter.class, values = {"LAW", "SAFETY", "SAVING", "TARIFF", "PROCEDURE"})
    Topic topic;

    @Option(name = "--status", description = "DRAFT, REVIEW, PUBLISHED or WITHDRAWN")
    @Completion(value = StringsCompleter.class, values = {"DRAFT", "REVIEW", "PUBLISHED", "WITHDRAWN"})
    Article.Status status;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        Page<Article> page = service(KnowledgeService.class).articles(caller(), new ArticleQuery(topic, status, text),
                PageRequest.first(limit));
        show(page.items(), Tables.articles());
        say(page.items().size() + " of " + page.total());
    }
}
