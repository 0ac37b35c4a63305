package org.karawatt.metering.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingGroup.Member;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on groups that share a production. Every method runs in the caller's unit of work. */
public final class SharingStore {

    private static final String GROUP = "SELECT g.id, g.group_no, g.name, g.point_id, g.point_no, g.account_id, g.account_no, g.office_id,"
            + " g.method FROM metering_sharing g";
    private static final String MEMBER = "SELECT m.account_id, m.account_no, m.share_part, m.price, m.valid_from, m.valid_to, m.sharing_id"
            + " FROM metering_sharing_member m";

    private final BulkStore store;

    public SharingStore(BulkStore store) {
        this.store = store;
    }

    /** A point that may be shared. */
    public record Place(long pointId, long accountId, String accountNo, long officeId, String officePath) {
    }

    /** An account where it is metered. */
    public record MeteredAccount(long accountId, String officePath) {
    }

    /** The point in force with this number. */
    public Optional<Place> place(String pointNo) {
        return store.queryOne("SELECT p.id, p.account_id, a.account_no, p.office_id, o.path FROM metering_point p"
                + " JOIN codes_office o ON o.id = p.office_id JOIN customer_account a ON a.id = p.account_id"
                + " WHERE p.point_no = ? AND p.valid_to IS NULL", List.of(pointNo),
                row -> new Place(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getString(5)));
    }

    /** The account with this number, if it has a point in force. */
    public Optional<MeteredAccount> account(String accountNo) {
        return store.query("SELECT p.account_id, o.path FROM metering_point p JOIN codes_office o ON o.id = p.office_id"
                + " JOIN customer_account a ON a.id = p.account_id WHERE a.account_no = ? AND p.valid_to IS NULL", List.of(accountNo),
                row -> new MeteredAccount(row.getLong(1), row.getString(2))).stream().findFirst();
    }

    public void insert(SharingGroup group) {
        store.insert("metering_sharing", List.of("id", "group_no", "name", "point_id", "point_no", "account_id", "account_no", "office_id",
                "method", "version"), List.<Object[]>of(new Object[] {group.id(), group.groupNo(), group.name(), group.pointId(),
                    group.pointNo(), group.accountId(), group.accountNo(), group.officeId(), group.method(), 0}));
    }

    public boolean isShared(long pointId) {
        return store.queryOne("SELECT COUNT(*) FROM metering_sharing WHERE point_id = ?", List.of(pointId), row -> row.getLong(1))
                .orElseThrow() > 0;
    }

    /** Locks a group until the unit ends, so that its shares are added up by one at a time. */
    public void lock(long groupId) {
        store.update("UPDATE metering_sharing SET version = version + 1 WHERE id = ?", List.of(groupId));
    }

    /** Ends what is in force of a member on a day or later. */
    public void end(long groupId, long accountId, LocalDate validTo) {
        store.update("UPDATE metering_sharing_member SET valid_to = ? WHERE sharing_id = ? AND account_id = ?"
                + " AND (valid_to IS NULL OR valid_to > ?)", List.of(validTo, groupId, accountId, validTo));
    }

    public void insert(long groupId, Member member) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {groupId, member.accountId(), member.accountNo(), member.share(), member.price(), member.validFrom(),
            member.validTo()});
        store.insert("metering_sharing_member", List.of("sharing_id", "account_id", "account_no", "share_part", "price", "valid_from",
                "valid_to"), rows);
    }

    /** Number of a group other than this one of which an account is a member from a day on. */
    public Optional<String> otherGroup(long groupId, long accountId, LocalDate from) {
        return store.query("SELECT g.group_no FROM metering_sharing g JOIN metering_sharing_member m ON m.sharing_id = g.id"
                + " WHERE g.id <> ? AND m.account_id = ? AND (m.valid_to IS NULL OR m.valid_to > ?) ORDER BY g.group_no",
                List.of(groupId, accountId, from), row -> row.getString(1)).stream().findFirst();
    }

    public Optional<SharingGroup> find(String groupNo) {
        return withMembers(store.query(GROUP + " WHERE g.group_no = ?", List.of(groupNo), SharingStore::group)).stream().findFirst();
    }

    /** The office path of a group. */
    public String officePath(SharingGroup group) {
        return store.queryOne("SELECT path FROM codes_office WHERE id = ?", List.of(group.officeId()), row -> row.getString(1)).orElseThrow();
    }

    /** Groups by number. */
    public Page<SharingGroup> groups(OfficeScope scope, PageRequest page) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        String from = " JOIN codes_office o ON o.id = g.office_id WHERE " + filter.condition();
        long total = store.queryOne("SELECT COUNT(*) FROM metering_sharing g" + from, filter.params(), row -> row.getLong(1)).orElseThrow();
        List<Object> params = new ArrayList<>(filter.params());
        params.add(page.offset());
        params.add(page.limit());
        return Page.of(withMembers(store.query(GROUP + from + " ORDER BY g.group_no OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                SharingStore::group)), page, total);
    }

    /** Groups whose producer or some member in the period is one of the accounts. */
    public List<SharingGroup> touching(long fromAccount, long toAccount, Period period) {
        return withMembers(store.query(GROUP + " WHERE g.account_id BETWEEN ? AND ? OR g.id IN (SELECT m.sharing_id"
                + " FROM metering_sharing_member m WHERE m.account_id BETWEEN ? AND ? AND m.valid_from < ?"
                + " AND (m.valid_to IS NULL OR m.valid_to > ?)) ORDER BY g.id",
                List.of(fromAccount, toAccount, fromAccount, toAccount, period.to(), period.from()), SharingStore::group));
    }

    private List<SharingGroup> withMembers(List<SharingGroup> groups) {
        Collection<Long> ids = groups.stream().map(SharingGroup::id).toList();
        Map<Long, List<Member>> members = new HashMap<>();
        for (List<Long> part : InList.parts(ids)) {
            store.stream(MEMBER + " WHERE m.sharing_id IN " + InList.marks(part) + " ORDER BY m.account_no, m.valid_from", part,
                    row -> members.computeIfAbsent(row.getLong(7), id -> new ArrayList<>()).add(member(row)));
        }
        return groups.stream().map(g -> new SharingGroup(g.id(), g.groupNo(), g.name(), g.pointId(), g.pointNo(), g.accountId(),
                g.accountNo(), g.officeId(), g.method(), members.getOrDefault(g.id(), List.of()))).toList();
    }

    private static SharingGroup group(Row row) {
        return new SharingGroup(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5), row.getLong(6),
                row.getString(7), row.getLong(8), row.getString(9), List.of());
    }

    private static Member member(Row row) {
        BigDecimal share = row.getBigDecimal(3);
        return new Member(row.getLong(1), row.getString(2), share, row.getBigDecimal(4), row.getLocalDate(5), row.getLocalDate(6));
    }
}
