package org.karawatt.mart.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.mart.internal.service.MartWorld.ADMIN;
import static org.karawatt.mart.internal.service.MartWorld.JUNE;
import static org.karawatt.mart.internal.service.MartWorld.MAY;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.billing.internal.service.DefaultBillFigureService;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.Dimension;
import org.karawatt.decision.api.MartProof;
import org.karawatt.decision.api.Slice;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.internal.service.DefaultLedgerFigureService;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestDatabase;

/** The mart on months of bills in a real database, fed by the services of billing and ledger. */
class RecordsTest {

    private static final int ACCOUNTS = 12_000;

    @TempDir
    Path folder;

    private static BigDecimal kwh(long account) {
        return BigDecimal.valueOf(account % 700 * 10_000 + 1234, 4);
    }

    private static BigDecimal yuan(long account) {
        return BigDecimal.valueOf(account % 700 * 58 + 7, 2);
    }

    /** A bill of each account for two months, those of every hundredth reversed, with two lines and a receivable each. */
    private static void bills(TestDatabase db, BillingMonth month, long firstId) {
        List<Object[]> bills = new ArrayList<>();
        List<Object[]> lines = new ArrayList<>();
        List<Object[]> receivables = new ArrayList<>();
        for (long account = 100; account < 100 + ACCOUNTS; account++) {
            long id = firstId + account;
            long office = account % 3 == 0 ? ParentRows.EAST : ParentRows.WEST;
            boolean reversed = account % 100 == 0;
            bills.add(new Object[] {id, account, month.value(), "REGULAR", 1, office, account % 5 == 0 ? "COMMERCIAL" : "RESIDENTIAL",
                month.firstDay(), month.next().firstDay(), "T" + account % 4, 1L, "test", kwh(account), 1, yuan(account), "CNY",
                month.next().firstDay().plusDays(14), Instant.parse("2026-07-01T00:00:00Z"), 7L, reversed ? "REVERSED" : "ISSUED",
                BigDecimal.ZERO, new byte[] {1}});
            lines.add(line(id, 1, month, "ENERGY", yuan(account).subtract(new BigDecimal("0.05"))));
            lines.add(line(id, 2, month, "FUND", new BigDecimal("0.05")));
            if (!reversed) {
                receivables.add(new Object[] {id, account, office, month.value(), yuan(account), yuan(account),
                    month.next().firstDay().plusDays(14), "RESIDENTIAL", BigDecimal.ZERO, BigDecimal.ZERO, 0});
            }
        }
        db.unitOfWork().required(() -> {
            db.bulk().insert("billing_bill", List.of("id", "account_id", "billing_month", "kind", "seq", "office_id", "usage_class",
                    "period_from", "period_to", "tariff_code", "tariff_id", "engine", "energy_kwh", "tier_months", "amount", "currency",
                    "due_on", "issued_at", "run_id", "status", "adjusted_kwh", "calculation"), bills);
            db.bulk().insert("billing_line", List.of("bill_id", "line_no", "billing_month", "component", "item", "quantity", "unit",
                    "price", "amount"), lines);
            db.bulk().insert("ledger_receivable", List.of("id", "account_id", "office_id", "billing_month", "amount", "open_amount",
                    "due_on", "usage_class", "fee_accrued", "fee_paid", "version"), receivables);
        });
    }

    private static Object[] line(long bill, int no, BillingMonth month, String component, BigDecimal amount) {
        return new Object[] {bill, no, month.value(), component, component, BigDecimal.ONE, "kWh", BigDecimal.ONE, amount};
    }

    private static BigDecimal sum(TestDatabase db, String sql) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne(sql, List.of(), row -> row.getBigDecimal(1)).orElseThrow());
    }

    @OnEachDatabase
    void agreesWithTheRecordsToTheCent(TestDatabase db) {
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 100, ACCOUNTS);
        bills(db, MAY, 100_000);
        bills(db, JUNE, 200_000);
        try (MartWorld world = new MartWorld(folder.resolve(db + ".duckdb"))) {
            MartFeed feed = world.feed(new DefaultBillFigureService(db.unitOfWork(), db.bulk(), null),
                    new DefaultLedgerFigureService(db.unitOfWork(), db.bulk()));
            feed.basics();
            feed.months().forEach(feed::month);
            MartProof proof = feed.prove(OfficeScope.ALL);
            assertTrue(proof.holds(), () -> proof.differences().toString());
            assertEquals(List.of(MAY, JUNE), proof.months().stream().map(MartProof.MonthProof::month).toList());
            // asked directly, without the services
            String issued = " FROM billing_bill WHERE billing_month = 202606 AND status = 'ISSUED'";
            var board = world.board.board(ADMIN, new BoardQuery(JUNE, null, null, null));
            assertEquals(ACCOUNTS - 120, board.sales().bills());
            assertEquals(0, sum(db, "SELECT SUM(energy_kwh)" + issued).compareTo(board.sales().energyKwh()));
            assertEquals(0, sum(db, "SELECT SUM(amount)" + issued).compareTo(board.sales().amount()));
            for (Slice slice : world.board.slices(ADMIN, new BoardQuery(JUNE, null, "3302", null), Dimension.CLASS)) {
                assertEquals(0, sum(db, "SELECT SUM(energy_kwh)" + issued + " AND office_id = 3 AND usage_class = '" + slice.key() + "'")
                        .compareTo(slice.energyKwh()), slice::toString);
            }
            assertEquals(0, new BigDecimal("0.05").multiply(BigDecimal.valueOf(ACCOUNTS - 120L)).compareTo(board.components().stream()
                    .filter(each -> each.component().equals("FUND")).findFirst().orElseThrow().amount()));
            // the clock says 1 July: May was due on 15 June, June is not yet
            assertEquals(0, sum(db, "SELECT SUM(open_amount) FROM ledger_receivable WHERE billing_month = 202605")
                    .compareTo(board.arrears().overdueAll()));
            // damage on either side is seen
            db.unitOfWork().required(() -> db.bulk().update("UPDATE billing_bill SET energy_kwh = energy_kwh + 0.0001 WHERE id = 200101",
                    List.of()));
            assertEquals(List.of("kWh"), feed.prove(OfficeScope.ALL).differences().stream().map(MartProof.Difference::what).toList());
            assertEquals(List.of(JUNE), feed.changed(feed.months()));
        }
    }
}
