package org.karawatt.connection.internal.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.connection.api.Compliance;
import org.karawatt.connection.api.Compliance.NodeFigure;
import org.karawatt.connection.api.Node;
import org.karawatt.connection.api.NodeResult;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on the nodes of archived cases. Every method runs in the caller's unit of work. */
public final class NodeStore {

    private static final List<String> COLUMNS = List.of("case_id", "node", "case_no", "process_key", "office_id", "archived_on",
            "limit_code", "due_at", "done_at", "met");
    private static final String FROM = " FROM connection_node n JOIN codes_office o ON o.id = n.office_id";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BulkStore store;

    public NodeStore(BulkStore store) {
        this.store = store;
    }

    /** Puts the nodes of a case in the place of those that it had: a case that is taken back is archived again. */
    public void put(long caseId, List<NodeResult> nodes) {
        store.update("DELETE FROM connection_node WHERE case_id = ?", List.of(caseId));
        if (!nodes.isEmpty()) {
            store.insert("connection_node", COLUMNS, nodes.stream().map(n -> new Object[] {n.caseId(), n.node().name(), n.caseNo(),
                n.processKey(), n.officeId(), n.archivedOn(), n.limitCode(), n.dueAt(), n.doneAt(), n.met()}).toList());
        }
    }

    /** Which cases: archived in a period, of a process and an office; null means any. */
    public record Filter(String processKey, String officePath, LocalDate from, LocalDate to, OfficeScope scope) {

        private String where(List<Object> params) {
            OfficeFilter offices = OfficeFilter.of(scope, "o.path");
            StringBuilder where = new StringBuilder(" WHERE n.archived_on >= ? AND n.archived_on < ? AND ").append(offices.condition());
            params.add(from);
            params.add(to);
            params.addAll(offices.params());
            if (processKey != null) {
                where.append(" AND n.process_key = ?");
                params.add(processKey);
            }
            if (officePath != null) {
                where.append(" AND o.path LIKE ? ESCAPE '!'");
                params.add(OfficeFilter.prefix(officePath));
            }
            return where.toString();
        }
    }

    public Compliance compliance(Filter filter) {
        List<Object> params = new ArrayList<>();
        String where = filter.where(params);
        List<NodeFigure> nodes = new ArrayList<>(store.query("SELECT n.node, COUNT(*), SUM(CASE WHEN n.met = TRUE THEN 1 ELSE 0 END)" + FROM
                + where + " GROUP BY n.node", params, row -> new NodeFigure(Node.valueOf(row.getString(1)), row.getLong(2), row.getLong(3),
                        percent(row.getLong(3), row.getLong(2)))));
        nodes.sort((one, other) -> one.node().compareTo(other.node()));
        return store.queryOne("SELECT COUNT(*), COALESCE(SUM(CASE WHEN c.missed = 0 THEN 1 ELSE 0 END), 0) FROM (SELECT n.case_id,"
                + " SUM(CASE WHEN n.met = TRUE THEN 0 ELSE 1 END) AS missed" + FROM + where + " GROUP BY n.case_id) c", params,
                row -> new Compliance(row.getLong(1), row.getLong(2), percent(row.getLong(2), row.getLong(1)), nodes)).orElseThrow();
    }

    private static BigDecimal percent(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
    }

    public Page<NodeResult> nodes(Filter filter, boolean missedOnly, PageRequest page) {
        List<Object> params = new ArrayList<>();
        String where = filter.where(params) + (missedOnly ? " AND n.met = FALSE" : "");
        long total = store.queryOne("SELECT COUNT(*)" + FROM + where, params, row -> row.getLong(1)).orElseThrow();
        params.add(page.offset());
        params.add(page.limit());
        return Page.of(store.query("SELECT n." + String.join(", n.", COLUMNS) + FROM + where
                + " ORDER BY n.archived_on DESC, n.case_id DESC, n.node OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params, NodeStore::node),
                page, total);
    }

    private static NodeResult node(Row row) {
        return new NodeResult(row.getLong(1), row.getString(3), row.getString(4), row.getLong(5), row.getLocalDate(6),
                Node.valueOf(row.getString(2)), row.getString(7), row.getInstant(8), row.getInstant(9), row.getBoolean(10));
    }
}
