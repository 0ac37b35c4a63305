package org.karawatt.portal.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;

/** Logins of customers and the accounts that are linked to them. */
public final class LoginStore {

    private static final int MOST_LINKS = 500;
    private static final String KNOWN = "SELECT id, email, created_at, last_login_at, locked_at, locked_by, lock_reason FROM portal_login";

    private final BulkStore store;

    /** A login. {@code email} is in lower case. */
    public record Login(long id, String email, String digest) {
    }

    /** An account of a login, and the customer who he has proved to be. */
    public record Link(long accountId, long customerId) {
    }

    /** What is known of a login besides its password. */
    public record Known(long id, String email, Instant createdAt, Instant lastLoginAt, Instant lockedAt, String lockedBy, String lockReason) {
    }

    /** A link with its time. */
    public record Since(Link link, Instant linkedAt) {
    }

    public LoginStore(BulkStore store) {
        this.store = store;
    }

    public Optional<Login> byEmail(String email) {
        return store.queryOne("SELECT id, email, password_digest FROM portal_login WHERE email = ?", List.of(email),
                row -> new Login(row.getLong(1), row.getString(2), row.getString(3)));
    }

    public Optional<String> email(long id) {
        return store.queryOne("SELECT email FROM portal_login WHERE id = ?", List.of(id), row -> row.getString(1));
    }

    public void insert(Login login, Instant now) {
        store.update("INSERT INTO portal_login (id, email, password_digest, created_at, version) VALUES (?, ?, ?, ?, 0)",
                List.of(login.id(), login.email(), login.digest(), now));
    }

    /** Notes a login; whether it is not locked. */
    public boolean entered(long id, Instant now) {
        return store.update("UPDATE portal_login SET last_login_at = ?, version = version + 1 WHERE id = ? AND locked_at IS NULL",
                List.of(now, id)) == 1;
    }

    public Optional<Known> known(long id) {
        return store.queryOne(KNOWN + " WHERE id = ?", List.of(id), LoginStore::known);
    }

    public Optional<Known> knownByEmail(String email) {
        return store.queryOne(KNOWN + " WHERE email = ?", List.of(email), LoginStore::known);
    }

    /** Logins that are linked to the account, newest first. */
    public List<Known> ofAccount(long accountId, int most) {
        return store.query(KNOWN + " WHERE id IN (SELECT login_id FROM portal_link WHERE account_id = ?) ORDER BY created_at DESC, id DESC"
                + " FETCH FIRST " + most + " ROWS ONLY", List.of(accountId), LoginStore::known);
    }

    private static Known known(Row row) {
        return new Known(row.getLong(1), row.getString(2), row.getInstant(3), row.getInstant(4), row.getInstant(5), row.getString(6),
                row.getString(7));
    }

    /** Whether the login was not locked before. */
    public boolean close(long id, String by, String reason, Instant now) {
        return store.update("UPDATE portal_login SET locked_at = ?, locked_by = ?, lock_reason = ?, version = version + 1 WHERE id = ?"
                + " AND locked_at IS NULL", List.of(now, by, reason, id)) == 1;
    }

    /** Whether the login was locked before. */
    public boolean reopen(long id) {
        return store.update("UPDATE portal_login SET locked_at = NULL, locked_by = NULL, lock_reason = NULL, version = version + 1 WHERE id = ?"
                + " AND locked_at IS NOT NULL", List.of(id)) == 1;
    }

    public List<Since> linksSince(long loginId) {
        return store.query("SELECT account_id, customer_id, linked_at FROM portal_link WHERE login_id = ? ORDER BY account_id FETCH FIRST "
                + MOST_LINKS + " ROWS ONLY", List.of(loginId), row -> new Since(new Link(row.getLong(1), row.getLong(2)), row.getInstant(3)));
    }

    public void digest(long id, String digest) {
        store.update("UPDATE portal_login SET password_digest = ?, version = version + 1 WHERE id = ?", List.of(digest, id));
    }

    /** Holds the login's row until the unit of work ends, so that what is counted for it cannot be outrun by a second request. */
    public void lock(long id) {
        store.update("UPDATE portal_login SET version = version + 1 WHERE id = ?", List.of(id));
    }

    public List<Link> links(long loginId) {
        return store.query("SELECT account_id, customer_id FROM portal_link WHERE login_id = ? ORDER BY account_id FETCH FIRST "
                + MOST_LINKS + " ROWS ONLY", List.of(loginId), row -> new Link(row.getLong(1), row.getLong(2)));
    }

    /** Links an account, or renews the link of one that had another customer before. */
    public void link(long id, long loginId, Link link, Instant now) {
        int renewed = store.update("UPDATE portal_link SET customer_id = ?, linked_at = ? WHERE login_id = ? AND account_id = ?",
                List.of(link.customerId(), now, loginId, link.accountId()));
        if (renewed == 0) {
            store.update("INSERT INTO portal_link (id, login_id, account_id, customer_id, linked_at) VALUES (?, ?, ?, ?, ?)",
                    List.of(id, loginId, link.accountId(), link.customerId(), now));
        }
    }

    /** Whether there was such a link. */
    public boolean unlink(long loginId, long accountId) {
        return store.update("DELETE FROM portal_link WHERE login_id = ? AND account_id = ?", List.of(loginId, accountId)) == 1;
    }
}
