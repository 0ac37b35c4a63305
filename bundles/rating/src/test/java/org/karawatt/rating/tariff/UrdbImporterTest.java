package org.karawatt.rating.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.TraceMode;
import org.karawatt.rating.internal.JsonValue;

/** Rates of the OpenEI database become tariffs that price bills, or errors that name the field. */
class UrdbImporterTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
    private static final Period MARCH = new Period(DAY, DAY.plusMonths(1));

    private static String row(int before, int within, int after) {
        return "[" + String.join(",", Collections.nCopies(before, "0")) + "," + String.join(",", Collections.nCopies(within, "1")) + ","
                + String.join(",", Collections.nCopies(after, "0")) + "]";
    }

    private static String year(String row) {
        return "[" + String.join(",", Collections.nCopies(12, row)) + "]";
    }

    private static String rate() throws IOException {
        try (InputStream file = UrdbImporterTest.class.getResourceAsStream("/cases/urdb.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\"WEEKDAY\"", year(row(8, 12, 4)))
                    .replace("\"ZERO\"", year("[" + String.join(",", Collections.nCopies(24, "0")) + "]"));
        }
    }

    private static TariffPlan plan(String rate) {
        byte[] converted = UrdbImporter.convert(rate.getBytes(StandardCharsets.UTF_8), "urdb", "1", null);
        TariffPackage read = TariffPackageReader.read(converted);
        return TariffCompiler.compile(read).find(read.tariffs().get(0).code(), DAY).orElseThrow();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static RatingInput.Builder input() {
        return RatingInput.builder("1", MARCH, BillingMonth.of(DAY)).touKwh(TouPeriod.P1, number("1500")).touKwh(TouPeriod.P2, number("500"))
                .maxDemandKw(number("60")).demandKw(TouPeriod.P1, number("40")).demandKw(TouPeriod.P2, number("60"))
                .carried(Map.of("YEAR_CHARGED", number("100"), "PEAK_KW.202502", number("90")));
    }

    @Test
    void aRateBecomesATariffThatPricesABill() throws IOException {
        TariffPlan plan = plan(rate());
        assertEquals(LocalDate.of(2024, 10, 1), plan.validity().from());
        assertEquals(LocalDate.of(2025, 10, 2), plan.validity().to());
        RatedBill bill = Rater.rate(plan, input().build(), TraceMode.FULL);
        // by hand: tier 1 holds 1000 of 2000 kWh; P1 750 x 0.12 + 750 x 0.14, P2 250 x 0.30 + 250 x 0.40
        assertEquals(number("370.00"), bill.amountOf(Components.ENERGY));
        // by hand: 80 % of February's 90 kW = 72 kW x 5; P2 50 x 4 + 10 x 3.5
        assertEquals(number("595.00"), bill.amountOf(Components.DEMAND));
        assertEquals(number("46.50"), bill.amountOf(Components.FIXED_CHARGE));
        assertEquals(number("1011.50"), bill.total());
        assertEquals(number("1111.50"), bill.carried().get("YEAR_CHARGED"));
    }

    @Test
    void theLeastBillOfAMonthIsKept() throws IOException {
        TariffPlan plan = plan(rate().replace("\"fixedchargefirstmeter\": 1.5", "\"fixedchargefirstmeter\": 0"));
        RatingInput input = RatingInput.builder("1", MARCH, BillingMonth.of(DAY)).touKwh(TouPeriod.P1, BigDecimal.TEN)
                .touKwh(TouPeriod.P2, BigDecimal.ZERO).maxDemandKw(BigDecimal.ZERO).demandKw(TouPeriod.P1, BigDecimal.ZERO)
                .demandKw(TouPeriod.P2, BigDecimal.ZERO).supplyBegan(DAY).build();
        assertEquals(number("60.00"), Rater.rate(plan, input, TraceMode.NONE).total());
    }

    @Test
    void whatIsFedInIsNettedOrPaid() throws IOException {
        String sells = rate().replace("\"unit\": \"kWh\"", "\"unit\": \"kWh\", \"sell\": 0.05");
        RatingInput input = input().fedKwh(TouPeriod.P1, number("100")).fedKwh(TouPeriod.P2, BigDecimal.ZERO).build();
        RatedBill paid = Rater.rate(plan(sells.replace("\"approved\"", "\"dgrules\": \"Net Billing Hourly\", \"approved\"")), input, TraceMode.NONE);
        assertEquals(number("-5.00"), paid.amountOf(Components.FEED_IN));
        RatingInput netted = input().fedKwh(TouPeriod.P1, number("100")).fedKwh(TouPeriod.P2, BigDecimal.ZERO)
                .carried(Map.of("CREDIT_KWH.P1", BigDecimal.ZERO, "CREDIT_KWH.P2", number("600"), "CREDIT_BALANCE_KWH", number("600"))).build();
        RatedBill net = Rater.rate(plan(rate().replace("\"approved\"", "\"dgrules\": \"Net Metering\", \"approved\"")), netted, TraceMode.NONE);
        // by hand: P1 1400 kWh, 1000 x 0.12 + 400 x 0.14; P2 uses 500 of 600 kept
        assertEquals(number("176.00"), net.amountOf(Components.ENERGY));
        assertEquals(0, number("100").compareTo(net.carried().get("CREDIT_KWH.P2")));
    }

    /** 20,000 kWh are 200 hours of 100 kW: 20000 x 0.06 + 10000 x 0.04; demand 50 x 10 + 50 x 8. */
    @Test
    void hoursOfUseAndTiersOfDemandArePriced() {
        String always = year("[" + String.join(",", Collections.nCopies(24, "0")) + "]");
        TariffPlan plan = plan("{\"label\": \"x\", \"name\": \"hours of use\", \"sector\": \"Industrial\", \"startdate\": 1727762400,"
                + "\"energyratestructure\": [[{\"max\": 200, \"rate\": 0.06, \"unit\": \"kWh/kW\"}, {\"rate\": 0.04, \"unit\": \"kWh/kW\"}]],"
                + "\"energyweekdayschedule\": " + always + ", \"energyweekendschedule\": " + always + ", \"flatdemandunit\": \"kW\","
                + "\"flatdemandstructure\": [[{\"max\": 50, \"rate\": 10}, {\"rate\": 8}]],"
                + "\"flatdemandmonths\": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}");
        RatedBill bill = Rater.rate(plan, RatingInput.builder("1", MARCH, BillingMonth.of(DAY)).touKwh(TouPeriod.P1, number("30000"))
                .maxDemandKw(number("100")).supplyBegan(DAY).build(), TraceMode.NONE);
        assertEquals(number("1600.00"), bill.amountOf(Components.ENERGY));
        assertEquals(number("900.00"), bill.amountOf(Components.DEMAND));
    }

    /** The rate with another field. */
    private static String changed(String field) throws IOException, JsonValue.BadJson {
        String name = field.substring(0, field.indexOf(':'));
        JsonValue item = JsonValue.parse(rate().getBytes(StandardCharsets.UTF_8)).fields().get("items").items().get(0);
        return "{" + item.fields().entrySet().stream().filter(told -> !name.equals("\"" + told.getKey() + "\""))
                .map(told -> "\"" + told.getKey() + "\": " + told.getValue().toJson() + ", ").collect(Collectors.joining()) + field + "}";
    }

    /** A record of the database had a schedule that names periods which its structure has not: 768 hours of them. */
    @Test
    void aScheduleIsRefusedAtItsFirstHour() throws IOException, JsonValue.BadJson {
        String rate = changed("\"energyratestructure\": [[{\"rate\": 0.1}]]");
        KarawattException refused = assertThrows(KarawattException.class,
                () -> UrdbImporter.convert(rate.getBytes(StandardCharsets.UTF_8), "urdb", "1", null));
        assertTrue(refused.faults().stream().anyMatch(fault -> fault.field().endsWith("energyweekdayschedule[0][8]")), refused.faults().toString());
        assertTrue(refused.faults().size() < 5, refused.faults().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"coincidentratestructure\": [[{\"rate\": 3}]] | RATING-095 | coincidentratestructure",
        "\"demandreactivepowercharge\": 0.2 | RATING-095 | demandreactivepowercharge",
        "\"fueladjustmentsmonthly\": [0.01] | RATING-095 | fueladjustmentsmonthly",
        "\"demandratchetpercentage\": [0.5] | RATING-095 | demandratchetpercentage",
        "\"fixedchargeunits\": \"$/year\" | RATING-095 | fixedchargeunits",
        "\"minchargeunits\": \"$/day\" | RATING-095 | minchargeunits",
        "\"demandrateunit\": \"kVA\" | RATING-095 | demandrateunit",
        "\"flatdemandunit\": \"hp\" | RATING-095 | flatdemandunit",
        "\"demandwindow\": 5 | RATING-095 | demandwindow",
        "\"dgrules\": \"Whatever\" | RATING-095 | dgrules",
        "\"dgrules\": \"Buy All Sell All\" | RATING-094 | energyratestructure",
        "\"energyratestructure\": [[{\"rate\": -0.1}], [{\"rate\": 0.1}]] | RATING-095 | energyratestructure",
        "\"energyratestructure\": [[{\"rate\": 0.1, \"unit\": \"therm\"}], [{\"rate\": 0.1}]] | RATING-095 | energyratestructure",
        "\"energyratestructure\": [[{\"rate\": 0.1}]] | RATING-094 | energyweekdayschedule",
        "\"energyweekdayschedule\": [[0]] | RATING-094 | energyweekdayschedule",
        "\"flatdemandmonths\": [0] | RATING-094 | flatdemandmonths",
        "\"startdate\": null | RATING-094 | startdate",
        "\"startdate\": \"soon\" | RATING-094 | startdate",
        "\"somecharge\": 3 | RATING-095 | somecharge"
    })
    void whatCannotBeExpressedIsNamed(String field, String code, String named) throws IOException, JsonValue.BadJson {
        String changed = changed(field);
        KarawattException refused = assertThrows(KarawattException.class,
                () -> UrdbImporter.convert(changed.getBytes(StandardCharsets.UTF_8), "urdb", "1", null));
        assertTrue(refused.faults().stream().anyMatch(fault -> fault.code().code().equals(code) && fault.field().contains(named)),
                refused.faults().toString());
    }

    /** Whatever is broken in a file, it is a tariff or an error with a code. */
    @Test
    void damagedFilesGiveNamedErrors() throws IOException {
        String rate = rate();
        Random random = new Random(7);
        List<String> pieces = List.of("", "0", "-1", "null", "\"x\"", "[]", "{}", "1e400", "1e-90", "99999999999", "true", ",", "[[", "kWh/kW");
        for (int i = 0; i < 600; i++) {
            int from = random.nextInt(rate.length());
            int to = Math.min(rate.length(), from + random.nextInt(12));
            String broken = rate.substring(0, from) + pieces.get(random.nextInt(pieces.size())) + rate.substring(to);
            try {
                byte[] converted = UrdbImporter.convert(broken.getBytes(StandardCharsets.UTF_8), "urdb", "1", DAY);
                TariffCompiler.compile(TariffPackageReader.read(converted));
            } catch (KarawattException refused) {
                assertTrue(refused.code().code().startsWith("RATING-") || refused.faults().stream().map(fault -> fault.code().code())
                        .collect(Collectors.joining(",")).contains("-"), broken);
            }
        }
    }
}
