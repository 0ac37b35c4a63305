package org.karawatt.service.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.ContactQuery;
import org.karawatt.desk.api.ContactService;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;

/** List contacts of customers. */
@Service
@Command(scope = "service", name = "contacts", description = "List contacts of customers, newest first")
public class ContactsCommand extends KarawattCommand {

    @Argument(index = 0, name = "text", required = false, description = "Beginning of a case or account number, or part of what was said")
    String text;

    @Option(name = "--kind", description = "Kind of contact such as COMPLAINT")
    @Completion(ContactKindCompleter.class)
    String kind;

    @Option(name = "--state", description = "OPEN, SUSPENDED, CLOSED or TERMINATED")
    @Completion(value = StringsCompleter.class, values = {"OPEN", "SUSPENDED", "CLOSED", "TERMINATED"})
    Contact.State state;

    @Option(name = "--office", description = "Office code; default: all offices of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--overdue", description = "Only those whose time is over")
    boolean overdue;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        Page<Contact> page = service(ContactService.class).contacts(caller(),
                new ContactQuery(kind, null, state, null, office, overdue ? Boolean.TRUE : null, text), PageRequest.first(limit));
        show(page.items(), Tables.contacts());
        say(page.items().size() + " of " + page.total());
    }
}
