package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.shell.api.KarawattCommand;

/** Publish what somebody else has written. */
@Service
@Command(scope = "service", name = "article-publish", description = "Publish an article that somebody else has written and submitted")
public class ArticlePublishCommand extends KarawattCommand {

    @Argument(index = 0, name = "code", required = true, description = "Code of the article")
    String code;

    @Option(name = "--from", description = "First day such as 2026-08-01; default: today")
    String from;

    @Option(name = "--to", description = "Day after the last; default: open")
    String to;

    @Override
    protected void run() {
        show(List.of(service(KnowledgeService.class).publish(caller(), code, from == null ? null : date(from), to == null ? null : date(to))),
                Tables.articles());
    }
}
