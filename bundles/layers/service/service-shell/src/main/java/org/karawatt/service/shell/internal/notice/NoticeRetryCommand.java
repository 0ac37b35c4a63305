package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.shell.api.KarawattCommand;

/** Try a failed notice again. */
@Service
@Command(scope = "service", name = "notice-retry", description = "Try a failed notice again")
public class NoticeRetryCommand extends KarawattCommand {

    @Argument(index = 0, name = "notice", required = true, description = "Number of the notice")
    long notice;

    @Override
    protected void run() {
        show(List.of(service(NoticeService.class).retry(caller(), notice)), Tables.notices());
    }
}
