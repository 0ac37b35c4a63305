package org.karawatt.service.shell.internal.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.notice.api.ReceiptDraft;
import org.karawatt.shell.api.KarawattCommand;

/** Record that a notice was delivered or came back. */
@Service
@Command(scope = "service", name = "notice-receipt", description = "Record that a notice was delivered or came back")
public class NoticeReceiptCommand extends KarawattCommand {

    @Argument(index = 0, name = "notice", required = true, description = "Number of the notice")
    long notice;

    @Argument(index = 1, name = "outcome", required = true, description = "delivered or returned")
    @Completion(value = StringsCompleter.class, values = {"delivered", "returned"})
    String outcome;

    @Option(name = "--at", description = "When, such as 2026-07-08T08:00:00+08:00; without: now")
    String at;

    @Option(name = "--evidence", description = "What proves it, such as the number of a registered letter")
    String evidence;

    @Option(name = "--detail", description = "Why it came back")
    String detail;

    @Override
    protected void run() {
        NoticeService service = service(NoticeService.class);
        ReceiptDraft draft = new ReceiptDraft(service.proof(caller(), notice).messageId(), outcome(), time(), evidence, detail);
        show(service.receipts(caller(), List.of(draft)), Tables.notices());
    }

    private ReceiptDraft.Outcome outcome() {
        return Arrays.stream(ReceiptDraft.Outcome.values()).filter(each -> each.name().equals(outcome.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> KarawattException.invalid(NoticeErrors.BAD_VALUE, "outcome", outcome));
    }

    private Instant time() {
        try {
            return at == null ? service(BusinessClock.class).now() : OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw KarawattException.invalid(KernelErrors.NOT_A_DATE, at);
        }
    }
}
