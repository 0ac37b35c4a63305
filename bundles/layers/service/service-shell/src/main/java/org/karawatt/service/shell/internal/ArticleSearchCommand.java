package org.karawatt.service.shell.internal;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Search articles. */
@Service
@Command(scope = "service", name = "article-search", description = "Search articles in force, best first")
public class ArticleSearchCommand extends KarawattCommand {

    @Argument(index = 0, name = "text", required = true, description = "What is looked for")
    String text;

    @Option(name = "--lang", description = "zh or en; default: the language of the terminal")
    @Completion(value = StringsCompleter.class, values = {"zh", "en"})
    String lang;

    @Option(name = "--topic", description = "LAW, SAFETY, SAVING, TARIFF or PROCEDURE")
    @Completion(value = StringsCompleter.class, values = {"LAW", "SAFETY", "SAVING", "TARIFF", "PROCEDURE"})
    Topic topic;

    @Option(name = "--limit", description = "Most rows, 1 to 200")
    int limit = 10;

    @Override
    protected void run() {
        show(service(KnowledgeService.class).search(caller(), text, topic, lang == null ? locale() : Locale.forLanguageTag(lang),
                PageRequest.first(limit)).items(), new Table<Hit>().column("Code", Hit::code).column("Topic", Hit::topic)
                .column("Title", Hit::title).column("Passage", ArticleSearchCommand::passage));
    }

    private static String passage(Hit hit) {
        return hit.snippet().stream().map(part -> part.found() ? "*" + part.text() + "*" : part.text()).collect(Collectors.joining());
    }
}
