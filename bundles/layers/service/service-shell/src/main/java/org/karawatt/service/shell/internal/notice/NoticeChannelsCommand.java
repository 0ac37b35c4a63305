package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.ChannelState;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List the channels of notices and whether they are there. */
@Service
@Command(scope = "service", name = "notice-channels", description = "List the channels of notices and whether they are there")
public class NoticeChannelsCommand extends KarawattCommand {

    @Override
    protected void run() {
        show(service(NoticeService.class).channels(caller()), new Table<ChannelState>().column("Channel", ChannelState::name)
                .column("Needs", ChannelState::address).column("Present", ChannelState::present).right("A minute", ChannelState::perMinute)
                .right("Waiting", ChannelState::waiting).right("Failed", ChannelState::failed));
    }
}
