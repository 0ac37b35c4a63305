package org.karawatt.performance.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karawatt.audit.internal.service.DefaultAuditService;
import org.karawatt.audit.internal.service.RuleBook;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.service.DefaultBillGuardService;
import org.karawatt.billing.internal.service.DefaultBillingService;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.connection.internal.service.DefaultConnectionService;
import org.karawatt.customer.internal.service.DefaultCustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.internal.service.DefaultLedgerService;
import org.karawatt.metering.internal.service.DefaultMeterReadingService;
import org.karawatt.performance.internal.config.PerformanceConfig;
import org.karawatt.quality.api.IndicatorFigure;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.internal.service.DefaultWorkflowStatistics;

/** Every figure beside a question of its own to the same rows, on the real services of the layers below. */
class IndicatorTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final BillingMonth JUNE = new BillingMonth(202606);
    private static final BillingMonth JULY = new BillingMonth(202607);
    private static final Instant IN_JUNE = Instant.parse("2026-06-10T02:00:00Z");

    /** The bundle as a running server wires it. */
    private static final class House {
        private final TestDatabase db;
        private final IndicatorBook book = new IndicatorBook();
        private final DefaultIndicatorService indicators;

        House(TestDatabase db) {
            this.db = db;
            DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(),
                    db.audit(), db.outbox());
            book.bindSource(new WorkMeasures(new DefaultWorkflowStatistics(db.unitOfWork(), db.bulk(), offices, db.clock()), db.clock()),
                    Map.of());
            book.bindSource(new ConnectionMeasures(new DefaultConnectionService(db.unitOfWork(), db.bulk(), offices)), Map.of());
            book.bindSource(new ReadingMeasures(new DefaultMeterReadingService(db.unitOfWork(), db.bulk(), db.numbering())), Map.of());
            book.bindSource(new BillMeasures(new DefaultBillingService(db.unitOfWork(), db.bulk(), db.clock(), null, offices, null, null, null,
                    null, null, null, null, null, billingConfig()), new DefaultBillGuardService(db.unitOfWork(), db.bulk(), db.clock(), db.audit(),
                            offices)), Map.of());
            book.bindSource(new LedgerMeasures(new DefaultLedgerService(db.unitOfWork(), db.bulk(), db.clock(), null, null, null, offices)),
                    Map.of());
            book.bindSource(new AccountMeasures(new DefaultCustomerService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(),
                    db.history(), db.audit(), db.outbox(), db.clock(), null, offices), db.clock()), Map.of());
            book.bindSource(new AuditMeasures(new DefaultAuditService(db.unitOfWork(), new RuleBook(), null, null, offices, db.bulk(),
                    db.numbering(), db.clock(), db.audit()), db.clock()), Map.of());
            new KpiContributionHandler(book).add("shipped/1", List.of(IndicatorTest.class.getResource("/KARAWATT-INF/kpi/indicators.json")));
            indicators = new DefaultIndicatorService(db.unitOfWork(), book, offices, db.bulk(), db.clock(), db.audit());
        }

        private static BillingConfig billingConfig() {
            return (BillingConfig) Proxy.newProxyInstance(House.class.getClassLoader(), new Class<?>[] {BillingConfig.class},
                    (proxy, method, args) -> method.getDefaultValue());
        }

        Map<String, IndicatorFigure> june(CallContext context, String office) {
            return indicators.figures(context, office, JUNE, JUNE).stream()
                    .collect(Collectors.toMap(IndicatorFigure::code, Function.identity()));
        }
    }

    /** Rows of June in two offices: 8 accounts, readings, bills, receivables, cases and hits, unlike in each. */
    private static House furnished(TestDatabase db) {
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 1, 5);
        ParentRows.accounts(db, ParentRows.WEST, 6, 3);
        db.unitOfWork().required(() -> {
            for (long id = 1; id <= 8; id++) {
                long office = id <= 5 ? ParentRows.EAST : ParentRows.WEST;
                metered(db, id, office);
                if (id != 4) {
                    reading(db, id, id == 2 ? "HELD" : "ACCEPTED", id == 7 ? "ESTIMATE" : "FILE");
                }
                if (id != 2 && id != 4) {
                    bill(db, id, 1, office, id == 6 ? "REVERSED" : "ISSUED", new BigDecimal(50 * id), new BigDecimal(100 * id));
                }
                if (id == 6) {
                    bill(db, id, -1, office, "REVERSAL", new BigDecimal(-50 * id), new BigDecimal(-100 * id));
                }
                if (id == 2) {
                    held(db, id, office);
                }
            }
            receivable(db, 1, ParentRows.EAST, "50.00", "0.00", LocalDate.of(2026, 6, 20));
            receivable(db, 3, ParentRows.EAST, "150.00", "150.00", LocalDate.of(2026, 6, 20));
            receivable(db, 5, ParentRows.EAST, "250.00", "250.00", LocalDate.of(2026, 7, 20));
            receivable(db, 7, ParentRows.WEST, "350.00", "100.00", LocalDate.of(2026, 6, 20));
            process(db, 1, "new-connection-residential");
            process(db, 2, "complaint");
            process(db, 3, "audit-hit");
            workCase(db, 1, 1, ParentRows.EAST, "CLOSED", 24, 20);
            workCase(db, 2, 1, ParentRows.EAST, "CLOSED", 24, 30);
            workCase(db, 3, 1, ParentRows.WEST, "CLOSED", 24, 10);
            workCase(db, 4, 2, ParentRows.WEST, "CLOSED", 24, 12);
            workCase(db, 5, 2, ParentRows.EAST, "OPEN", 24, null);
            workCase(db, 6, 3, ParentRows.WEST, "OPEN", 24 * 90, null);
            // the second kept the limit of the whole and not that of its scheme
            node(db, 1, ParentRows.EAST, "SCHEME", true);
            node(db, 1, ParentRows.EAST, "WHOLE", true);
            node(db, 2, ParentRows.EAST, "SCHEME", false);
            node(db, 2, ParentRows.EAST, "WHOLE", true);
            node(db, 3, ParentRows.WEST, "WHOLE", true);
            hit(db, 1, ParentRows.EAST, "ARCHIVES", "FOUND", null);
            hit(db, 2, ParentRows.EAST, "LOSS", "RECTIFIED", IN_JUNE);
            hit(db, 3, ParentRows.WEST, "LOSS", "RECTIFIED", IN_JUNE);
            hit(db, 4, ParentRows.WEST, "BILLING", "FALSE_ALARM", IN_JUNE);
        });
        return new House(db);
    }

    private static void row(TestDatabase db, String table, Map<String, Object> values) {
        List<String> columns = new ArrayList<>(values.keySet());
        db.bulk().insert(table, columns, List.<Object[]>of(columns.stream().map(values::get).toArray()));
    }

    private static void metered(TestDatabase db, long id, long office) {
        row(db, "metering_point", Map.of("id", 100 + id, "point_no", "P" + id, "account_id", id, "office_id", office, "route_seq", 1,
                "voltage_code", "AC00002", "metering_mode", "LL", "purpose", "SETTLEMENT", "valid_from", LocalDate.of(2020, 1, 1), "version", 0));
        if (id == 1) {
            row(db, "metering_route", Map.of("id", 90L, "route_no", "R1", "name", "r", "office_id", ParentRows.EAST, "reading_cycle", "1",
                    "reading_day", 1, "version", 0));
            row(db, "metering_route", Map.of("id", 91L, "route_no", "R2", "name", "r", "office_id", ParentRows.WEST, "reading_cycle", "1",
                    "reading_day", 1, "version", 0));
        }
        db.bulk().update("UPDATE metering_point SET route_id = ? WHERE id = ?", List.of(office == ParentRows.EAST ? 90L : 91L, 100 + id));
        row(db, "metering_installation", Map.of("id", 200 + id, "point_id", 100 + id, "meter_id", id, "meter_no", "M" + id, "ct_ratio",
                BigDecimal.ONE, "pt_ratio", BigDecimal.ONE, "own_factor", BigDecimal.ONE, "installed_on", LocalDate.of(2020, 1, 1),
                "version", 0));
        row(db, "metering_register", Map.of("id", 300 + id, "installation_id", 200 + id, "point_id", 100 + id, "kind", "AP_TOTAL",
                "integer_digits", 6, "decimal_digits", 2, "initial_value", BigDecimal.ZERO));
    }

    private static void reading(TestDatabase db, long id, String status, String source) {
        Map<String, Object> values = new HashMap<>(Map.of("id", 400 + id, "register_id", 300 + id, "account_id", id, "point_id",
                100 + id, "billing_month", JUNE.value(), "kind", "AP_TOTAL", "read_on", LocalDate.of(2026, 6, 25), "reading_value",
                new BigDecimal(100 * id), "previous_on", LocalDate.of(2026, 5, 25), "previous_value", BigDecimal.ZERO));
        values.putAll(Map.of("multiplier", BigDecimal.ONE, "quantity", new BigDecimal(100 * id), "reason", "REGULAR", "seq", 0, "source",
                source, "status", status, "revision", 0));
        row(db, "metering_reading", values);
    }

    /** A bill as billing stores it: a reversal has the number of what it takes back below zero. */
    private static void bill(TestDatabase db, long id, int seq, long office, String status, BigDecimal amount, BigDecimal kwh) {
        Map<String, Object> values = new HashMap<>(Map.of("id", id(id, seq), "account_id", id, "billing_month",
                JUNE.value(), "kind", seq < 0 ? "REVERSAL" : "REGULAR", "seq", seq, "office_id", office, "usage_class", "RESIDENTIAL",
                "period_from", LocalDate.of(2026, 5, 25), "period_to", LocalDate.of(2026, 6, 25), "tariff_code", "t"));
        values.putAll(Map.of("tariff_id", 1L, "engine", "e", "energy_kwh", kwh, "tier_months", 1, "amount", amount, "currency", "CNY",
                "due_on", LocalDate.of(2026, 7, 10), "issued_at", IN_JUNE, "status", status, "calculation", new byte[] {1}));
        row(db, "billing_bill", values);
    }

    private static long id(long account, int seq) {
        return 500 + account + 1000L * (seq + 3);
    }

    private static void held(TestDatabase db, long id, long office) {
        Map<String, Object> values = new HashMap<>(Map.of("id", 550 + id, "account_id", id, "account_no", "A" + id, "billing_month",
                JUNE.value(), "office_id", office, "usage_class", "RESIDENTIAL", "run_id", 1L, "amount", BigDecimal.TEN, "currency", "CNY",
                "energy_kwh", BigDecimal.TEN));
        values.putAll(Map.of("code", "BILLING-1", "message_zh", "x", "message_en", "x", "held_at", IN_JUNE));
        row(db, "billing_hold", values);
    }

    private static void receivable(TestDatabase db, long id, long office, String amount, String open, LocalDate due) {
        Map<String, Object> values = new HashMap<>(Map.of("id", 500 + id, "account_id", id, "office_id", office, "billing_month",
                JUNE.value(), "amount", new BigDecimal(amount), "open_amount", new BigDecimal(open), "due_on", due, "usage_class",
                "RESIDENTIAL", "fee_accrued", BigDecimal.ZERO, "fee_paid", BigDecimal.ZERO));
        values.put("version", 0);
        row(db, "ledger_receivable", values);
    }

    private static void node(TestDatabase db, long caseId, long office, String node, boolean met) {
        Map<String, Object> values = new HashMap<>(Map.of("case_id", caseId, "node", node, "case_no", "C" + caseId, "process_key",
                "new-connection-residential", "office_id", office, "archived_on", LocalDate.of(2026, 6, 20), "limit_code", "L"));
        values.putAll(Map.of("due_at", IN_JUNE, "done_at", IN_JUNE, "met", met));
        row(db, "connection_node", values);
    }

    private static void process(TestDatabase db, long id, String key) {
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "process_key", key, "process_version", 1, "name_zh", key,
                "name_en", key, "engine_id", "e" + id, "origin", "test", "content_hash", "0".repeat(64), "content", "<x/>", "offered", true));
        values.put("deployed_at", IN_JUNE);
        row(db, "workflow_process", values);
    }

    private static void workCase(TestDatabase db, long id, long process, long office, String status, int dueHours, Integer hours) {
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "case_no", "W" + id, "process_id", process, "office_id", office,
                "title", "t", "channel", "hall", "priority", 5, "status", status, "opened_by", "lin", "opened_at", IN_JUNE));
        values.putAll(Map.of("warn_at", IN_JUNE, "due_at", IN_JUNE.plus(Duration.ofHours(dueHours)), "watch", 0, "version", 0));
        if (hours != null) {
            values.put("closed_at", IN_JUNE.plus(Duration.ofHours(hours)));
        }
        row(db, "workflow_case", values);
    }

    private static void hit(TestDatabase db, long id, long office, String theme, String status, Instant ended) {
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "rule_code", "R-" + theme, "rule_zh", "x", "rule_en", "x",
                "theme", theme, "severity", "LOW", "dispatched", false, "office_id", office, "account_id", id, "account_no", "A" + id));
        values.putAll(Map.of("object", "account", "in_window", "-", "facts", "{}", "status", status, "run_id", 1L, "found_at", IN_JUNE));
        if (ended != null) {
            values.put("ended_at", ended);
        }
        row(db, "quality_hit", values);
    }

    /** The answer of a direct question, below an office. */
    private static BigDecimal direct(TestDatabase db, String select, String from, String where, String path) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT " + select + " FROM " + from + " x JOIN codes_office o ON o.id ="
                + " x.office_id WHERE o.path LIKE ? AND " + where, List.of(path + "%"), row -> row.getBigDecimal(1)).orElse(null));
    }

    private static BigDecimal number(TestDatabase db, String from, String where, String path) {
        return direct(db, "CAST(COUNT(*) AS DECIMAL(18,2))", from, where, path);
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole, int times, int decimals) {
        return part.multiply(BigDecimal.valueOf(times)).divide(whole, decimals, RoundingMode.HALF_UP);
    }

    @OnEachDatabase
    void eachFigureIsWhatADirectQueryGives(TestDatabase db) {
        House house = furnished(db);
        String reading = "(SELECT m.*, p.office_id FROM metering_reading m JOIN metering_point p ON p.id = m.point_id)";
        String register = "(SELECT r.id, p.office_id FROM metering_register r JOIN metering_point p ON p.id = r.point_id)";
        String process = "(SELECT c.*, w.process_key FROM workflow_case c JOIN workflow_process w ON w.id = c.process_id)";
        String connection = "(SELECT case_id, office_id, SUM(CASE WHEN met THEN 0 ELSE 1 END) AS missed FROM connection_node"
                + " GROUP BY case_id, office_id)";
        for (String code : List.of("33", "3301", "3302")) {
            String path = "33".equals(code) ? "/33/" : "/33/" + code + "/";
            Map<String, IndicatorFigure> june = house.june(ADMIN, code);
            check(june, "READING-RATE", share(number(db, reading, "x.status IN ('ACCEPTED', 'HELD')", path),
                    number(db, register, "1 = 1", path), 100, 2));
            check(june, "READING-ESTIMATED", share(number(db, reading, "x.source = 'ESTIMATE'", path),
                    number(db, reading, "x.status = 'ACCEPTED'", path), 100, 2));
            check(june, "READING-HELD", share(number(db, reading, "x.status = 'HELD'", path), number(db, reading, "1 = 1", path), 100, 2));
            BigDecimal issued = number(db, "billing_bill", "x.status = 'ISSUED'", path);
            BigDecimal all = number(db, "billing_bill", "x.kind <> 'REVERSAL'", path);
            check(june, "BILL-CORRECT", share(issued, all, 100, 2));
            check(june, "BILL-REVERSED", share(all.subtract(issued), all, 1000, 2));
            BigDecimal held = number(db, "billing_hold", "1 = 1", path);
            check(june, "BILL-HELD", share(held, issued.add(held), 100, 2));
            check(june, "AVERAGE-PRICE", share(direct(db, "SUM(x.amount)", "billing_bill", "x.status = 'ISSUED'", path),
                    direct(db, "SUM(x.energy_kwh)", "billing_bill", "x.status = 'ISSUED'", path), 1, 4));
            BigDecimal due = direct(db, "SUM(x.amount)", "ledger_receivable", "1 = 1", path);
            check(june, "COLLECTION-RATE", share(due.subtract(direct(db, "SUM(x.open_amount)", "ledger_receivable", "1 = 1", path)), due, 100,
                    2));
            check(june, "ARREARS", direct(db, "SUM(x.open_amount)", "ledger_receivable", "x.due_on < CAST('2026-07-01' AS DATE)", path).setScale(2));
            check(june, "RECEIVABLE-OPEN", direct(db, "SUM(x.open_amount)", "ledger_receivable", "1 = 1", path).setScale(2));
            BigDecimal closed = number(db, process, "x.status = 'CLOSED'", path);
            check(june, "CASE-ON-TIME", share(number(db, process, "x.closed_at <= x.due_at", path), closed, 100, 1));
            BigDecimal open = number(db, process, "x.status = 'OPEN'", path);
            // of the open ones only the one with 24 hours is late
            check(june, "CASE-OVERDUE", share(number(db, process, "x.status = 'OPEN' AND x.process_key = 'complaint'", path), open, 100, 1));
            check(june, "CONNECTION-ON-TIME", share(number(db, connection, "x.missed = 0", path), number(db, connection, "1 = 1", path), 100, 1));
            BigDecimal accounts = number(db, "customer_account", "x.status = 'ACTIVE'", path);
            check(june, "COMPLAINT-RATE", share(number(db, process, "x.process_key = 'complaint'", path), accounts, 10_000, 2));
            BigDecimal rectified = number(db, "quality_hit", "x.status = 'RECTIFIED'", path);
            check(june, "AUDIT-RECTIFIED", share(rectified, rectified.add(number(db, "quality_hit", "x.status = 'FOUND'", path)), 100, 1));
            BigDecimal falseAlarms = number(db, "quality_hit", "x.status = 'FALSE_ALARM'", path);
            check(june, "AUDIT-FALSE-ALARM", share(falseAlarms, falseAlarms.add(rectified), 100, 1));
            check(june, "FILE-SCORE", new BigDecimal("100.0").subtract(share(number(db, "quality_hit",
                    "x.theme = 'ARCHIVES' AND x.status = 'FOUND'", path), accounts, 100, 1)));
        }
        // 20, 30, 10 and 12 hours
        assertEquals(new BigDecimal("18.0"), house.june(ADMIN, "33").get("CASE-TIME").value());
        assertEquals(new BigDecimal("100.0"), house.june(ADMIN, "33").get("COMPLAINT-ON-TIME").value());
    }

    @OnEachDatabase
    void aCorrectedBillWasSentOnceAndWasWrong(TestDatabase db) {
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 1, 10);
        db.unitOfWork().required(() -> {
            for (long id = 1; id <= 10; id++) {
                bill(db, id, 1, ParentRows.EAST, id == 4 ? "REVERSED" : "ISSUED", new BigDecimal("50.00"), new BigDecimal("100"));
            }
            bill(db, 4, -1, ParentRows.EAST, "REVERSAL", new BigDecimal("-50.00"), new BigDecimal("-100"));
            // its correction is corrected again: seq 2 stands in the place of seq 1, and seq 3 in that of seq 2
            bill(db, 4, 2, ParentRows.EAST, "REVERSED", new BigDecimal("30.00"), new BigDecimal("60"));
            bill(db, 4, -2, ParentRows.EAST, "REVERSAL", new BigDecimal("-30.00"), new BigDecimal("-60"));
            bill(db, 4, 3, ParentRows.EAST, "ISSUED", new BigDecimal("30.00"), new BigDecimal("60"));
            db.bulk().update("UPDATE billing_bill SET origin_id = ? WHERE account_id = 4 AND seq IN (-1, 2)", List.of(id(4, 1)));
            db.bulk().update("UPDATE billing_bill SET origin_id = ? WHERE account_id = 4 AND seq IN (-2, 3)", List.of(id(4, 2)));
        });
        Map<String, IndicatorFigure> june = new House(db).june(ADMIN, "33");
        Map<String, BigDecimal> measures = june.get("BILL-CORRECT").measures();
        String first = "x.kind <> 'REVERSAL' AND x.origin_id IS NULL";
        assertEquals(number(db, "billing_bill", first, "/33/").longValueExact(), measures.get("bill.sent").longValueExact());
        assertEquals(number(db, "billing_bill", first + " AND x.status = 'REVERSED'", "/33/").longValueExact(),
                measures.get("bill.wrong").longValueExact());
        // ten accounts got a bill each, and one of these was wrong: (10 - 1) / 10
        check(june, "BILL-CORRECT", new BigDecimal("90.00"));
        check(june, "BILL-REVERSED", new BigDecimal("100.00"));
        assertEquals(0, BigDecimal.TEN.compareTo(june.get("BILL-HELD").measures().get("bill.count")), "nine as they were sent and the last one");
        // 9 x 50 + 30 yuan for 9 x 100 + 60 kWh
        assertEquals(0, new BigDecimal("480").compareTo(june.get("AVERAGE-PRICE").measures().get("bill.amount")));
        check(june, "AVERAGE-PRICE", new BigDecimal("0.5000"));
    }

    private static void check(Map<String, IndicatorFigure> figures, String code, BigDecimal expected) {
        assertEquals(expected, figures.get(code).value(), code + " of " + figures.get(code).officeCode());
    }

    @OnEachDatabase
    void whatNobodyMeasuresIsMissingAndNotZero(TestDatabase db) {
        House house = furnished(db);
        IndicatorFigure satisfaction = house.june(ADMIN, "33").get("SATISFACTION");
        assertNull(satisfaction.value());
        assertNull(satisfaction.met());
        assertEquals(List.of("desk.satisfied", "desk.answered"), satisfaction.missing());
        // a month without a bill has no bill figures; and a span with such a month has none either
        assertNull(house.indicators.series(ADMIN, "BILL-CORRECT", "33", JULY, JULY).get(0).value());
        assertNull(house.indicators.figures(ADMIN, "33", JUNE, JULY).stream().filter(f -> f.code().equals("BILL-CORRECT")).findFirst()
                .orElseThrow().value());
        house.book.bindSource(new MeasureSource() {
            @Override
            public List<MeasureInfo> measures() {
                return List.of(new MeasureInfo("desk.satisfied", "满意", "Satisfied", "", false),
                        new MeasureInfo("desk.answered", "评价", "Answered", "", false));
            }

            @Override
            public Map<String, BigDecimal> values(BillingMonth month, String code, String path) {
                return Map.of("desk.satisfied", new BigDecimal("9"), "desk.answered", new BigDecimal("10"));
            }
        }, Map.of());
        assertEquals(new BigDecimal("90.0"), house.june(ADMIN, "33").get("SATISFACTION").value());
    }

    @OnEachDatabase
    void aSourceThatFailsLeavesTheOthersAlone(TestDatabase db) {
        House house = furnished(db);
        house.book.bindSource(new MeasureSource() {
            @Override
            public List<MeasureInfo> measures() {
                return List.of();
            }

            @Override
            public Map<String, BigDecimal> values(BillingMonth month, String code, String path) {
                throw new IllegalStateException("planned");
            }
        }, Map.of());
        assertEquals(new BigDecimal("87.50"), house.june(ADMIN, "33").get("READING-RATE").value());
    }

    @OnEachDatabase
    void aClosedMonthIsKeptOnceAndStaysAsItWas(TestDatabase db) {
        House house = furnished(db);
        KeepWatch watch = new KeepWatch(house.indicators, db.clock(), new Config());
        try {
            assertFalse(watch.look(), "not before the third");
            db.clock().setDate(LocalDate.of(2026, 7, 3));
            assertTrue(watch.look());
            assertFalse(watch.look());
        } finally {
            watch.close();
        }
        BigDecimal before = house.june(ADMIN, "33").get("COLLECTION-RATE").value();
        assertTrue(house.june(ADMIN, "33").get("COLLECTION-RATE").kept());
        db.unitOfWork().required(() -> db.bulk().update("UPDATE ledger_receivable SET open_amount = 0", List.of()));
        assertEquals(before, house.june(ADMIN, "33").get("COLLECTION-RATE").value());
        // months later the number of accounts of June is still that of June
        db.clock().setDate(LocalDate.of(2026, 12, 1));
        assertEquals(new BigDecimal("8"), house.june(ADMIN, "33").get("FILE-SCORE").measures().get("account.count"));
        assertTrue(house.indicators.keep(ADMIN, JUNE) > 0);
        assertEquals(new BigDecimal("100.00"), house.june(ADMIN, "33").get("COLLECTION-RATE").value());
    }

    @OnEachDatabase
    void officesAndPermissionsAreKept(TestDatabase db) {
        House house = furnished(db);
        CallContext west = TestContexts.clerk("/33/3302/", "quality.read");
        assertEquals("3302", house.june(west, null).get("READING-RATE").officeCode());
        assertThrows(KarawattException.class, () -> house.june(west, "3301"));
        assertEquals(List.of("3301", "3302"), house.indicators.byOffice(ADMIN, "READING-RATE", "33", JUNE, JUNE).stream()
                .map(IndicatorFigure::officeCode).toList());
        assertEquals(KernelErrors.PERMISSION_DENIED,
                assertThrows(KarawattException.class, () -> house.indicators.keep(west, JUNE)).code());
        assertThrows(KarawattException.class, () -> house.indicators.figures(ADMIN, "33", new BillingMonth(202001), JUNE));
    }

    /** Looks only when a test tells it to. */
    private record Config() implements PerformanceConfig {
        @Override
        public int watch_minutes() {
            return 1440;
        }

        @Override
        public int keep_day() {
            return 3;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return PerformanceConfig.class;
        }
    }
}
