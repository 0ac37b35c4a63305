package org.karawatt.desk.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karawatt.desk.api.HandOver;
import org.karawatt.desk.api.Ticket;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;

/** SQL on tickets and shifts. Every method runs in the caller's unit of work. */
public final class CounterStore {

    private static final String TICKET = "SELECT id, office_id, on_day, ticket_no, business, account_no, state, taken_at, called_at,"
            + " called_by, counter_no, ended_at FROM desk_ticket";
    private static final String HAND_OVER = "SELECT id, office_id, given_by, given_at, note, waiting, open_contacts, case_nos, accepted_by,"
            + " accepted_at FROM desk_hand_over";
    private static final int MOST_TICKETS = 200;

    private final BulkStore store;
    private final Numbering numbering;

    public CounterStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /** The queue of a day: called, then waiting in their order, then the rest, newest first. */
    public List<Ticket> tickets(long officeId, LocalDate day) {
        List<Ticket> queue = new ArrayList<>(store.query(TICKET + " WHERE office_id = ? AND on_day = ? AND state IN ('CALLED', 'WAITING')"
                + " ORDER BY CASE WHEN state = 'CALLED' THEN 0 ELSE 1 END, id FETCH FIRST ? ROWS ONLY",
                List.of(officeId, day, MOST_TICKETS), CounterStore::ticket));
        queue.addAll(store.query(TICKET + " WHERE office_id = ? AND on_day = ? AND state NOT IN ('CALLED', 'WAITING')"
                + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY", List.of(officeId, day, Math.max(1, MOST_TICKETS - queue.size())),
                CounterStore::ticket));
        return queue;
    }

    /** The next number of a kind of business; empty when the day has none yet. */
    public Optional<Integer> nextNo(long officeId, LocalDate day, String business) {
        int changed = store.update("UPDATE desk_ticket_counter SET last_no = last_no + 1 WHERE office_id = ? AND on_day = ? AND business = ?",
                List.of(officeId, day, business));
        return changed == 0 ? Optional.empty() : store.queryOne("SELECT last_no FROM desk_ticket_counter WHERE office_id = ? AND on_day = ?"
                + " AND business = ?", List.of(officeId, day, business), row -> row.getInt(1));
    }

    public boolean isCounting(long officeId, LocalDate day, String business) {
        return store.queryOne("SELECT last_no FROM desk_ticket_counter WHERE office_id = ? AND on_day = ? AND business = ?",
                List.of(officeId, day, business), row -> row.getInt(1)).isPresent();
    }

    /** Begins to count for a day. Throws a duplicate key when somebody else has begun at the same moment. */
    public void beginCounting(long officeId, LocalDate day, String business) {
        store.insert("desk_ticket_counter", List.of("office_id", "on_day", "business", "last_no"),
                List.<Object[]>of(new Object[] {officeId, day, business, 0}));
    }

    public long insert(long officeId, LocalDate day, String ticketNo, String business, String accountNo, Instant now) {
        long id = numbering.nextId();
        store.insert("desk_ticket", List.of("id", "office_id", "on_day", "ticket_no", "business", "account_no", "state", "taken_at",
                "called_at", "called_by", "counter_no", "ended_at"), List.<Object[]>of(new Object[] {id, officeId, day, ticketNo, business,
                    accountNo, Ticket.State.WAITING.name(), now, null, null, null, null}));
        return id;
    }

    public Optional<Ticket> ticket(long id) {
        return store.queryOne(TICKET + " WHERE id = ?", List.of(id), CounterStore::ticket);
    }

    /** Ids of those that wait, the longest first. */
    public List<Long> waiting(long officeId, LocalDate day, String business, int limit) {
        List<Object> params = new ArrayList<>(List.of(officeId, day));
        if (business != null) {
            params.add(business);
        }
        params.add(limit);
        return store.query("SELECT id FROM desk_ticket WHERE office_id = ? AND on_day = ? AND state = 'WAITING'"
                + (business == null ? "" : " AND business = ?") + " ORDER BY id FETCH FIRST ? ROWS ONLY", params, row -> row.getLong(1));
    }

    public int countWaiting(long officeId, LocalDate day) {
        return store.queryOne("SELECT COUNT(*) FROM desk_ticket WHERE office_id = ? AND on_day = ? AND state = 'WAITING'",
                List.of(officeId, day), row -> row.getInt(1)).orElseThrow();
    }

    /** Calls a waiting number; {@code false} when another counter was faster. */
    public boolean call(long id, String counterNo, String by, Instant now) {
        return store.update("UPDATE desk_ticket SET state = 'CALLED', called_at = ?, called_by = ?, counter_no = ? WHERE id = ?"
                + " AND state = 'WAITING'", List.of(now, by, counterNo, id)) == 1;
    }

    /** Ends a called number; {@code false} when it is not called. */
    public boolean end(long id, Ticket.State state, Instant now) {
        return store.update("UPDATE desk_ticket SET state = ?, ended_at = ? WHERE id = ? AND state = 'CALLED'",
                List.of(state.name(), now, id)) == 1;
    }

    public long insert(HandOver h) {
        store.insert("desk_hand_over", List.of("id", "office_id", "given_by", "given_at", "note", "waiting", "open_contacts", "case_nos",
                "accepted_by", "accepted_at"), List.<Object[]>of(new Object[] {h.id(), h.officeId(), h.givenBy(), h.givenAt(), h.note(),
                    h.waiting(), h.openContacts(), String.join(" ", h.caseNos()), null, null}));
        return h.id();
    }

    public Optional<HandOver> handOver(long id) {
        return store.queryOne(HAND_OVER + " WHERE id = ?", List.of(id), CounterStore::handOver);
    }

    /** The hand-over of an office that nobody has accepted yet. */
    public Optional<HandOver> openHandOver(long officeId) {
        return store.query(HAND_OVER + " WHERE office_id = ? AND accepted_by IS NULL ORDER BY id FETCH FIRST 1 ROWS ONLY", List.of(officeId),
                CounterStore::handOver).stream().findFirst();
    }

    /** Accepts a hand-over; {@code false} when somebody else has. */
    public boolean accept(long id, String by, Instant now) {
        return store.update("UPDATE desk_hand_over SET accepted_by = ?, accepted_at = ? WHERE id = ? AND accepted_by IS NULL",
                List.of(by, now, id)) == 1;
    }

    public Page<HandOver> handOvers(long officeId, PageRequest page) {
        long total = store.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM desk_hand_over WHERE office_id = ?", List.of(officeId),
                row -> row.getLong(1)).orElseThrow();
        return Page.of(store.query(HAND_OVER + " WHERE office_id = ? ORDER BY id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                List.of(officeId, page.offset(), page.limit()), CounterStore::handOver), page, total);
    }

    private static Ticket ticket(Row row) {
        return new Ticket(row.getLong(1), row.getLong(2), row.getLocalDate(3), row.getString(4), row.getString(5), row.getString(6),
                Ticket.State.valueOf(row.getString(7)), row.getInstant(8), row.getInstant(9), row.getString(10), row.getString(11),
                row.getInstant(12));
    }

    private static HandOver handOver(Row row) {
        String nos = row.getString(8);
        return new HandOver(row.getLong(1), row.getLong(2), row.getString(3), row.getInstant(4), row.getString(5), row.getInt(6),
                row.getInt(7), nos.isBlank() ? List.of() : Arrays.asList(nos.strip().split(" ")), row.getString(9), row.getInstant(10));
    }
}
