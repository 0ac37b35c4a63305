package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.ContactDraft;
import org.karawatt.desk.api.ContactService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;

/** Record a contact and open its case. */
@Service
@Command(scope = "service", name = "contact-open", description = "Record what a customer has come with and open its case")
public class ContactOpenCommand extends KarawattCommand {

    @Argument(index = 0, name = "kind", required = true, description = "Kind of contact such as COMPLAINT")
    @Completion(ContactKindCompleter.class)
    String kind;

    @Argument(index = 1, name = "details", required = true, description = "What the customer wants")
    String details;

    @Option(name = "--sub-kind", description = "Sub-kind such as BUSINESS-TARIFF")
    String subKind;

    @Option(name = "--account", description = "Account number")
    String account;

    @Option(name = "--office", description = "Office code; default: that of the account")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--channel", description = "Code of table contact-channel")
    String channel = "CALL";

    @Option(name = "--caller", description = "Name of the caller")
    String callerName;

    @Option(name = "--phone", description = "Where he can be called back")
    String phone;

    @Option(name = "--area", description = "CITY, RURAL or REMOTE; needed for a fault")
    String area;

    @Option(name = "--bill", description = "Bill in question")
    String bill;

    @Option(name = "--reading", description = "Reading in question, by its id")
    Long reading;

    @Option(name = "--answer", description = "What was answered at once; ends an enquiry")
    String answer;

    @Override
    protected void run() {
        Contact opened = service(ContactService.class).open(caller(), new ContactDraft(kind, subKind, channel, office, account, callerName,
                phone, details, area, bill, reading, answer));
        show(List.of(opened), Tables.contacts());
    }
}
