package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.internal.JsonValue;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackageReader;

/** Whole-year bills of a public rate engine ({@code cases/ssc/README.md}): every month without own generation and with it. */
class SscCasesTest {

    private static final List<String> CASES = List.of("Test_Commercial_Demand_Charges", "Test_Commercial_kWh_per_kW_charges",
            "Test_Commercial_kWh_per_kW_charges_with_billing_demand_percents", "Test_Residential_TOU_Rates",
            "Test_Residential_TOU_Rates_annual_minimum", "Test_Residential_TOU_Rates_buyall_sellall", "Test_Residential_TOU_Rates_net_billing",
            "Test_Residential_TOU_Rates_net_billing_carryover", "Test_Residential_TOU_Rates_net_billing_w_tiers",
            "Test_Residential_TOU_Rates_net_metering_credits", "Test_Residential_TOU_Rates_no_credit",
            "Test_Residential_TOU_Rates_subhourly_gen_and_load", "Test_Residential_TOU_Rates_w_tiers",
            "Test_Residential_net_metering_credits_in_may");
    /** Two cases name the first quarter of a series of quarter-hours; their answers are those of the whole series. */
    private static final String CUT_SERIES = "series/gen-8760-ec60224009.csv";
    private static final String WHOLE_SERIES = "series/gen-35040-ec60224009.csv";
    private static final BigDecimal NEAR = new BigDecimal("0.01");
    private static final int SCALE = 10;
    private static final LocalDate YEAR = LocalDate.of(2018, 1, 1);
    private static final String[] METERING = {"NET_KWH", "NET_MONEY", "NET_BILLING", "NET_BILLING_CARRIED", "BUY_SELL"};
    private static final String[] UNITS = {"KWH", "KWH_PER_KW", "KWH_PER_DAY", "KWH_PER_KW_DAY"};

    record Run(String name, int index, Map<String, JsonValue> inputs, Map<String, JsonValue> expected, boolean generates) {

        @Override
        public String toString() {
            return name + " " + index + (generates ? " with own generation" : " without");
        }

        BigDecimal number(String field, String otherwise) {
            JsonValue value = inputs.get(field);
            return value == null ? new BigDecimal(otherwise) : new BigDecimal(value.text());
        }

        String series(String field) {
            return inputs.get(field).fields().get("series").text();
        }

        List<BigDecimal> expected(String field) {
            JsonValue value = expected.get(field);
            return value == null ? null : value.items().stream().map(item -> new BigDecimal(item.text())).toList();
        }
    }

    static Stream<Run> runs() {
        return CASES.stream().flatMap(name -> {
            List<JsonValue> runs = json(name).fields().get("runs").items();
            return IntStream.range(0, runs.size()).boxed().flatMap(i -> Stream.of(false, true)
                    .map(generates -> new Run(name, i, runs.get(i).fields().get("inputs").fields(),
                            runs.get(i).fields().get("expected_year_1").fields(), generates)));
        });
    }

    private static Run run(String name, boolean generates) {
        return runs().filter(run -> run.name().equals(name) && run.generates() == generates).findFirst().orElseThrow();
    }

