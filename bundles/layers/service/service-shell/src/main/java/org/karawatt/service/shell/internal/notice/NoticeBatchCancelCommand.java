package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.shell.api.KarawattCommand;

/** Take back a draft of a notice to many. */
@Service
@Command(scope = "service", name = "notice-batch-cancel", description = "Take back a draft of a notice to many")
public class NoticeBatchCancelCommand extends KarawattCommand {

    @Argument(index = 0, name = "batch", required = true, description = "Number of the notice to many")
    long batch;

    @Override
    protected void run() {
        show(List.of(service(NoticeBatchService.class).cancel(caller(), batch)), Tables.batches());
    }
}
