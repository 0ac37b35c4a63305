package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.desk.api.ContactService;
import org.karawatt.desk.api.ContactType;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.ValuesCompleter;

/** Offers the kinds of contacts. */
@Service
public class ContactKindCompleter extends ValuesCompleter<ContactService> {

    public ContactKindCompleter() {
        super(ContactService.class);
    }

    @Override
    protected List<String> values(ContactService contacts, Session session) {
        return contacts.types(CallContext.system()).stream().map(ContactType::code).toList();
    }
}
