package org.karawatt.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.Components;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingCodec;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RatingRecord;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.TraceMode;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;

/**
 * The program a user would write: plain JDBC, one account after the other, each read with a few queries, priced with the same library, and
 * its bill written with single inserts in a transaction of its own. It bills the month a second time as bills of the kind NAIVE.
 */
final class NaiveBilling {

    private static final BillingMonth MONTH = new BillingMonth(202601);

    private final Connection connection;
    private final List<TariffPlans> plans;
    private long nextId;

    private NaiveBilling(Connection connection, List<TariffPlans> plans, long nextId) {
        this.connection = connection;
        this.plans = plans;
        this.nextId = nextId;
    }

    /** @return accounts billed and booked a second */
    static double run(BenchDatabase database, Path derbyFolder, int accounts) throws SQLException, IOException {
        try (Connection connection = database.connect(derbyFolder)) {
            List<TariffPlans> plans = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            long highest = 0;
            try (Statement statement = connection.createStatement()) {
                try (ResultSet rows = statement.executeQuery("SELECT content FROM tariff_package")) {
                    while (rows.next()) {
                        plans.add(TariffCompiler.compile(TariffPackageReader.read(rows.getString(1).getBytes(StandardCharsets.UTF_8))));
                    }
                }
                try (ResultSet rows = statement.executeQuery("SELECT account_id FROM billing_bill ORDER BY account_id")) {
                    while (rows.next() && ids.size() < accounts) {
                        ids.add(rows.getLong(1));
                    }
                }
                try (ResultSet rows = statement.executeQuery("SELECT MAX(id) FROM ledger_transfer")) {
                    rows.next();
                    highest = rows.getLong(1);
                }
            }
            connection.setAutoCommit(false);
            NaiveBilling program = new NaiveBilling(connection, plans, highest + 1_000_000_000L);
            long began = System.nanoTime();
            for (long id : ids) {
                program.bill(id);
            }
            return ids.size() * 1e9 / (System.nanoTime() - began);
        }
    }

    private void bill(long accountId) throws SQLException, IOException {
        String accountNo;
        long officeId;
        String usageClass;
        try (PreparedStatement select = connection.prepareStatement("SELECT account_no, office_id, usage_class FROM customer_account WHERE id = ?")) {
            select.setLong(1, accountId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                accountNo = row.getString(1);
                officeId = row.getLong(2);
                usageClass = row.getString(3);
            }
        }
        RatingInput.Builder input = RatingInput.builder(accountNo, new Period(MONTH.firstDay(), MONTH.next().firstDay()), MONTH);
        input.yearKwhBefore(BigDecimal.ZERO);
        String tariff = assignment(accountId, input);
        readings(accountId, input);
        TariffPlan plan = plans.stream().flatMap(p -> p.find(tariff, MONTH.firstDay()).stream()).findFirst().orElseThrow();
        RatingInput facts = input.build();
        write(accountId, officeId, usageClass, tariff, facts, Rater.rate(plan, facts, TraceMode.FULL));
        connection.commit();
    }

    private String assignment(long accountId, RatingInput.Builder input) throws SQLException {
        String tariff;
        try (PreparedStatement select = connection.prepareStatement("SELECT tariff_code, demand_method, contract_demand_kw, power_factor_standard,"
                + " household_people FROM tariff_assignment WHERE account_id = ?")) {
            select.setLong(1, accountId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                tariff = row.getString(1);
                input.demandMethod(DemandMethod.valueOf(row.getString(2))).contractDemandKw(row.getBigDecimal(3));
                BigDecimal standard = row.getBigDecimal(4);
                if (standard != null) {
                    input.powerFactorStandard(standard(standard));
                }
                int people = row.getInt(5);
                input.householdPeople(row.wasNull() ? null : people);
            }
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT SUM(capacity_kva) FROM equipment_transformer WHERE account_id = ?")) {
            select.setLong(1, accountId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                BigDecimal capacity = row.getBigDecimal(1);
                if (capacity != null) {
                    input.capacityKva(capacity);
                }
            }
        }
        return tariff;
    }

