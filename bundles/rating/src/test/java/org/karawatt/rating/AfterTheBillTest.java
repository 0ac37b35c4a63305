package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceCatalog;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.internal.JsonFields;
import org.karawatt.rating.internal.JsonValue;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackageReader;

/** The published cases of what follows a bill, as data in {@code cases/after-the-bill.json}. */
class AfterTheBillTest {

    private static final Map<String, Consumer<JsonFields>> KINDS = Map.of("lateFees", AfterTheBillTest::lateFee, "theft", AfterTheBillTest::theft,
            "each", AfterTheBillTest::each, "lowerPrice", AfterTheBillTest::lowerPrice, "capacity", AfterTheBillTest::capacity,
            "temporary", AfterTheBillTest::temporary, "recovered", AfterTheBillTest::recovered);

    @TestFactory
    Stream<DynamicTest> everyPublishedCase() throws IOException, JsonValue.BadJson {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream file = AfterTheBillTest.class.getResourceAsStream("/cases/after-the-bill.json")) {
            JsonFields cases = new JsonFields(JsonValue.parse(file.readAllBytes()), "", new Faults());
            cases.text("note", 1000);
            KINDS.forEach((kind, run) -> cases.items(kind, (value, at) -> tests.add(test(kind, value, run))));
            cases.end();
            assertTrue(cases.faults().isEmpty(), cases.faults().list().toString());
        }
        assertEquals(5 + 3 + 3 + 1 + 3 + 3 + 6, tests.size());
        return tests.stream();
    }

    private static DynamicTest test(String kind, JsonValue value, Consumer<JsonFields> run) {
        Faults faults = new Faults();
        JsonFields fields = new JsonFields(value, kind, faults);
        String name = fields.text("name", 200);
        fields.text("source", 500);
        return DynamicTest.dynamicTest(name, () -> {
            run.accept(fields);
            fields.end();
            assertTrue(faults.isEmpty(), faults.list().toString());
        });
    }

    private static void lateFee(JsonFields worked) {
        LateFeeRule base = worked.text("rule", 20).equals("RESIDENTIAL") ? LateFeeRule.RESIDENTIAL : LateFeeRule.OTHERS;
        LateFeeRule rule = new LateFeeRule(base.name(), base.sameYearRate(), base.laterYearRate(), base.minimum(),
                worked.oneOf("yearOfDay", LateFeeRule.YearOfDay.class, LateFeeRule.YearOfDay.EACH_DAY));
        LocalDate paid = worked.date("paid");
        List<BigDecimal> fees = worked.list("debts", debt -> {
            LateFee fee = LateFee.compute(rule, debt.date("due"), paid, debt.decimal("debt"), debt.integer("year", null));
            same(debt.decimal("fee"), fee.amount());
            told(fee.trace());
            debt.end();
            return fee.amount();
        });
        same(worked.decimal("total"), fees.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static void theft(JsonFields worked) {
        Settlement byUse = Settlement.theft(worked.decimal("kw"), worked.integer("days", null), worked.integer("hours", null),
                worked.decimal("price"), worked.decimal("multiple"));
        settled(worked, byUse);
        Settlement byEnergy = Settlement.theft(byUse.kwh(), worked.decimal("price"), worked.decimal("multiple"));
        assertEquals(byUse.total(), byEnergy.total());
        told(byEnergy.trace());
    }

    private static void each(JsonFields worked) {
        Settlement settlement = Settlement.each(worked.decimal("count"), worked.decimal("price"));
        same(worked.decimal("penalty"), settlement.total());
        told(settlement.trace());
    }

    private static void lowerPrice(JsonFields worked) {
        List<Settlement.PriceDifference> used = worked.list("used", use -> {
            Settlement.PriceDifference read = Settlement.PriceDifference.of(use.decimal("kw"), use.integer("days", null),
                    use.integer("hours", null), use.decimal("usedPrice"), use.decimal("rightPrice"));
            use.end();
            return read;
        });
        settled(worked, Settlement.lowerPrice(used, worked.decimal("multiple")));
    }

    private static void capacity(JsonFields worked) {
        Settlement.Months months = new Settlement.Months(worked.integer("months", null), worked.integer("days", null),
                worked.integer("daysOfMonth", null));
        settled(worked, Settlement.capacity(worked.decimal("kva"), worked.decimal("price"), months, worked.decimal("multiple")));
    }

    private static void settled(JsonFields worked, Settlement settlement) {
        if (settlement.kwh() != null) {
            same(worked.decimal("kwh"), settlement.kwh());
        }
        same(worked.decimal("recovered"), settlement.recovered());
        same(worked.decimal("penalty"), settlement.penalty());
        same(settlement.recovered().add(settlement.penalty()), settlement.total());
        told(settlement.trace());
    }

    private static void temporary(JsonFields worked) {
        TemporarySupply supply = TemporarySupply.settle(worked.decimal("kw"), worked.decimal("hours"), worked.integer("agreedDays", null),
                worked.integer("usedDays", null), worked.decimal("price"), worked.decimal("prepaid"),
                worked.oneOf("earlyEnd", TemporarySupply.EarlyEnd.class, null));
        same(worked.decimal("charge"), supply.charge());
        same(worked.decimal("refund"), supply.refund());
        told(supply.trace());
    }

    private static void recovered(JsonFields worked) {
        BigDecimal error = worked.decimal("meterErrorPercent", null);
        BigDecimal percent = worked.decimal("percent", null);
        Correction whole = error != null ? Correction.ofMeterError(error) : percent != null ? Correction.ofPercent(percent)
                : Correction.ofMultiplier(worked.decimal("usedMultiplier"), worked.decimal("rightMultiplier"));
        Correction correction = whole.forShare(worked.decimal("share"));
        BigDecimal recorded = worked.decimal("recorded");
        BigDecimal kwh = worked.decimal("kwh");
        same(kwh, correction.of(recorded));
        same(recorded.add(kwh), correction.apply(recorded));
        same(kwh, correction.onlyDifference().apply(recorded));
    }

    /** The limits of a published village notice (rules C.18): warned below 50 yuan, stopped below zero. */
    @ParameterizedTest
    @CsvSource({"50, 24.50, 75.50, ENOUGH", "100, 49.00, 51.00, REMIND", "103, 50.47, 49.53, WARN", "204, 99.96, 0.04, WARN", "205, 100.45, -0.45, STOP"})
    void theDailyEstimateIsThatOfTheBill(BigDecimal kwh, BigDecimal estimated, BigDecimal available, PrepayEstimate.Level level) throws IOException {
        TariffPlan plan;
        try (InputStream file = AfterTheBillTest.class.getResourceAsStream("/cases/rules.json")) {
            plan = TariffCompiler.compile(TariffPackageReader.read(file.readAllBytes())).find("small-tiers", LocalDate.of(2026, 1, 1)).orElseThrow();
        }
        BillingMonth month = BillingMonth.of(LocalDate.of(2026, 1, 1));
        PrepayEstimate estimate = PrepayEstimate.of(plan, RatingInput.builder("A1", month.period(), month).activeKwh(kwh).build(), new BigDecimal("100"),
                new PrepayEstimate.Limits(new BigDecimal("60"), new BigDecimal("50"), BigDecimal.ZERO));
        assertEquals(estimated, estimate.estimated());
        assertEquals(available, estimate.available());
        assertEquals(level, estimate.level());
        told(estimate.trace());
    }

    @Test
    void whatIsMissingOrNegativeIsRefusedWithAllItsFaults() {
        BigDecimal minus = BigDecimal.ONE.negate();
        KarawattException refused = assertThrows(KarawattException.class, () -> Settlement.theft(minus, 180, 12, null, BigDecimal.valueOf(3)));
        assertEquals(List.of("RATING-066", "RATING-066"), refused.faults().stream().map(fault -> fault.code().code()).toList());
        assertThrows(KarawattException.class, () -> Settlement.each(minus, BigDecimal.TEN));
        assertThrows(KarawattException.class, () -> TemporarySupply.settle(BigDecimal.ONE, BigDecimal.ONE, 90, -1, BigDecimal.ONE, BigDecimal.ONE,
                TemporarySupply.EarlyEnd.AGREED_TERM));
        // used at a price that is not lower at all
        assertThrows(KarawattException.class, () -> Settlement.lowerPrice(
                List.of(new Settlement.PriceDifference(BigDecimal.TEN, BigDecimal.ONE, new BigDecimal("0.9"))), BigDecimal.valueOf(2)));
    }

    private static void same(BigDecimal expected, BigDecimal actual) {
        assertEquals(0, expected.compareTo(actual), expected + " expected, was " + actual);
    }

    /** Explained in both languages without a gap. */
    private static void told(TraceNode trace) {
        for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            for (TraceCatalog.Line line : new RatingTraceCatalog().explain(trace, locale)) {
                assertFalse(line.text().contains("{") || line.text().contains("rating.") || line.text().contains("null"), line.text());
            }
        }
    }
}
