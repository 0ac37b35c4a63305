package org.karawatt.notice.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.notice.api.NoticePreference;
import org.karawatt.notice.api.PreferenceDraft;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;

/** SQL on preferences. Every method runs in the caller's unit of work. */
public final class PreferenceStore {

    private static final String ANY = "*";

    private final BulkStore store;
    private final Numbering numbering;

    public PreferenceStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    public List<NoticePreference> of(long customerId, String customerNo) {
        return store.query("SELECT id, kind, channel, wanted, source, valid_from, valid_to, recorded_by, recorded_at FROM notice_preference"
                + " WHERE customer_id = ? ORDER BY kind, channel, valid_from", List.of(customerId),
                row -> new NoticePreference(row.getLong(1), customerNo, row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5),
                        row.getLocalDate(6), row.getLocalDate(7), row.getString(8), row.getInstant(9)));
    }

    /** First day of the latest entry. */
    public Optional<LocalDate> latest(long customerId, String kind, String channel) {
        return store.queryOne("SELECT MAX(valid_from) FROM notice_preference WHERE customer_id = ? AND kind = ? AND channel = ?",
                List.of(customerId, kind, channel), row -> row.getLocalDate(1));
    }

    /** Ends the latest entry where the new one begins, and adds it. */
    public long insert(long customerId, PreferenceDraft draft, String user, Instant now) {
        store.update("UPDATE notice_preference SET valid_to = ? WHERE customer_id = ? AND kind = ? AND channel = ? AND valid_to IS NULL",
                List.of(draft.validFrom(), customerId, draft.kind(), draft.channel()));
        long id = numbering.nextId();
        store.insert("notice_preference", List.of("id", "customer_id", "kind", "channel", "wanted", "source", "valid_from", "recorded_by",
                "recorded_at"), List.<Object[]>of(new Object[] {id, customerId, draft.kind(), draft.channel(), draft.wanted(), draft.source(),
                    draft.validFrom(), user, now}));
        return id;
    }

    /** What customers want of a kind on a day, by customer and channel; an entry for the kind counts before one for all. */
    public Map<Long, Map<String, Boolean>> inForce(Collection<Long> customerIds, String kind, LocalDate on) {
        Map<Long, Map<String, Boolean>> own = new HashMap<>();
        Map<Long, Map<String, Boolean>> all = new HashMap<>();
        for (List<Long> part : InList.parts(new LinkedHashSet<>(customerIds))) {
            List<Object> params = new ArrayList<>(part);
            params.addAll(List.of(kind, on, on));
            store.stream("SELECT customer_id, kind, channel, wanted FROM notice_preference WHERE customer_id IN " + InList.marks(part)
                    + " AND kind IN (?, '*') AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)", params,
                    row -> (ANY.equals(row.getString(2)) ? all : own).computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                            .put(row.getString(3), row.getBoolean(4)));
        }
        own.forEach((customer, wanted) -> all.computeIfAbsent(customer, id -> new HashMap<>()).putAll(wanted));
        return all;
    }
}