    private static PowerFactorStandard standard(BigDecimal value) {
        for (PowerFactorStandard standard : PowerFactorStandard.values()) {
            if (standard.value().compareTo(value) == 0) {
                return standard;
            }
        }
        throw new IllegalArgumentException("no standard " + value);
    }

    private void readings(long accountId, RatingInput.Builder input) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT kind, quantity FROM metering_reading WHERE billing_month = ? AND account_id = ? AND status = 'ACCEPTED'")) {
            select.setInt(1, MONTH.value());
            select.setLong(2, accountId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    BigDecimal quantity = row.getBigDecimal(2);
                    switch (row.getString(1)) {
                        case "AP_TOTAL" -> input.activeKwh(quantity);
                        case "AP_SHARP" -> input.touKwh(TouPeriod.SHARP, quantity);
                        case "AP_PEAK" -> input.touKwh(TouPeriod.PEAK, quantity);
                        case "AP_VALLEY" -> input.touKwh(TouPeriod.VALLEY, quantity);
                        case "RP_TOTAL" -> input.reactiveKvarh(quantity);
                        default -> input.maxDemandKw(quantity);
                    }
                }
            }
        }
    }

    private void write(long accountId, long officeId, String usageClass, String tariff, RatingInput facts, RatedBill bill)
            throws SQLException, IOException {
        long billId = nextId++;
        ByteArrayOutputStream calculation = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(calculation)) {
            out.write(RatingCodec.write(new RatingRecord(facts, bill)));
        }
        insert("INSERT INTO billing_bill (id, account_id, billing_month, kind, seq, office_id, usage_class, period_from, period_to, tariff_code,"
                + " tariff_id, engine, energy_kwh, tier_months, amount, currency, due_on, issued_at, status, calculation)"
                + " VALUES (?, ?, ?, 'NAIVE', 900, ?, ?, ?, ?, ?, 0, 'naive', ?, 1, ?, 'CNY', ?, CURRENT_TIMESTAMP, 'ISSUED', ?)",
                billId, accountId, MONTH.value(), officeId, usageClass, MONTH.firstDay(), MONTH.next().firstDay(), tariff, bill.energyKwh(),
                bill.total(), MONTH.next().firstDay().plusDays(20), calculation.toByteArray());
        int number = 1;
        for (RatedLine line : bill.lines()) {
            insert("INSERT INTO billing_line (bill_id, line_no, billing_month, component, item, tou, tier, quantity, unit, price, amount)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", billId, number++, MONTH.value(), line.component(), line.item(),
                    line.tou() == null ? "" : line.tou().name(), line.tier(), line.quantity(), line.unit(), line.price(), line.amount());
        }
        insert("INSERT INTO ledger_receivable (id, account_id, office_id, billing_month, amount, open_amount, due_on, usage_class, fee_accrued,"
                + " fee_paid, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1)", billId, accountId, officeId, MONTH.value(), bill.total(), bill.total(),
                MONTH.next().firstDay().plusDays(20), usageClass);
        BigDecimal funds = bill.amountOf(Components.FUND);
        transfer(billId, accountId, officeId, "6001", bill.total().subtract(funds));
        if (funds.signum() > 0) {
            transfer(billId, accountId, officeId, "2241", funds);
        }
    }

    private void transfer(long billId, long accountId, long officeId, String credit, BigDecimal amount) throws SQLException {
        insert("INSERT INTO ledger_transfer (id, booked_on, billing_month, debit, credit, amount, account_id, office_id, kind,"
                + " ref_id) VALUES (?, ?, ?, '1122', ?, ?, ?, ?, 'BILL', ?)", nextId++, MONTH.next().firstDay(), MONTH.value(), credit, amount,
                accountId, officeId, billId);
    }

    private void insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(i + 1, value instanceof LocalDate date ? Date.valueOf(date) : value);
            }
            statement.executeUpdate();
        }
    }
}
