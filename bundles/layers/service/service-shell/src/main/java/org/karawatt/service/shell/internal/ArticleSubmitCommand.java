package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.shell.api.KarawattCommand;

/** Ask for the review of the draft of an article. */
@Service
@Command(scope = "service", name = "article-submit", description = "Ask for the review of the draft of an article")
public class ArticleSubmitCommand extends KarawattCommand {

    @Argument(index = 0, name = "code", required = true, description = "Code of the article")
    String code;

    @Override
    protected void run() {
        show(List.of(service(KnowledgeService.class).submit(caller(), code)), Tables.articles());
    }
}
