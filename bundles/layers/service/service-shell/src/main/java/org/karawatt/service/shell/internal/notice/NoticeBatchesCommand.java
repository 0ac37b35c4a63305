package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.shell.api.KarawattCommand;

/** List notices to many, newest first. */
@Service
@Command(scope = "service", name = "notice-batches", description = "List notices to many, newest first")
public class NoticeBatchesCommand extends KarawattCommand {

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(NoticeBatchService.class).batches(caller(), PageRequest.first(limit)).items(), Tables.batches());
    }
}
