package org.karawatt.desk.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The queue of a hall and the shifts that serve it. Everything needs {@code desk.queue} and the office in scope. A shift that was handed
 * over and not accepted yet calls nobody. Thread-safe: no number is called at two counters.
 */
@ProviderType
public interface CounterService {

    /** The queue of today: called numbers first, then the waiting in their order, then the rest, newest first; at most 200. */
    List<Ticket> tickets(CallContext context, String officeCode);

    /**
     * Gives out a number.
     *
     * @param business code of table {@code counter-business}
     * @param accountNo may be null
     */
    Ticket take(CallContext context, String officeCode, String business, String accountNo);

    /**
     * Calls the number that has waited longest; nobody waiting is a CONFLICT.
     *
     * @param counterNo counter that calls
     * @param business only of this kind; null for any
     */
    Ticket callNext(CallContext context, String officeCode, String counterNo, String business);

    /** The customer at the counter has been served. */
    Ticket served(CallContext context, long ticketId);

    /** Nobody has come to the counter. */
    Ticket noShow(CallContext context, long ticketId);

    /** Hands the shift over, with what is open. A hand-over before that nobody has accepted is a CONFLICT. */
    HandOver handOver(CallContext context, String officeCode, String note);

    /** Accepts what somebody else has handed over. */
    HandOver accept(CallContext context, long handOverId);

    /** Shifts handed over in an office, newest first. */
    Page<HandOver> handOvers(CallContext context, String officeCode, PageRequest page);
}
