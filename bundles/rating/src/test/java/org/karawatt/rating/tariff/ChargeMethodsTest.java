package org.karawatt.rating.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RatingTraceCatalog;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;

/** A utility's own charge methods: chosen by name and version in the tariff, in the place that it names, behind guard rails. */
class ChargeMethodsTest {

    private static final BillingMonth MONTH = BillingMonth.of(LocalDate.of(2026, 1, 1));

    /** A fee per kWh; the second version exempts the first kWh. */
    private record GreenFee(int version) implements ChargeMethod {

        @Override
        public String name() {
            return "GREEN_FEE";
        }

        @Override
        public Charge compile(ChargeSettings settings) {
            BigDecimal price = settings.decimal("price");
            BigDecimal free = version == 1 ? BigDecimal.ZERO : settings.decimal("freeKwh");
            if (price != null && price.signum() < 0) {
                settings.faults().add(settings.where("price"), RatingErrors.NEGATIVE_PRICE, price);
            }
            return price == null || free == null ? null : step("GREEN_FEE", context -> {
                BigDecimal kwh = context.totalKwh().subtract(free).max(BigDecimal.ZERO);
                RatedLine line = context.add("GREEN", "GREEN", null, 0, kwh, "kWh", price);
                context.trace(TraceNode.of("acme.green").with("amount", line.amount()).build());
            });
        }
    }

    /** A method whose step does what it is given. */
    private record Other(Consumer<RatingContext> does) implements ChargeMethod {

        @Override
        public String name() {
            return "OTHER";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Charge compile(ChargeSettings settings) {
            return step("OTHER", does);
        }
    }

    private static Charge step(String method, Consumer<RatingContext> does) {
        return new Charge() {

            @Override
            public String method() {
                return method;
            }

            @Override
            public void check(RatingContext context, Faults faults) {
                // needs nothing but energy
            }

            @Override
            public void apply(RatingContext context) {
                does.accept(context);
            }
        };
    }

    private static TariffPackage tariff(String charges) {
        return TariffPackageReader.read(("""
                {"package": "p", "version": "1", "name": {"zh": "p", "en": "p"}, "source": "s", "currency": "CNY", "tariffs": [
                  {"code": "T", "name": {"zh": "t", "en": "t"}, "usageClass": "U", "validFrom": "2025-01-01",
                   "energy": {"method": "FLAT", "price": 0.5},
                   "funds": [{"code": "F", "name": {"zh": "f", "en": "f"}, "price": 0.02}],
                   "charges": [""" + charges + "]}]}").getBytes(StandardCharsets.UTF_8));
    }

    private static TariffPlan plan(ChargeMethods methods, String charges) {
        return TariffCompiler.compile(tariff(charges), methods).find("T", MONTH.firstDay()).orElseThrow();
    }

    private static RatedBill rate(TariffPlan plan) {
        return Rater.rate(plan, RatingInput.builder("A1", MONTH.period(), MONTH).activeKwh(new BigDecimal("100")).build(), TraceMode.FULL);
    }

    private static List<String> codes(KarawattException refused) {
        return refused.faults().stream().map(fault -> fault.code().code()).toList();
    }

    @Test
    void twoVersionsOfAMethodLiveSideBySide() {
        ChargeMethods methods = ChargeMethods.standard().with(new GreenFee(1)).with(new GreenFee(2));
        RatedBill first = rate(plan(methods, "{\"method\": \"GREEN_FEE\", \"settings\": {\"price\": 0.01}}"));
        RatedBill second = rate(plan(methods, "{\"method\": \"GREEN_FEE\", \"version\": 2, \"settings\": {\"price\": 0.01, \"freeKwh\": 40}}"));
        assertEquals(new BigDecimal("53.00"), first.total());
        assertEquals(new BigDecimal("52.60"), second.total());
        for (RatedBill bill : List.of(first, second)) {
            TraceNode named = bill.trace().children().stream().filter(node -> node.key().equals("rating.method")).findFirst().orElseThrow();
            assertEquals(bill == first ? 1 : 2, named.values().get("version"));
            assertTrue(new RatingTraceCatalog().explain(named, Locale.ENGLISH).get(0).text().contains("GREEN_FEE"));
        }
    }