    private static JsonValue json(String name) {
        try {
            return JsonValue.parse(bytes(name + ".json"));
        } catch (JsonValue.BadJson e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream in = SscCasesTest.class.getResourceAsStream("/cases/ssc/" + file)) {
            assertNotNull(in, file);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyMonthIsThePublishedOne(Run run) {
        String gen = run.series("gen").equals(CUT_SERIES) ? WHOLE_SERIES : run.series("gen");
        List<RatedBill> bills = year(run, gen, "TOTAL");
        near(run, run.expected(run.generates() ? "utility_bill_w_sys_by_month" : "utility_bill_wo_sys_by_month"),
                bills.stream().map(RatedBill::total).toList());
        List<BigDecimal> demand = run.expected(run.generates() ? "charge_w_sys_dc_tou_by_month" : "charge_wo_sys_dc_tou_by_month");
        near(run, demand, bills.stream().map(bill -> bill.amountOf(Components.DEMAND)).toList());
        near(run, run.expected(run.generates() ? "charge_w_sys_ec_gross_by_month" : "charge_wo_sys_ec_by_month"),
                bills.stream().map(bill -> bill.amountOf(Components.ENERGY)).toList());
    }

    /** The engine settles net metering by the year's total although it nets by period; kWh kept by period are more. */
    @Test
    void settlingWhatIsKeptByPeriodPaysMore() {
        Run run = run("Test_Residential_TOU_Rates", true);
        BigDecimal published = run.expected("utility_bill_w_sys_by_month").get(11);
        BigDecimal byTotal = year(run, run.series("gen"), "TOTAL").get(11).total();
        BigDecimal byPeriod = year(run, run.series("gen"), "PERIODS").get(11).total();
        assertTrue(byTotal.subtract(published).abs().compareTo(NEAR) < 0, byTotal + " for " + published);
        // computed apart from this software: 3016.9 kWh are kept in the periods, at 0.02789
        assertEquals(new BigDecimal("-78.86"), byPeriod.setScale(2, RoundingMode.HALF_UP));
    }

    /** The series that two cases name is only the first quarter of the one that gives their answers. */
    @Test
    void theNamedSeriesIsCut() {
        String whole = new String(bytes(WHOLE_SERIES), StandardCharsets.UTF_8);
        String cut = new String(bytes(CUT_SERIES), StandardCharsets.UTF_8);
        assertTrue(whole.startsWith(cut.stripTrailing()));
        Run run = run("Test_Residential_TOU_Rates_net_billing", true);
        BigDecimal january = year(run, CUT_SERIES, "TOTAL").get(0).total();
        assertEquals(new BigDecimal("25.70"), january.setScale(2, RoundingMode.HALF_UP));
        assertEquals(new BigDecimal("31.19"), run.expected("utility_bill_w_sys_by_month").get(0).setScale(2, RoundingMode.HALF_UP));
    }

    /** Every bill is told in both languages, and stored and read again it is the same. */
    @Test
    void billsAreExplainedAndStored() {
        for (Run run : runs().filter(run -> run.generates() && run.index() == 0).toList()) {
            String gen = run.series("gen").equals(CUT_SERIES) ? WHOLE_SERIES : run.series("gen");
            TariffPlan plan = plan(run, "TOTAL", 24 * 60 / (values(gen).size() / 365));
            List<RatingInput> inputs = new ArrayList<>();
            List<RatedBill> bills = year(run, gen, plan, inputs);
            for (int month : new int[] {0, 4, 11}) {
                RatedBill told = Rater.rate(plan, inputs.get(month), TraceMode.FULL);
                assertEquals(bills.get(month), told.withoutTrace());
                for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
                    String text = new RatingTraceCatalog().explain(told.trace(), locale).toString();
                    assertTrue(!text.contains("rating.") && !text.contains("{"), text);
                }
                RatingRecord record = RatingCodec.read(RatingCodec.write(new RatingRecord(inputs.get(month), told)));
                assertEquals(told, record.bill());
                assertEquals(told, record.replay(plan));
            }
        }
    }

    private static void near(Run run, List<BigDecimal> expected, List<BigDecimal> actual) {
        if (expected == null) {
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(expected.get(i).subtract(actual.get(i)).abs().compareTo(NEAR) < 0,
                    run + ", month " + (i + 1) + ": " + actual.get(i) + " for " + expected.get(i) + "; all: " + actual);
        }
    }

    private static List<RatedBill> year(Run run, String gen, String balance) {
        int steps = Math.max(run.generates() ? values(gen).size() : 0, values(run.series("load")).size());
        return year(run, gen, plan(run, balance, 24 * 60 / (steps / 365)), new ArrayList<>());
    }

    private static List<RatedBill> year(Run run, String gen, TariffPlan plan, List<RatingInput> inputs) {
        List<BigDecimal> load = values(run.series("load"));
        List<BigDecimal> own = run.generates() ? values(gen) : List.of();
        int steps = Math.max(own.size(), load.size());
        boolean apart = run.number("ur_metering_option", "0").intValue() == 4;
        int perDay = steps / 365;
        List<RatedBill> bills = new ArrayList<>();
        Map<String, BigDecimal> carried = Map.of();
        for (int month = 1; month <= 12; month++) {
            Period period = new Period(YEAR.withMonth(month), YEAR.withMonth(month).plusMonths(1));
            int from = (YEAR.withMonth(month).getDayOfYear() - 1) * perDay;
            long[] drawn = new long[(int) period.days() * perDay];
            long[] fed = new long[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                BigDecimal used = load.get((from + i) * load.size() / steps);
                BigDecimal made = own.isEmpty() ? BigDecimal.ZERO : own.get((from + i) * own.size() / steps);
                BigDecimal made0 = made.max(BigDecimal.ZERO);
                drawn[i] = scaled(apart ? used.add(made.negate().max(BigDecimal.ZERO)) : used.subtract(made).max(BigDecimal.ZERO), perDay);
                fed[i] = scaled(apart ? made0 : made.subtract(used).max(BigDecimal.ZERO), perDay);
            }
            RatingInput.Builder input = RatingInput.builder("ssc", period, BillingMonth.of(period.from())).supplyBegan(YEAR)
                    .intervals(new Intervals(24 * 60 / perDay, SCALE, drawn)).carried(carried);
            if (run.generates()) {
                input.fedIntervals(new Intervals(24 * 60 / perDay, SCALE, fed));
            }
            inputs.add(input.build());
            RatedBill bill = Rater.rate(plan, inputs.get(month - 1), TraceMode.NONE);
            carried = bill.carried();
            bills.add(bill);
        }
        return bills;
    }

    private static long scaled(BigDecimal kw, int perDay) {
        return kw.multiply(BigDecimal.valueOf(24)).divide(BigDecimal.valueOf(perDay), SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    private static List<BigDecimal> values(String series) {
        return new String(bytes(series), StandardCharsets.UTF_8).lines().skip(1).map(BigDecimal::new).toList();
    }

    private static TariffPlan plan(Run run, String balance, int minutes) {
        String json = tariff(run, balance, minutes);
        return TariffCompiler.compile(TariffPackageReader.read(json.getBytes(StandardCharsets.UTF_8))).find("SSC", YEAR).orElseThrow();
    }

    /** The rate matrices as a tariff of ours. */
    private static String tariff(Run run, String balance, int minutes) {
        List<String> charges = new ArrayList<>();
        if (run.number("ur_enable_billing_demand", "0").signum() > 0) {
            List<JsonValue> percents = run.inputs().get("ur_billing_demand_lookback_percentages").items();
            charges.add(charge("BILLING_DEMAND", "ENERGY", "\"minutes\": " + minutes + ", \"minimum\": "
                    + run.number("ur_billing_demand_minimum", "0") + ", \"lookBack\": " + run.number("ur_billing_demand_lookback_period", "0")
                    + ", \"percents\": [" + percents.stream().map(row -> cell(row, 0)).collect(Collectors.joining(",")) + "], \"inFull\": "
                    + IntStream.rangeClosed(1, 12).filter(m -> cell(percents.get(m - 1), 1).equals("1")).boxed().toList()));
        }
        int option = run.number("ur_metering_option", "0").intValue();
        charges.add(charge("BLOCK_ENERGY", "ENERGY", "\"minutes\": " + minutes + ", \"metering\": \"" + METERING[option] + "\", \"rates\": ["
                + rates(run) + "], \"trueUp\": {\"month\": " + (run.number("ur_nm_credit_month", "11").intValue() + 1) + ", \"price\": "
                + run.number("ur_nm_yearend_sell_rate", "0").toPlainString() + ", \"balance\": \"" + balance + "\", \"paysMoney\": " + (option == 3)
                + "}, \"moves\": [" + moves(run) + "]"));
        if (run.number("ur_dc_enable", "0").signum() > 0) {
            charges.add(charge("DEMAND_CHARGE", "CAPACITY", "\"minutes\": " + minutes + ", \"flat\": [" + demand(run, "ur_dc_flat_mat")
                    + "], \"periods\": [" + demand(run, "ur_dc_tou_mat") + "], \"calendar\": " + calendar(run, "ur_dc_sched_")));
        }
        if (run.number("ur_annual_min_charge", "0").signum() > 0) {
            charges.add(charge("YEAR_MINIMUM", "TAX", "\"amount\": " + run.number("ur_annual_min_charge", "0")));
        }
        return "{\"package\": \"ssc\", \"version\": \"1.0.0\", \"name\": {\"zh\": \"算例\", \"en\": \"case\"}, \"source\": \"" + run.name()
                + "\", \"currency\": \"USD\", \"tariffs\": [{\"code\": \"SSC\", \"name\": {\"zh\": \"算例\", \"en\": \"case\"}, \"usageClass\": "
                + "\"RESIDENTIAL\", \"validFrom\": \"2018-01-01\", \"rounding\": \"EXACT\", \"energy\": {\"method\": \"NAMED\"}, \"calendar\": "
                + calendar(run, "ur_ec_sched_") + ", \"fees\": [{\"code\": \"MONTHLY\", \"name\": {\"zh\": \"月固定费\", \"en\": \"Monthly\"}, "
                + "\"amount\": " + run.number("ur_monthly_fixed_charge", "0") + ", \"per\": \"MONTH\"}], \"charges\": ["
                + String.join(",", charges) + "]}], \"cases\": []}";
    }

    private static String charge(String method, String before, String settings) {
        return "{\"method\": \"" + method + "\", \"before\": \"" + before + "\", \"settings\": {" + settings + "}}";
    }

    private static String cell(JsonValue row, int column) {
        return new BigDecimal(row.items().get(column).text()).stripTrailingZeros().toPlainString();
    }

    private static String upTo(JsonValue row, int column) {
        return new BigDecimal(cell(row, column)).compareTo(new BigDecimal("1e37")) > 0 ? "" : "\"upTo\": " + cell(row, column) + ", ";
    }

    private static String rates(Run run) {
        Map<String, List<String>> byPeriod = new TreeMap<>();
        for (JsonValue row : run.inputs().get("ur_ec_tou_mat").items()) {
            byPeriod.computeIfAbsent(cell(row, 0), period -> new ArrayList<>()).add("{" + upTo(row, 2) + "\"unit\": \""
                    + UNITS[Integer.parseInt(cell(row, 3))] + "\", \"price\": " + cell(row, 4) + ", \"sell\": " + cell(row, 5) + "}");
        }
        return byPeriod.entrySet().stream().map(rate -> "{\"period\": \"P" + rate.getKey() + "\", \"tiers\": [" + String.join(",", rate.getValue())
                + "]}").collect(Collectors.joining(","));
    }

    private static String demand(Run run, String matrix) {
        boolean flat = matrix.contains("flat");
        List<Integer> scheduled = Stream.of("ur_dc_sched_weekday", "ur_dc_sched_weekend").flatMap(name -> hours(run, name).stream())
                .flatMap(List::stream).distinct().toList();
        Map<Integer, List<String>> groups = new TreeMap<>();
        for (JsonValue row : run.inputs().get(matrix).items()) {
            int key = Integer.parseInt(cell(row, 0));
            if (flat || scheduled.contains(key)) {
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add("{" + upTo(row, 2) + "\"price\": " + cell(row, 3) + "}");
            }
        }
        return groups.entrySet().stream().map(group -> (flat ? "{\"months\": [" + (group.getKey() + 1) + "]" : "{\"period\": \"P" + group.getKey()
                + "\"") + ", \"tiers\": [" + String.join(",", group.getValue()) + "]}").collect(Collectors.joining(","));
    }

    private static List<List<Integer>> hours(Run run, String schedule) {
        return run.inputs().get(schedule).items().stream()
                .map(month -> month.items().stream().map(hour -> new BigDecimal(hour.text()).intValueExact()).toList()).toList();
    }

    private static String calendar(Run run, String prefix) {
        List<String> rules = new ArrayList<>();
        for (String kind : List.of("weekday", "weekend")) {
            List<List<Integer>> hours = hours(run, prefix + kind);
            for (int month = 0; month < 12; month++) {
                List<Integer> day = hours.get(month);
                rules.add("{\"months\": [" + (month + 1) + "], \"days\": [" + (kind.equals("weekday") ? "\"WORKDAY\"" : "\"WEEKEND\", \"HOLIDAY\"")
                        + "], \"hours\": [" + IntStream.range(0, 24).mapToObj(hour -> String.format(Locale.ROOT,
                        "{\"period\": \"P%d\", \"from\": \"%02d:00\", \"to\": \"%02d:00\"}", day.get(hour), hour, hour + 1))
                        .collect(Collectors.joining(",")) + "]}");
            }
        }
        return "{\"rules\": [" + String.join(",", rules) + "]}";
    }

    /** The engine's rule for kept kWh when the periods change: they go to the period that has taken the first hour of the old one. */
    private static String moves(Run run) {
        List<List<Integer>> hours = hours(run, "ur_ec_sched_weekday");
        List<String> moves = new ArrayList<>();
        for (int month = 1; month < 12; month++) {
            List<Integer> before = hours.get(month - 1);
            List<Integer> now = hours.get(month);
            for (int period : before.equals(now) ? List.<Integer>of() : before.stream().distinct().toList()) {
                int to = now.get(before.indexOf(period));
                if (to != period) {
                    moves.add("{\"months\": [" + (month + 1) + "], \"from\": \"P" + period + "\", \"to\": \"P" + to + "\"}");
                }
            }
        }
        return String.join(",", moves);
    }
}
