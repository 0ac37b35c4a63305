package org.karawatt.mart.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.karawatt.kernel.context.OfficeScope;

/**
 * The star of the mart: facts in rows, dimensions as codes with their names beside them, and sales and arrears summed by all dimensions,
 * which answer the board. Facts and sums of a month are written together.
 */
public final class MartTables {

    /** Raised with every change: a file of another version is emptied and filled anew. */
    private static final String VERSION = "3";

    private static final List<String> TABLES = List.of(
            "store.run (run_id BIGINT, loaded_at TIMESTAMP)",
            "store.office (id BIGINT, code VARCHAR, parent_id BIGINT, path VARCHAR, name_zh VARCHAR, name_en VARCHAR)",
            "store.label (kind VARCHAR, code VARCHAR, name_zh VARCHAR, name_en VARCHAR)",
            "store.bill (bill_id BIGINT, account_id BIGINT, month INTEGER, office_id BIGINT, usage_class VARCHAR, industry VARCHAR,"
                    + " voltage VARCHAR, tariff VARCHAR, kwh DECIMAL(18,4), amount DECIMAL(18,2))",
            "store.sales (month INTEGER, office_id BIGINT, usage_class VARCHAR, industry VARCHAR, voltage VARCHAR, tariff VARCHAR,"
                    + " bills BIGINT, kwh DECIMAL(24,4), amount DECIMAL(24,2))",
            "store.component (month INTEGER, office_id BIGINT, usage_class VARCHAR, component VARCHAR, amount DECIMAL(24,2))",
            "store.receivable (receivable_id BIGINT, account_id BIGINT, month INTEGER, office_id BIGINT, usage_class VARCHAR,"
                    + " amount DECIMAL(18,2), open DECIMAL(18,2), due_on DATE)",
            // receivables summed by everything that the board asks, of them those with something open
            "store.arrears (month INTEGER, office_id BIGINT, usage_class VARCHAR, due_on DATE, receivables BIGINT, amount DECIMAL(24,2),"
                    + " open DECIMAL(24,2), owing BIGINT, owed DECIMAL(24,2))",
            "store.payment (payment_id BIGINT, account_id BIGINT, month INTEGER, office_id BIGINT, paid_on DATE, channel VARCHAR,"
                    + " amount DECIMAL(18,2))",
            "store.service_case (case_id BIGINT, process VARCHAR, name_zh VARCHAR, name_en VARCHAR, office_id BIGINT, status VARCHAR,"
                    + " opened_on DATE, closed_on DATE, overdue BOOLEAN)",
            "store.application (case_id BIGINT, process VARCHAR, name_zh VARCHAR, name_en VARCHAR, office_id BIGINT, applied_on DATE,"
                    + " connected_on DATE, lost_on DATE, applied_kva DECIMAL(18,2), connected_kva DECIMAL(18,2))");

    private MartTables() {
    }

    /** A view that free questions may ask. */
    public record View(String name, String textZh, String textEn, String columns, String table) {
    }

    /** The views of free questions by name. */
    public static final Map<String, View> VIEWS = List.of(
            new View("bill", "电费账单", "issued bills", "t.bill_id, t.account_id, t.month, t.usage_class, t.industry, t.voltage, t.tariff,"
                    + " t.kwh, t.amount", "store.bill"),
            new View("sales", "售电汇总", "bills summed by month, office, class, industry, voltage and tariff",
                    "t.month, t.usage_class, t.industry, t.voltage, t.tariff, t.bills, t.kwh, t.amount", "store.sales"),
            new View("component", "电费构成", "amounts by component", "t.month, t.usage_class, t.component, t.amount", "store.component"),
            new View("receivable", "应收电费", "receivables", "t.receivable_id, t.account_id, t.month, t.usage_class, t.amount, t.open,"
                    + " t.due_on", "store.receivable"),
            new View("payment", "实收电费", "payments by day of payment", "t.payment_id, t.account_id, t.month, t.paid_on, t.channel,"
                    + " t.amount", "store.payment"),
            new View("service_case", "工单", "cases", "t.case_id, t.process, t.status, t.opened_on, t.closed_on, t.overdue",
                    "store.service_case"),
            new View("application", "新装申请", "applications for a connection and the capacity of each", "t.case_id, t.process, t.applied_on,"
                    + " t.connected_on, t.lost_on, t.applied_kva, t.connected_kva", "store.application"))
            .stream().collect(Collectors.toMap(View::name, view -> view, (one, other) -> one, LinkedHashMap::new));

    /** Makes what is missing; what another version has left goes. */
    static void create(Statement statement) throws SQLException {
        statement.execute("CREATE SCHEMA IF NOT EXISTS store");
        statement.execute("CREATE TABLE IF NOT EXISTS store.meta (name VARCHAR, value VARCHAR)");
        String found = null;
        try (ResultSet rows = statement.executeQuery("SELECT value FROM store.meta WHERE name = 'version'")) {
            found = rows.next() ? rows.getString(1) : null;
        }
        if (!VERSION.equals(found)) {
            for (String table : TABLES) {
                statement.execute("DROP TABLE IF EXISTS " + table.substring(0, table.indexOf(' ')));
            }
            statement.execute("DELETE FROM store.meta");
            statement.execute("INSERT INTO store.meta VALUES ('version', '" + VERSION + "')");
        }
        for (String table : TABLES) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table);
        }
    }

    /** Makes the views of free questions in a connection, each with the offices of the scope and no others. */
    public static void views(Statement statement, OfficeScope scope) throws SQLException {
        statement.execute("CREATE TEMP VIEW office AS SELECT o.id AS office_id, o.code AS office_code, o.name_zh AS office_zh,"
                + " o.name_en AS office_en FROM store.office o WHERE " + condition(scope));
        statement.execute("CREATE TEMP VIEW label AS SELECT l.kind, l.code, l.name_zh, l.name_en FROM store.label l");
        for (View view : VIEWS.values()) {
            statement.execute("CREATE TEMP VIEW " + view.name() + " AS SELECT o.code AS office_code, o.name_zh AS office_zh, "
                    + view.columns() + " FROM " + view.table() + " t JOIN store.office o ON o.id = t.office_id WHERE " + condition(scope));
        }
    }

    /** The offices of a scope as a condition on {@code o.path}; a view takes no parameters, so the paths are written as texts. */
    private static String condition(OfficeScope scope) {
        if (scope.isAll()) {
            return "true";
        }
        if (scope.paths().isEmpty()) {
            return "false";
        }
        return scope.paths().stream().sorted().map(path -> "starts_with(o.path, '" + path.replace("'", "''") + "')")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
