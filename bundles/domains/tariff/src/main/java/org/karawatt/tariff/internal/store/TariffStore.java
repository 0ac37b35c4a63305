package org.karawatt.tariff.internal.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.Row;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.tariff.TariffDefinition;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.PackageStatus;
import org.karawatt.tariff.api.PackageStep;
import org.karawatt.tariff.api.SpecialTerms;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.internal.calc.PackageFile;

/** SQL on packages, tariffs and assignments. Every method runs in the caller's unit of work. */
public final class TariffStore {

    private static final String TARIFF = "SELECT t.id, t.tariff_code, p.package_code, p.package_version, t.name_zh, t.name_en,"
            + " t.usage_class, t.valid_from, t.valid_to, p.id, t.voltages, t.methods";
    private static final String PACKAGE = "SELECT id, package_code, package_version, content_hash, offered, origin, status, imported_by,"
            + " loaded_at FROM tariff_package";

    // no text of a package file holds one
    private static final String SEPARATOR = "\n";

    private static final List<String> ASSIGNMENT = List.of("id", "account_id", "tariff_code", "valid_from", "valid_to",
            "demand_method", "contract_demand_kw", "power_factor_standard", "household_people", "tier_exempt", "version",
            "contract_floor_pct", "purchase_factor", "highest_tier", "benefits");
    // Derby keeps the plan that it made while the table was empty, a scan, unless it is told the index; to PostgreSQL it is a comment.
    private static final String ASSIGNMENTS = " FROM tariff_assignment --DERBY-PROPERTIES constraint=TARIFF_ASSIGNMENT_U\n";
    private static final String SELECT_ASSIGNMENT = "SELECT " + String.join(", ", ASSIGNMENT) + ASSIGNMENTS;

    private final BulkStore store;
    private final Numbering numbering;

    public TariffStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /**
     * A stored package.
     *
     * @param hash of its content
     * @param origin the bundle that brought it last, or {@link TariffPackageInfo#UPLOAD}
     * @param importedBy null when a bundle brought it
     */
    public record StoredPackage(long id, String packageCode, String version, String hash, boolean offered, String origin,
            PackageStatus status, String importedBy, Instant loadedAt) {

        /** Whether a person has imported it. */
        public boolean isUpload() {
            return TariffPackageInfo.UPLOAD.equals(origin);
        }
    }

    public Optional<StoredPackage> find(String packageCode, String version) {
        return store.queryOne(PACKAGE + " WHERE package_code = ? AND package_version = ?", List.of(packageCode, version), TariffStore::stored);
    }

    public Optional<StoredPackage> find(long packageId) {
        return store.queryOne(PACKAGE + " WHERE id = ?", List.of(packageId), TariffStore::stored);
    }

