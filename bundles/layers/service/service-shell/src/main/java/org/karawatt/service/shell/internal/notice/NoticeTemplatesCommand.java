package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeTemplateService;
import org.karawatt.shell.api.KarawattCommand;

/** List the templates of notices that are in use. */
@Service
@Command(scope = "service", name = "notice-templates", description = "List the templates of notices that are in use")
public class NoticeTemplatesCommand extends KarawattCommand {

    @Override
    protected void run() {
        show(service(NoticeTemplateService.class).templates(caller()), Tables.templates());
    }
}
