package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeDraft;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.shell.api.KarawattCommand;

/** Send a notice to one account. */
@Service
@Command(scope = "service", name = "notice-send", description = "Send a notice to one account")
public class NoticeSendCommand extends KarawattCommand {

    @Argument(index = 0, name = "template", required = true, description = "Code of the template")
    @Completion(NoticeTemplateCompleter.class)
    String template;

    @Argument(index = 1, name = "account", required = true, description = "Account number")
    String account;

    @Argument(index = 2, name = "reference", required = true, description = "What it is about; the same is sent once")
    String reference;

    @Option(name = "--value", multiValued = true, description = "Value of a placeholder, such as month=2026-07")
    List<String> values;

    @Override
    protected void run() {
        show(service(NoticeService.class).send(caller(), new NoticeDraft(template, account, reference, Tables.values(values), List.of())),
                Tables.notices());
    }
}
