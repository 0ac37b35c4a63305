package org.karawatt.desk.api;

import java.time.Instant;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A contact (客户诉求): the service facts of a case. Name and telephone are masked unless the caller may see them.
 *
 * @param caseId case that works on it
 * @param billMonth month of that bill; null without a bill
 * @param state how its case stands
 * @param dueAt next end of a time allowed, of the case or of its step; null when there is none or it has ended
 * @param overdue whether that has passed
 * @param satisfaction 1 (not at all) to 5 (very), as last told; null until told
 * @param calledBackAt when the customer was last reached; null until then
 * @param reopened how often it had to be worked on again because the customer was not satisfied
 * @param follows number of the case before, of which this is the renewal; null for none
 * @param callBacks oldest first; empty in lists
 */
public record Contact(long id, long caseId, String caseNo, String kind, String subKind, String channel, long officeId, Long accountId,
        String accountNo, String callerName, String callerPhone, String details, String area, String billNo, BillingMonth billMonth,
        Long readingId, State state, Instant dueAt, boolean overdue, String openedBy, Instant openedAt, Instant closedAt,
        Integer satisfaction, Instant calledBackAt, int reopened, String follows, List<Told> callBacks) {

    public Contact {
        callBacks = List.copyOf(callBacks);
    }

    /** How the case of a contact stands. */
    public enum State {
        OPEN, SUSPENDED, CLOSED, TERMINATED
    }

    /** What the customer said when he was called back; {@code satisfaction} is null when he was not reached or waived it. */
    public record Told(Instant at, String by, CallBack.Outcome outcome, Integer satisfaction, String note) {
    }
}
