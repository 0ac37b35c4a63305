package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.desk.api.CallBack;
import org.karawatt.desk.api.ContactService;
import org.karawatt.shell.api.KarawattCommand;

/** Record the call-back that a case waits for. */
@Service
@Command(scope = "service", name = "contact-call-back", description = "Record the call-back that a case waits for")
public class ContactCallBackCommand extends KarawattCommand {

    @Argument(index = 0, name = "case", required = true, description = "Case number")
    String caseNo;

    @Argument(index = 1, name = "outcome", required = true, description = "CLOSE, REOPEN, UNREACHED or WAIVED")
    @Completion(value = StringsCompleter.class, values = {"CLOSE", "REOPEN", "UNREACHED", "WAIVED"})
    CallBack.Outcome outcome;

    @Option(name = "--satisfaction", description = "1 (not at all) to 5 (very); needed when the customer was reached")
    Integer satisfaction;

    @Option(name = "--note", description = "What he said")
    String note;

    @Override
    protected void run() {
        show(List.of(service(ContactService.class).callBack(caller(), caseNo, new CallBack(outcome, satisfaction, note))),
                Tables.contacts());
    }
}
