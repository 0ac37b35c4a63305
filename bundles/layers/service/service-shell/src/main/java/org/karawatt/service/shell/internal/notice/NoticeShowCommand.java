package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeProof;
import org.karawatt.notice.api.NoticeReceipt;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show the tries of a notice as proof of its delivery. */
@Service
@Command(scope = "service", name = "notice-show", description = "Show the tries of a notice as proof of its delivery")
public class NoticeShowCommand extends KarawattCommand {

    @Argument(index = 0, name = "notice", required = true, description = "Number of the notice")
    long notice;

    @Override
    protected void run() {
        NoticeProof proof = service(NoticeService.class).proof(caller(), notice);
        if (isJson()) {
            showJson(proof);
            return;
        }
        Tables.notices().print(out(), List.of(proof.notice()));
        out().println();
        new Table<NoticeProof.Attempt>().right("Try", NoticeProof.Attempt::number).column("At", NoticeProof.Attempt::at)
                .column("Outcome", NoticeProof.Attempt::outcome).column("Sent to", NoticeProof.Attempt::sentTo)
                .column("Detail", NoticeProof.Attempt::detail).print(out(), proof.attempts());
        if (!proof.receipts().isEmpty()) {
            out().println();
            new Table<NoticeReceipt>().column("Receipt", NoticeReceipt::outcome).column("At", NoticeReceipt::at)
                    .column("Evidence", NoticeReceipt::evidence).column("Detail", NoticeReceipt::detail)
                    .column("By", NoticeReceipt::recordedBy).print(out(), proof.receipts());
        }
        out().println("SHA-256 " + proof.contentHash());
    }
}
