package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.notice.api.NoticePreview;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show how the first notices of a notice to many look. */
@Service
@Command(scope = "service", name = "notice-batch-sample", description = "Show how the first notices of a notice to many look")
public class NoticeBatchSampleCommand extends KarawattCommand {

    @Argument(index = 0, name = "batch", required = true, description = "Number of the notice to many")
    long batch;

    @Override
    protected void run() {
        show(service(NoticeBatchService.class).sample(caller(), batch, 5), new Table<NoticePreview>().column("Account", NoticePreview::accountNo)
                .column("Channel", NoticePreview::channel).column("Language", NoticePreview::language).column("Subject", NoticePreview::subject));
    }
}
