package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeTemplateService;
import org.karawatt.shell.api.KarawattCommand;

/** List the versions of a template, newest first. */
@Service
@Command(scope = "service", name = "notice-template-versions", description = "List the versions of a template, newest first")
public class NoticeTemplateVersionsCommand extends KarawattCommand {

    @Argument(index = 0, name = "template", required = true, description = "Code of the template")
    @Completion(NoticeTemplateCompleter.class)
    String template;

    @Override
    protected void run() {
        show(service(NoticeTemplateService.class).versions(caller(), template), Tables.templates());
    }
}
