package org.karawatt.portal.internal.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;

/** What waits for a code from a mail. */
public final class CodeStore {

    private static final String COLUMNS = "token_hash, purpose, email, code_hash, password_digest, account_id, customer_id";

    private final BulkStore store;

    /**
     * A code that was sent.
     *
     * @param codeHash fingerprint of token and code together: six digits alone could be guessed from theirs
     * @param digest of the password of a login to be made; null for another purpose
     * @param accountId proved account; null where there is none
     * @param customerId its customer; null where there is none
     */
    public record Code(String tokenHash, String purpose, String email, String codeHash, String digest, Long accountId, Long customerId) {
    }

    public CodeStore(BulkStore store) {
        this.store = store;
    }

    public void insert(Code code, Instant now, Instant expiresAt) {
        store.update("DELETE FROM portal_code WHERE expires_at <= ?", List.of(now));
        store.update("INSERT INTO portal_code (" + COLUMNS + ", tries, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                Arrays.asList(code.tokenHash(), code.purpose(), code.email(), code.codeHash(), code.digest(), code.accountId(),
                        code.customerId(), expiresAt));
    }

    /** Counts a try; empty when there is no such code, its time is over or it was tried as often as may be. */
    public Optional<Code> tried(String tokenHash, String purpose, Instant now, int most) {
        int counted = store.update("UPDATE portal_code SET tries = tries + 1 WHERE token_hash = ? AND purpose = ? AND expires_at > ?"
                + " AND tries < ?", List.of(tokenHash, purpose, now, most));
        return counted == 0 ? Optional.empty()
                : store.queryOne("SELECT " + COLUMNS + " FROM portal_code WHERE token_hash = ?", List.of(tokenHash), CodeStore::code);
    }

    private static Code code(Row row) {
        return new Code(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getLongOrNull(6), row.getLongOrNull(7));
    }

    /** Whether the code was there: each is used once. */
    public boolean use(String tokenHash) {
        return store.update("DELETE FROM portal_code WHERE token_hash = ?", List.of(tokenHash)) == 1;
    }
}
