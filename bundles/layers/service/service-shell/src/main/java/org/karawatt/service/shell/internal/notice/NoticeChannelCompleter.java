package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.notice.api.ChannelState;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.shell.api.ValuesCompleter;

/** Offers the names of the channels that are configured. */
@Service
public class NoticeChannelCompleter extends ValuesCompleter<NoticeService> {

    public NoticeChannelCompleter() {
        super(NoticeService.class);
    }

    @Override
    protected List<String> values(NoticeService notices, Session session) {
        return notices.channels(CallContext.system()).stream().map(ChannelState::name).toList();
    }
}
