package org.karawatt.desk.api;

import java.time.Instant;
import java.util.List;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Contacts of customers. A contact is recorded together with its case, in one unit of work. Reading needs {@code desk.read}, everything
 * else {@code desk.write}; all within the caller's offices. Opening needs {@code workflow.open} too, and a call-back the right to the task.
 * Thread-safe.
 */
@ProviderType
public interface ContactService {

    /** Kinds of contacts that can be opened now, by code. */
    List<ContactType> types(CallContext context);

    /**
     * Accounts as a caller speaks of himself: beginning of account number, customer number or telephone, part of name or address, or the
     * number of a meter. Those that have the meter come first. Needs {@code customer.read}; personal fields are masked as there.
     *
     * @param text at least two characters
     * @param limit 1 to 50
     */
    List<Account> callers(CallContext context, String text, int limit);

    /** Records a contact and opens its case. */
    Contact open(CallContext context, ContactDraft draft);

    /** Contacts that match, newest first. */
    Page<Contact> contacts(CallContext context, ContactQuery query, PageRequest page);

    /** A contact with its call-backs by the number of its case; unknown or another office's is NOT_FOUND. */
    Contact contact(CallContext context, String caseNo);

    /**
     * How satisfied the customers are whose last answer came in a period.
     *
     * @param officeCode this office and those below it; null for all that the caller may see
     * @param from beginning
     * @param to end, not within
     */
    Satisfaction satisfaction(CallContext context, String officeCode, Instant from, Instant to);

    /** Does the call-back for which a case waits. A case that waits for none is a CONFLICT. */
    Contact callBack(CallContext context, String caseNo, CallBack callBack);

    /** Renews a contact whose case has ended: a new case with the same facts that follows the old one, one step more urgent. */
    Contact renew(CallContext context, String caseNo, String reason);
}