    private static StoredPackage stored(Row row) {
        return new StoredPackage(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5), row.getString(6),
                PackageStatus.valueOf(row.getString(7)), row.getString(8), row.getInstant(9));
    }

    /**
     * Stores the package with its tariffs and returns its id.
     *
     * @param importedBy null when a bundle brings it
     */
    public long insert(PackageFile file, String origin, PackageStatus status, String importedBy, Instant now) {
        var content = file.content();
        long id = numbering.nextId();
        store.insert("tariff_package", List.of("id", "package_code", "package_version", "name_zh", "name_en", "origin",
                "content_hash", "content", "offered", "loaded_at", "status", "imported_by"), List.<Object[]>of(new Object[] {id, content.code(),
                    content.version(), content.name().zh(), content.name().en(), origin, file.hash(), file.json(),
                    status == PackageStatus.ACTIVE, now, status.name(), importedBy}));
        List<Object[]> rows = new ArrayList<>();
        long tariffId = numbering.block(Numbering.ID, Math.max(1, content.tariffs().size()));
        for (int i = 0; i < content.tariffs().size(); i++) {
            TariffDefinition tariff = content.tariffs().get(i);
            rows.add(new Object[] {tariffId + i, id, tariff.code(), content.version(), tariff.name().zh(), tariff.name().en(),
                tariff.usageClass(), tariff.validFrom(), tariff.validTo(), file.definitions().get(i), String.join(SEPARATOR, tariff.voltages()),
                String.join(SEPARATOR, file.methodsOf(i))});
        }
        store.insert("tariff_tariff", List.of("id", "package_id", "tariff_code", "package_version", "name_zh", "name_en",
                "usage_class", "valid_from", "valid_to", "definition", "voltages", "methods"), rows);
        return id;
    }

    public void offered(long packageId, boolean offered, String origin) {
        store.update("UPDATE tariff_package SET offered = ?, origin = ? WHERE id = ?", List.of(offered, origin, packageId));
    }

    /** Moves a package on from one status to another; {@code false} when somebody else was faster. */
    public boolean move(long packageId, PackageStatus from, PackageStatus to, boolean offered) {
        return store.update("UPDATE tariff_package SET status = ?, offered = ? WHERE id = ? AND status = ?",
                List.of(to.name(), offered, packageId, from.name())) == 1;
    }

    /** Who answers for the package from now on; null for a bundle. */
    public void broughtBy(long packageId, String origin, String importedBy) {
        store.update("UPDATE tariff_package SET origin = ?, imported_by = ? WHERE id = ?", Arrays.asList(origin, importedBy, packageId));
    }

    /** Writes a step into the life of a package; the note may be null. */
    public void step(long packageId, PackageStatus status, String user, String note, Instant at) {
        store.insert("tariff_package_step", List.of("id", "package_id", "status", "user_name", "note", "done_at"),
                List.<Object[]>of(new Object[] {numbering.nextId(), packageId, status.name(), user, note, at}));
    }

    /** The steps of a package, oldest first, at most 500. */
    public List<PackageStep> steps(long packageId) {
        return store.query("SELECT status, done_at, user_name, note FROM tariff_package_step WHERE package_id = ? ORDER BY done_at, id"
                + " FETCH FIRST 500 ROWS ONLY", List.of(packageId),
                row -> new PackageStep(PackageStatus.valueOf(row.getString(1)), row.getInstant(2), row.getString(3), row.getString(4)));
    }

    /** Packages that people have imported and that are active. */
    public List<Long> activeUploads() {
        return store.query("SELECT id FROM tariff_package WHERE origin = ? AND status = ? ORDER BY id",
                List.of(TariffPackageInfo.UPLOAD, PackageStatus.ACTIVE.name()), row -> row.getLong(1));
    }

    /** How many accounts are on one of these tariffs on the day or later. */
    public long accountsOn(Collection<String> tariffCodes, LocalDate day) {
        long count = 0;
        for (List<String> part : InList.parts(tariffCodes)) {
            List<Object> params = new ArrayList<>(part);
            params.add(day);
            count += store.queryOne("SELECT COUNT(DISTINCT account_id) FROM tariff_assignment WHERE tariff_code IN " + InList.marks(part)
                    + " AND (valid_to IS NULL OR valid_to > ?)", params, row -> row.getLong(1)).orElse(0L);
        }
        return count;
    }

    /** Id of a tariff version by what names it in its package. */
    public record TariffId(long id, String code, LocalDate validFrom) {
    }

    public List<TariffId> tariffIds(long packageId) {
        return store.query("SELECT id, tariff_code, valid_from FROM tariff_tariff WHERE package_id = ?", List.of(packageId),
                row -> new TariffId(row.getLong(1), row.getString(2), row.getLocalDate(3)));
    }

    /** Id of the tariff version that a key names; only what was ever active can have priced a bill. */
    public Optional<Long> tariffId(TariffKey key) {
        return store.queryOne("SELECT t.id FROM tariff_tariff t JOIN tariff_package p ON p.id = t.package_id WHERE p.package_code = ?"
                + " AND p.package_version = ? AND t.tariff_code = ? AND t.valid_from = ? AND p.status IN ('ACTIVE', 'WITHDRAWN')",
                List.of(key.packageCode(), key.packageVersion(), key.code(), key.validFrom()), row -> row.getLong(1));
    }

    /** All tariff codes that were ever active. */
    public Set<String> codes() {
        return new HashSet<>(store.query("SELECT DISTINCT t.tariff_code FROM tariff_tariff t JOIN tariff_package p ON p.id = t.package_id"
                + " WHERE p.status IN ('ACTIVE', 'WITHDRAWN')", List.of(), row -> row.getString(1)));
    }

    /** A package as it was shipped. */
    public record Content(long packageId, String packageCode, byte[] json) {
    }

    /** The package that a tariff version belongs to. */
    public Optional<Content> contentOf(long tariffId) {
        return store.queryOne("SELECT p.id, p.package_code, p.content FROM tariff_package p JOIN tariff_tariff t"
                + " ON t.package_id = p.id WHERE t.id = ?", List.of(tariffId), TariffStore::content);
    }

    public Optional<Content> content(long packageId) {
        return store.queryOne("SELECT id, package_code, content FROM tariff_package WHERE id = ?", List.of(packageId), TariffStore::content);
    }

    private static Content content(Row row) {
        return new Content(row.getLong(1), row.getString(2), row.getString(3).getBytes(StandardCharsets.UTF_8));
    }

    /** All packages, without their problems. */
    public List<TariffPackageInfo> packages(LongPredicate offered) {
        return store.query("SELECT p.id, p.package_code, p.package_version, p.name_zh, p.name_en, p.origin, p.loaded_at,"
                + " (SELECT COUNT(*) FROM tariff_tariff t WHERE t.package_id = p.id), p.status, p.imported_by"
                + " FROM tariff_package p ORDER BY p.package_code, p.loaded_at, p.id", List.of(),
                row -> new TariffPackageInfo(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getString(6), offered.test(row.getLong(1)), row.getInstant(7), row.getInt(8),
                        PackageStatus.valueOf(row.getString(9)), row.getString(10), null));
    }

    /** Whether a package prices a tariff at the moment. */
    @FunctionalInterface
    public interface Offered {
        boolean test(long packageId, String tariffCode);
    }

    public List<TariffInfo> tariffs(Offered offered) {
        return store.query(TARIFF + " FROM tariff_tariff t JOIN tariff_package p ON p.id = t.package_id"
                + " ORDER BY t.tariff_code, t.valid_from, p.package_code, p.loaded_at, p.id", List.of(), row -> tariff(row, offered, null));
    }

    /** The tariffs of one package. */
    public List<TariffInfo> tariffsOf(long packageId, Offered offered) {
        return store.query(TARIFF + " FROM tariff_tariff t JOIN tariff_package p ON p.id = t.package_id"
                + " WHERE p.id = ? ORDER BY t.tariff_code, t.valid_from", List.of(packageId), row -> tariff(row, offered, null));
    }

    public Optional<TariffInfo> tariff(long id, Offered offered) {
        return store.queryOne(TARIFF + ", t.definition FROM tariff_tariff t JOIN tariff_package p ON p.id = t.package_id"
                + " WHERE t.id = ?", List.of(id), row -> tariff(row, offered, row.getString(13)));
    }

    private static TariffInfo tariff(Row row, Offered offered, String definition) {
        return new TariffInfo(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getString(7), row.getLocalDate(8), row.getLocalDate(9), offered.test(row.getLong(10), row.getString(2)), definition,
                list(row.getString(11)), list(row.getString(12)));
    }

    private static List<String> list(String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR));
    }

    /** Path of the office of an account; empty when there is no such account. */
    public Optional<String> officePath(long accountId) {
        return store.queryOne("SELECT o.path FROM customer_account a JOIN codes_office o ON o.id = a.office_id WHERE a.id = ?",
                List.of(accountId), row -> row.getString(1));
    }

    public List<TariffAssignment> assignments(long accountId, int limit) {
        return store.query(SELECT_ASSIGNMENT + " WHERE account_id = ? ORDER BY valid_from FETCH FIRST ? ROWS ONLY",
                List.of(accountId, limit), TariffStore::assignment);
    }

    public Optional<TariffAssignment> last(long accountId) {
        return store.query(SELECT_ASSIGNMENT + " WHERE account_id = ? ORDER BY valid_from DESC FETCH FIRST 1 ROWS ONLY",
                List.of(accountId), TariffStore::assignment).stream().findFirst();
    }

    /** Ends an assignment; {@code false} when somebody has changed it meanwhile. */
    public boolean end(TariffAssignment open, LocalDate on) {
        return store.update("UPDATE tariff_assignment SET valid_to = ?, version = version + 1 WHERE id = ? AND version = ?",
                List.of(on, open.id(), open.version())) == 1;
    }

    public void insertAssignment(long id, AssignmentDraft draft) {
        store.insert("tariff_assignment", ASSIGNMENT, List.<Object[]>of(values(id, draft)));
    }

    public void insertAssignments(List<AssignmentDraft> batch) {
        long first = numbering.block(Numbering.ID, batch.size());
        List<Object[]> rows = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            rows.add(values(first + i, batch.get(i)));
        }
        store.insert("tariff_assignment", ASSIGNMENT, rows);
    }

    private static Object[] values(long id, AssignmentDraft d) {
        return new Object[] {id, d.accountId(), d.tariffCode(), d.validFrom(), null, d.demandMethod(), d.contractDemandKw(),
            d.powerFactorStandard(), d.householdPeople(), d.tierExempt(), 0, d.special().contractFloorPercent(),
            d.special().purchaseFactor(), d.special().highestTier(),
            d.special().benefits().isEmpty() ? null : String.join(",", d.special().benefits())};
    }

    /** Which of these accounts have an assignment. */
    public Set<Long> assigned(Collection<Long> accountIds) {
        Set<Long> found = new HashSet<>();
        for (List<Long> part : InList.parts(accountIds)) {
            found.addAll(store.query("SELECT account_id" + ASSIGNMENTS + " WHERE account_id IN " + InList.marks(part), part,
                    row -> row.getLong(1)));
        }
        return found;
    }

    public List<TariffAssignment> inForce(long fromAccount, long toAccount, LocalDate on) {
        return store.query(SELECT_ASSIGNMENT + " WHERE account_id BETWEEN ? AND ? AND valid_from <= ?"
                + " AND (valid_to IS NULL OR valid_to > ?) ORDER BY account_id", List.of(fromAccount, toAccount, on, on),
                TariffStore::assignment);
    }

    public List<TariffAssignment> inForce(long fromAccount, long toAccount, Period period) {
        return store.query(SELECT_ASSIGNMENT + " WHERE account_id BETWEEN ? AND ? AND valid_from < ?"
                + " AND (valid_to IS NULL OR valid_to > ?) ORDER BY account_id, valid_from",
                List.of(fromAccount, toAccount, period.to(), period.from()), TariffStore::assignment);
    }

    private static TariffAssignment assignment(Row row) {
        return new TariffAssignment(row.getLong(1), row.getLong(2), row.getString(3), row.getLocalDate(4), row.getLocalDate(5),
                row.getString(6), row.getBigDecimal(7), row.getBigDecimal(8), row.getIntOrNull(9), row.getBoolean(10),
                special(row), row.getInt(11));
    }

    private static SpecialTerms special(Row row) {
        return row.isNull(12) && row.isNull(13) && row.isNull(14) && row.isNull(15) ? SpecialTerms.NONE
                : new SpecialTerms(row.getBigDecimal(12), row.getBigDecimal(13), row.getIntOrNull(14),
                        row.isNull(15) ? List.of() : List.of(row.getString(15).split(",")));
    }
}
