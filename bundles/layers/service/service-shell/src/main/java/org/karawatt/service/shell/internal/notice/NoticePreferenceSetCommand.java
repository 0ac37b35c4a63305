package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.notice.api.NoticePreferenceService;
import org.karawatt.notice.api.PreferenceDraft;
import org.karawatt.shell.api.KarawattCommand;

/** Record what a customer wants from a day on. */
@Service
@Command(scope = "service", name = "notice-preference-set", description = "Record what a customer wants from a day on")
public class NoticePreferenceSetCommand extends KarawattCommand {

    @Argument(index = 0, name = "customer", required = true, description = "Customer number")
    String customer;

    @Argument(index = 1, name = "kind", required = true, description = "Code of a template, or * for all")
    String kind;

    @Argument(index = 2, name = "channel", required = true, description = "Name of the channel")
    @Completion(NoticeChannelCompleter.class)
    String channel;

    @Argument(index = 3, name = "wanted", required = true, description = "true or false")
    @Completion(value = StringsCompleter.class, values = {"true", "false"})
    boolean wanted;

    @Argument(index = 4, name = "from", required = true, description = "First day such as 2026-07-01")
    String from;

    @Argument(index = 5, name = "source", required = true, description = "How it was given")
    String source;

    @Override
    protected void run() {
        show(List.of(service(NoticePreferenceService.class).record(caller(), customer, new PreferenceDraft(kind, channel, wanted, source,
                date(from)))), NoticePreferencesCommand.table());
    }
}