    @Test
    void runsWhereTheTariffSays() {
        ChargeMethods methods = ChargeMethods.standard().with(new GreenFee(1));
        String fee = "{\"method\": \"GREEN_FEE\", \"before\": \"%s\", \"settings\": {\"price\": 0.01}}";
        assertEquals(List.of("GREEN", "ENERGY", "FUND"), components(rate(plan(methods, fee.formatted("ENERGY")))));
        assertEquals(List.of("ENERGY", "GREEN", "FUND"), components(rate(plan(methods, fee.formatted("FUND")))));
        assertEquals(List.of("ENERGY", "FUND", "GREEN"), components(rate(plan(methods, fee.formatted("END")))));
    }

    private static List<String> components(RatedBill bill) {
        return bill.lines().stream().map(RatedLine::component).toList();
    }

    @Test
    void whatTheTariffNamesWronglyIsRefused() {
        ChargeMethods methods = ChargeMethods.standard().with(new GreenFee(1));
        for (String[] wrong : new String[][] {
            {"{\"method\": \"GREEN_FEE\", \"version\": 3, \"settings\": {\"price\": 0.01}}", "RATING-028"},
            {"{\"method\": \"GREY_FEE\"}", "RATING-028"},
            {"{\"method\": \"FUND\"}", "RATING-088"},
            {"{\"method\": \"GREEN_FEE\", \"settings\": {}}", "RATING-011"},
            {"{\"method\": \"GREEN_FEE\", \"settings\": {\"price\": 0.01, \"prise\": 1}}", "RATING-010"},
            {"{\"method\": \"GREEN_FEE\", \"settings\": {\"price\": -1}}", "RATING-009"},
            {"{\"method\": \"GREEN_FEE\", \"before\": \"LUNCH\", \"settings\": {\"price\": 1}}", "RATING-008"}}) {
            KarawattException refused = assertThrows(KarawattException.class, () -> plan(methods, wrong[0]), wrong[0]);
            assertEquals(List.of(wrong[1]), codes(refused), wrong[0]);
        }
        assertThrows(IllegalArgumentException.class, () -> methods.with(new GreenFee(1)));
    }

    @Test
    void whatAMethodThrowsIsAnErrorOfThatAccountWithACode() {
        for (Consumer<RatingContext> broken : List.<Consumer<RatingContext>>of(
                context -> {
                    throw new IllegalStateException("no mood");
                },
                context -> context.add("X", null, null, 0, BigDecimal.ONE, "kWh", BigDecimal.ONE),
                context -> context.lines().clear(),
                context -> {
                    for (;;) {
                        context.add("X", "X", null, 0, BigDecimal.ONE, "kWh", BigDecimal.ONE);
                    }
                })) {
            TariffPlan plan = plan(ChargeMethods.standard().with(new Other(broken)), "{\"method\": \"OTHER\"}");
            KarawattException refused = assertThrows(KarawattException.class, () -> rate(plan));
            assertEquals("RATING-087", refused.code().code());
            assertTrue(refused.message(Locale.ENGLISH).startsWith("Account A1: charge method OTHER (version 1) failed"), refused.getMessage());
            assertFalse(refused.getCause() == null);
        }
    }

    @Test
    void amountsOfAMethodAreRoundedLikeAllOthers() {
        TariffPlan plan = plan(ChargeMethods.standard().with(new Other(context ->
                context.add("X", "X", null, 0, BigDecimal.ONE, "kWh", new BigDecimal("0.33333333333")))), "{\"method\": \"OTHER\"}");
        assertEquals(new BigDecimal("52.33"), rate(plan).total());
    }
}
