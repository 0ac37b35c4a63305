package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.notice.api.NoticePreview;
import org.karawatt.notice.api.NoticeTemplateService;
import org.karawatt.shell.api.KarawattCommand;

/** Show a template with values, for a customer who does not exist. */
@Service
@Command(scope = "service", name = "notice-template-preview", description = "Show a template with values, for a customer who does not exist")
public class NoticeTemplatePreviewCommand extends KarawattCommand {

    @Argument(index = 0, name = "template", required = true, description = "Code of the template")
    @Completion(NoticeTemplateCompleter.class)
    String template;

    @Option(name = "--language", description = "zh or en")
    @Completion(value = StringsCompleter.class, values = {"zh", "en"})
    String language = "zh";

    @Option(name = "--value", multiValued = true, description = "Value of a placeholder, such as month=2026-07")
    List<String> values;

    @Override
    protected void run() {
        NoticePreview preview = service(NoticeTemplateService.class).preview(caller(), template, language, Tables.values(values));
        if (isJson()) {
            showJson(preview);
            return;
        }
        out().println(preview.subject());
        out().println();
        out().println(preview.text());
    }
}
