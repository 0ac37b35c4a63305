package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.shell.api.KarawattCommand;

/** Have a notice to many that somebody else has prepared written and sent. */
@Service
@Command(scope = "service", name = "notice-batch-release", description = "Have a notice to many that somebody else has prepared written and sent")
public class NoticeBatchReleaseCommand extends KarawattCommand {

    @Argument(index = 0, name = "batch", required = true, description = "Number of the notice to many")
    long batch;

    @Option(name = "--accounts", description = "Number of its accounts, when they are unusually many")
    Long accounts;

    @Override
    protected void run() {
        show(List.of(service(NoticeBatchService.class).release(caller(), batch, accounts)), Tables.batches());
    }
}
