package org.karawatt.portal.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;

/** Which cases a login has opened. */
public final class ApplicationStore {

    private static final String SELECT = "SELECT case_id, case_no, office_id, open_now, account_id FROM portal_application WHERE login_id = ?";

    private final BulkStore store;

    /**
     * A case of a login.
     *
     * @param open as it was when it was last looked at
     * @param accountId account that it has led to; null until that was seen
     */
    public record Opened(long caseId, String caseNo, long officeId, boolean open, Long accountId) {
    }

    public ApplicationStore(BulkStore store) {
        this.store = store;
    }

    public void insert(long loginId, Opened opened, Instant now) {
        store.update("INSERT INTO portal_application (case_id, case_no, login_id, office_id, opened_at, open_now)"
                + " VALUES (?, ?, ?, ?, ?, ?)", List.of(opened.caseId(), opened.caseNo(), loginId, opened.officeId(), now, opened.open()));
    }

    public List<Opened> newest(long loginId, int most) {
        return store.query(SELECT + " ORDER BY opened_at DESC, case_id DESC FETCH FIRST " + most + " ROWS ONLY", List.of(loginId),
                ApplicationStore::opened);
    }

    /** Those that are open, as far as is known. */
    public List<Opened> open(long loginId) {
        return store.query(SELECT + " AND open_now = ? FETCH FIRST 1000 ROWS ONLY", List.of(loginId, true), ApplicationStore::opened);
    }

    public Optional<Opened> find(long loginId, String caseNo) {
        return store.queryOne(SELECT + " AND case_no = ?", List.of(loginId, caseNo), ApplicationStore::opened);
    }

    /** Notes the account that a case has led to; whether it was not noted before. */
    public boolean led(long caseId, long accountId) {
        return store.update("UPDATE portal_application SET account_id = ? WHERE case_id = ? AND account_id IS NULL",
                List.of(accountId, caseId)) == 1;
    }

    public void closed(long caseId) {
        store.update("UPDATE portal_application SET open_now = ? WHERE case_id = ?", List.of(false, caseId));
    }

    private static Opened opened(Row row) {
        return new Opened(row.getLong(1), row.getString(2), row.getLong(3), row.getBoolean(4), row.getLongOrNull(5));
    }
}
