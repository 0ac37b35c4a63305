package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.shell.api.KarawattCommand;

/** Take back what is published of an article. */
@Service
@Command(scope = "service", name = "article-withdraw", description = "Take back what is published of an article")
public class ArticleWithdrawCommand extends KarawattCommand {

    @Argument(index = 0, name = "code", required = true, description = "Code of the article")
    String code;

    @Argument(index = 1, name = "reason", required = true, description = "Why")
    String reason;

    @Override
    protected void run() {
        show(List.of(service(KnowledgeService.class).withdraw(caller(), code, reason)), Tables.articles());
    }
}
