package org.karawatt.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.persistence.store.BulkStore;

/**
 * The rows that foreign keys ask for, for tests that are about something else: offices {@code /33/} (id 1), {@code /33/3301/} (id 2)
 * and {@code /33/3302/} (id 3), and accounts with a customer, premises and a meter in stock each.
 */
public final class ParentRows {

    public static final long ROOT = 1;
    public static final long EAST = 2;
    public static final long WEST = 3;

    private static final LocalDate LONG_AGO = LocalDate.of(2010, 1, 1);

    private ParentRows() {
    }

    /** Path of one of the three offices. */
    public static String path(long officeId) {
        return officeId == ROOT ? "/33/" : officeId == EAST ? "/33/3301/" : "/33/3302/";
    }

    /** Inserts the three offices. */
    public static void offices(TestDatabase db) {
        db.unitOfWork().required(() -> {
            List<Object[]> rows = new ArrayList<>();
            for (long id = ROOT; id <= WEST; id++) {
                String[] steps = path(id).split("/");
                rows.add(new Object[] {id, steps[steps.length - 1], id == ROOT ? null : ROOT, path(id),
                    id == ROOT ? "COMPANY" : "STATION", "单位" + id, "Office " + id, LONG_AGO, 0});
            }
            db.bulk().insert("codes_office",
                    List.of("id", "code", "parent_id", "path", "kind", "name_zh", "name_en", "valid_from", "version"), rows);
        });
    }

    /** Inserts accounts with these ids; customer, premises and meter get the same id. Numbers are A<i>id</i>, C<i>id</i>, M<i>id</i>. */
    public static void accounts(TestDatabase db, long officeId, long fromId, int count) {
        db.unitOfWork().required(() -> {
            BulkStore store = db.bulk();
            store.insert("customer_customer", List.of("id", "customer_no", "kind", "name", "language", "importance", "office_id",
                    "status", "created_on", "version"), rows(fromId, count,
                    id -> new Object[] {id, "C" + id, "PERSON", "客户" + id, "zh", "NORMAL", officeId, "ACTIVE", LONG_AGO, 0}));
            store.insert("customer_premises", List.of("id", "office_id", "address", "urban_rural", "version"), rows(fromId, count,
                    id -> new Object[] {id, officeId, "人民路 " + id + " 号", "URBAN", 0}));
            store.insert("customer_account", List.of("id", "account_no", "customer_id", "premises_id", "office_id", "usage_class",
                    "voltage_code", "class_from", "reading_cycle", "status", "opened_on", "version"), rows(fromId, count,
                    id -> new Object[] {id, "A" + id, id, id, officeId, "RESIDENTIAL", "AC00002", LONG_AGO, "1", "ACTIVE", LONG_AGO, 0}));
            store.insert("asset_item", List.of("id", "asset_no", "kind", "model", "status", "office_id", "version"), rows(fromId, count,
                    id -> new Object[] {id, "M" + id, "METER", "DDZY", "RUNNING", officeId, 0}));
        });
    }

    private interface Line {
        Object[] of(long id);
    }

    private static List<Object[]> rows(long fromId, int count, Line line) {
        List<Object[]> rows = new ArrayList<>(count);
        for (long id = fromId; id < fromId + count; id++) {
            rows.add(line.of(id));
        }
        return rows;
    }
}
