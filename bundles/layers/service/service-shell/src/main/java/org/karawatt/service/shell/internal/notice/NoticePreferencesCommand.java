package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticePreference;
import org.karawatt.notice.api.NoticePreferenceService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List what a customer wants to be told, and how. */
@Service
@Command(scope = "service", name = "notice-preferences", description = "List what a customer wants to be told, and how")
public class NoticePreferencesCommand extends KarawattCommand {

    @Argument(index = 0, name = "customer", required = true, description = "Customer number")
    String customer;

    @Override
    protected void run() {
        show(service(NoticePreferenceService.class).preferences(caller(), customer), table());
    }

    static Table<NoticePreference> table() {
        return new Table<NoticePreference>().column("Kind", NoticePreference::kind)
                .column("Channel", NoticePreference::channel).column("Wanted", NoticePreference::wanted).column("From", NoticePreference::validFrom)
                .column("To", NoticePreference::validTo).column("Source", NoticePreference::source).column("By", NoticePreference::recordedBy);
    }
}
