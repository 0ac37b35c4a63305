package org.karawatt.mart.internal.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.karawatt.billing.api.BillFigureService.BillFigure;
import org.karawatt.billing.api.BillFigureService.ComponentSum;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.Office;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.LedgerFigureService.PaymentFigure;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableFigure;

/** Writes rows into the mart on one connection, in bulk. For one thread; what it has appended is there after {@link #close()}. */
public final class MartWriter implements AutoCloseable {

    private final DuckDBConnection connection;
    private DuckDBAppender appender;
    private String table;

    public MartWriter(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Removes what the mart has of a month. */
    public void clear(BillingMonth month) throws SQLException {
        for (String each : List.of("bill", "sales", "component", "receivable", "arrears", "payment")) {
            update("DELETE FROM store." + each + " WHERE month = ?", month.value());
        }
    }

    public void clear(String each) throws SQLException {
        update("DELETE FROM store." + each);
    }

    /** @param industry null for households and where it is unknown, so is {@code voltage} */
    public void bill(BillFigure bill, String industry, String voltage) throws SQLException {
        row("bill").append(bill.billId()).append(bill.accountId()).append(bill.month().value()).append(bill.officeId())
                .append(bill.usageClass()).append(industry).append(voltage).append(bill.tariffCode()).append(bill.energyKwh().setScale(4))
                .append(bill.amount().setScale(2)).endRow();
    }

    public void component(BillingMonth month, ComponentSum sum) throws SQLException {
        row("component").append(month.value()).append(sum.officeId()).append(sum.usageClass()).append(sum.component())
                .append(sum.amount().setScale(2)).endRow();
    }

    public void receivable(ReceivableFigure each) throws SQLException {
        row("receivable").append(each.id()).append(each.accountId()).append(each.month().value()).append(each.officeId())
                .append(each.usageClass()).append(each.amount().setScale(2)).append(each.open().setScale(2)).append(each.dueOn()).endRow();
    }

    public void payment(BillingMonth month, PaymentFigure each) throws SQLException {
        row("payment").append(each.id()).append(each.accountId()).append(month.value()).append(each.officeId()).append(each.paidOn())
                .append(each.channel()).append(each.amount().setScale(2)).endRow();
    }

    public void office(Office office) throws SQLException {
        row("office").append(office.id()).append(office.code()).append(office.parentId()).append(office.path()).append(office.nameZh())
                .append(office.nameEn()).endRow();
    }

    public void label(String kind, Code code) throws SQLException {
        row("label").append(kind).append(code.code()).append(code.nameZh()).append(code.nameEn()).endRow();
    }

    /** @param closedOn null while it is open */
    public void serviceCase(long id, String process, String nameZh, String nameEn, long officeId, String status, LocalDate openedOn,
            LocalDate closedOn, boolean overdue) throws SQLException {
        row("service_case").append(id).append(process).append(nameZh).append(nameEn).append(officeId).append(status).append(openedOn)
                .append(closedOn).append(overdue).endRow();
    }

    /**
     * @param connectedOn null until it is connected
     * @param lostOn null unless it ended without a connection
     * @param appliedKva null when the application names no capacity, so is {@code connectedKva}
     */
    public void application(long id, String process, String nameZh, String nameEn, long officeId, LocalDate appliedOn, LocalDate connectedOn,
            LocalDate lostOn, BigDecimal appliedKva, BigDecimal connectedKva) throws SQLException {
        row("application").append(id).append(process).append(nameZh).append(nameEn).append(officeId).append(appliedOn).append(connectedOn)
                .append(lostOn).append(kva(appliedKva)).append(kva(connectedKva)).endRow();
    }

    private static BigDecimal kva(BigDecimal kva) {
        return kva == null ? null : kva.setScale(2, RoundingMode.HALF_UP);
    }

    /** Sums the bills and receivables of a month by all dimensions. */
    public void sum(BillingMonth month) throws SQLException {
        flush();
        update("INSERT INTO store.sales SELECT month, office_id, usage_class, industry, voltage, tariff, count(*), sum(kwh), sum(amount)"
                + " FROM store.bill WHERE month = ? GROUP BY ALL ORDER BY ALL", month.value());
        update("INSERT INTO store.arrears SELECT month, office_id, usage_class, due_on, count(*), sum(amount), sum(open),"
                + " count(*) FILTER (WHERE open > 0), coalesce(sum(open) FILTER (WHERE open > 0), 0)"
                + " FROM store.receivable WHERE month = ? GROUP BY ALL ORDER BY ALL", month.value());
    }

    /** Remembers that runs have been taken in, and when something was brought in last. */
    public void taken(Collection<Long> runs, Instant now) throws SQLException {
        flush();
        for (Long run : runs) {
            update("DELETE FROM store.run WHERE run_id = ?", run);
            update("INSERT INTO store.run VALUES (?, ?)", run, Timestamp.from(now));
        }
        update("DELETE FROM store.meta WHERE name = 'loaded_at'");
        update("INSERT INTO store.meta VALUES ('loaded_at', ?)", now.toString());
    }

    private void update(String sql, Object... params) throws SQLException {
        flush();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < params.length; i++) {
                statement.setObject(i + 1, params[i]);
            }
            statement.executeUpdate();
        }
    }

    private DuckDBAppender row(String name) throws SQLException {
        if (!name.equals(table)) {
            flush();
            appender = connection.createAppender("store", name);
            table = name;
        }
        return appender.beginRow();
    }

    private void flush() throws SQLException {
        if (appender != null) {
            appender.close();
            appender = null;
            table = null;
        }
    }

    @Override
    public void close() throws SQLException {
        flush();
    }
}
