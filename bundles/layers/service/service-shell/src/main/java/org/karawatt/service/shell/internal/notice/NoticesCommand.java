package org.karawatt.service.shell.internal.notice;

import java.util.Arrays;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.notice.api.NoticeQuery;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.shell.api.KarawattCommand;

/** List notices to customers, newest first. */
@Service
@Command(scope = "service", name = "notices", description = "List notices to customers, newest first")
public class NoticesCommand extends KarawattCommand {

    @Option(name = "--account", description = "Account number")
    String account;

    @Option(name = "--kind", description = "Code of the template")
    @Completion(NoticeTemplateCompleter.class)
    String kind;

    @Option(name = "--status", description = "What became of them")
    @Completion(value = StringsCompleter.class, values = {"WAITING", "SENDING", "SENT", "DELIVERED", "RETURNED", "FAILED", "UNREACHABLE", "SKIPPED"})
    String status;

    @Option(name = "--batch", description = "Number of the notice to many")
    Long batch;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        NoticeStatus wanted = Arrays.stream(NoticeStatus.values()).filter(each -> each.name().equals(status)).findFirst().orElse(null);
        if (status != null && wanted == null) {
            throw KarawattException.invalid(KernelErrors.UNKNOWN_CODE, "status", status);
        }
        show(service(NoticeService.class).notices(caller(), new NoticeQuery(account, kind, null, wanted, batch), PageRequest.first(limit)).items(),
                Tables.notices());
    }
}
