package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.notice.api.NoticeTemplateService;
import org.karawatt.shell.api.ValuesCompleter;

/** Offers the codes of the templates in use. */
@Service
public class NoticeTemplateCompleter extends ValuesCompleter<NoticeTemplateService> {

    public NoticeTemplateCompleter() {
        super(NoticeTemplateService.class);
    }

    @Override
    protected List<String> values(NoticeTemplateService templates, Session session) {
        return templates.templates(CallContext.system()).stream().map(each -> each.content().code()).toList();
    }
}
