package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.notice.api.BatchDraft;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.notice.api.Population;
import org.karawatt.shell.api.KarawattCommand;

/** Count a population and prepare a notice to it as a draft. */
@Service
@Command(scope = "service", name = "notice-batch-prepare", description = "Count a population and prepare a notice to it as a draft")
public class NoticeBatchPrepareCommand extends KarawattCommand {

    @Argument(index = 0, name = "template", required = true, description = "Code of the template")
    @Completion(NoticeTemplateCompleter.class)
    String template;

    @Argument(index = 1, name = "title", required = true, description = "What it is called")
    String title;

    @Option(name = "--office", description = "Office code")
    String office;

    @Option(name = "--route", description = "Reading route")
    String route;

    @Option(name = "--line", description = "Line")
    String line;

    @Option(name = "--area", multiValued = true, description = "Transformer area; may be repeated")
    List<String> areas;

    @Option(name = "--class", description = "Usage class")
    String usageClass;

    @Option(name = "--importance", description = "NORMAL, IMPORTANT or VULNERABLE")
    @Completion(value = StringsCompleter.class, values = {"NORMAL", "IMPORTANT", "VULNERABLE"})
    String importance;

    @Option(name = "--arrears", description = "Least arrears in yuan")
    String arrears;

    @Option(name = "--value", multiValued = true, description = "Value of a placeholder, such as from=2026-07-01")
    List<String> values;

    @Override
    protected void run() {
        Population population = new Population(office, route, line, areas, usageClass, importance, arrears == null ? null : number(arrears));
        show(List.of(service(NoticeBatchService.class).prepare(caller(), new BatchDraft(title, template, population, Tables.values(values), null))),
                Tables.batches());
    }
}
