package org.karawatt.tariff.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karawatt.tariff.api.TariffComparison.Difference;
import org.karawatt.tariff.api.TariffValue;

/** Where definitions differ, and what people call the places. */
class DefinitionDiffTest {

    private static final String OLD = """
            {"code": "T", "name": {"zh": "\u65e7", "en": "old"}, "validFrom": "2025-01-01", "rounding": "LINE_HALF_UP",
             "energy": {"method": "TOU", "price": {"PEAK": 0.8, "VALLEY": 0.40}},
             "funds": [{"code": "WATER", "name": {"zh": "\u6c34\u5229", "en": "water"}, "price": 0.01},
                       {"code": "CITY", "name": {"zh": "\u57ce\u5e02", "en": "city"}, "price": 0.02}]}""";

    private static List<String> paths(List<Difference> differences) {
        return differences.stream().map(Difference::path).toList();
    }

    private static Difference only(String before, String after) {
        List<Difference> differences = DefinitionDiff.between(before, after);
        assertEquals(1, differences.size(), differences::toString);
        return differences.get(0);
    }

    @Test
    void aDefinitionDiffersInNothingFromItself() {
        assertEquals(List.of(), DefinitionDiff.between(OLD, OLD));
    }

    @Test
    void numbersAreComparedByTheirValueAndTextsByTheirLetters() {
        assertEquals(List.of(), DefinitionDiff.between(OLD, OLD.replace("0.40", "0.4").replace("0.8,", "0.800,")));
        assertEquals("rounding", only(OLD, OLD.replace("LINE_HALF_UP", "LINE_DOWN")).path());
    }

    /** 0.8 to 0.9 is one eighth more. */
    @Test
    void aPriceTellsItsPlaceAndItsChangeInPercent() {
        Difference price = only(OLD, OLD.replace("0.8,", "0.9,"));
        assertEquals("energy", price.section());
        assertEquals("energy.price.PEAK", price.path());
        assertEquals("0.8", price.before());
        assertEquals("0.9", price.after());
        assertEquals(new BigDecimal("12.50"), price.changePercent());
        assertEquals("energy \u00b7 price \u00b7 peak", price.labelEn());
        assertEquals("\u7535\u5ea6\u7535\u4ef7 \u00b7 \u4ef7\u683c \u00b7 \u5cf0", price.labelZh());
    }

    /** A third less, to two decimals; and nothing can be said of what was nothing. */
    @Test
    void percentsAreRoundedAndLeftOutWhereThereWasNothing() {
        assertEquals(new BigDecimal("-33.33"), only("{\"a\": 3}", "{\"a\": 2}").changePercent());
        assertNull(only("{\"a\": 0}", "{\"a\": 2}").changePercent());
        assertNull(only("{\"a\": 3}", "{\"a\": \"three\"}").changePercent());
    }

    @Test
    void itemsOfListsAreFoundByTheirCodeWhateverTheirOrder() {
        String turned = """
                {"code": "T", "name": {"zh": "\u65e7", "en": "old"}, "validFrom": "2025-01-01", "rounding": "LINE_HALF_UP",
                 "energy": {"method": "TOU", "price": {"PEAK": 0.8, "VALLEY": 0.40}},
                 "funds": [{"code": "CITY", "name": {"zh": "\u57ce\u5e02", "en": "city"}, "price": 0.03},
                           {"code": "WATER", "name": {"zh": "\u6c34\u5229", "en": "water"}, "price": 0.01}]}""";
        Difference city = only(OLD, turned);
        assertEquals("funds[CITY].price", city.path());
        assertEquals("funds \u00b7 city \u00b7 price", city.labelEn());
        assertEquals(new BigDecimal("50.00"), city.changePercent());
    }

    @Test
    void whatOnlyOneSideHasIsMissingOnTheOther() {
        List<Difference> differences = DefinitionDiff.between(OLD, OLD.replace("\"VALLEY\"", "\"DEEP_VALLEY\""));
        assertEquals(List.of("energy.price.VALLEY", "energy.price.DEEP_VALLEY"), paths(differences));
        assertEquals("0.40", differences.get(0).before());
        assertNull(differences.get(0).after());
        assertNull(differences.get(1).before());
        assertNull(differences.get(0).changePercent());
    }

    /** Names, validity and whatever else stands alone come before the sections. */
    @Test
    void whatStandsAloneComesFirst() {
        String changed = OLD.replace("0.8,", "0.9,").replace("2025-01-01", "2026-01-01").replace("\"old\"", "\"new\"");
        List<Difference> differences = DefinitionDiff.between("{\"energy\": " + "{\"price\": 1}, \"code\": \"A\"}",
                "{\"energy\": " + "{\"price\": 2}, \"code\": \"B\"}");
        assertEquals(List.of("code", "energy.price"), paths(differences));
        assertEquals(List.of("name.en", "validFrom", "energy.price.PEAK"), paths(DefinitionDiff.between(OLD, changed)));
        assertEquals(List.of("general", "general", "energy"), DefinitionDiff.between(OLD, changed).stream().map(Difference::section).toList());
    }

    /** A surcharge list has no entry for the first tier, a price list has. */
    @Test
    void stepsAreNamedByTheTierThatTheyPrice() {
        String surcharges = "{\"energy\": {\"tiers\": {\"pricing\": \"SURCHARGE\", \"limits\": [180], \"steps\": [0.05]}}}";
        assertEquals("energy \u00b7 tiers \u00b7 steps \u00b7 tier 2", only(surcharges, surcharges.replace("0.05", "0.06")).labelEn());
        assertEquals("energy \u00b7 tiers \u00b7 limits \u00b7 tier 1", only(surcharges, surcharges.replace("180", "200")).labelEn());
        String prices = surcharges.replace("SURCHARGE", "PRICE").replace("[0.05]", "[0.5, 0.55]");
        assertEquals("energy \u00b7 tiers \u00b7 steps \u00b7 tier 1", only(prices, prices.replace("0.5,", "0.6,")).labelEn());
    }

    /** Months and hours say one thing together. */
    @Test
    void listsThatSayOneThingAreOneValue() {
        String calendar = "{\"calendar\": {\"rules\": [{\"months\": [7, 8], \"hours\": [{\"period\": \"PEAK\", \"from\": \"08:00\", "
                + "\"to\": \"22:00\"}, {\"period\": \"VALLEY\", \"from\": \"22:00\", \"to\": \"08:00\"}]}]}}";
        Difference hours = only(calendar, calendar.replace("22:00", "21:00"));
        assertEquals("PEAK 08:00-22:00, VALLEY 22:00-08:00", hours.before());
        assertEquals("PEAK 08:00-21:00, VALLEY 21:00-08:00", hours.after());
        assertEquals("7, 8", only(calendar, calendar.replace("[7, 8]", "[7]")).before());
    }

    /** The parts of a composed price are things with names, those that a purchase factor lists are only named. */
    @Test
    void partsOfAPriceAreComparedOneByOne() {
        String parts = "{\"energy\": {\"parts\": [{\"code\": \"GRID\", \"name\": {\"zh\": \"\u8f93\u914d\", \"en\": \"grid\"}, \"price\": 0.2}]}, "
                + "\"purchaseFactor\": {\"parts\": [\"A\", \"B\"]}}";
        assertEquals("energy.parts[GRID].price", only(parts, parts.replace("0.2", "0.25")).path());
        assertEquals("A, B", only(parts, parts.replace("\"B\"", "\"C\"")).before());
    }

    @Test
    void everyValueIsToldWithItsPlace() {
        List<TariffValue> values = DefinitionDiff.values(OLD);
        assertEquals(List.of("code", "name.zh", "name.en", "validFrom", "rounding", "energy.method", "energy.price.PEAK", "energy.price.VALLEY",
                "funds[WATER].code", "funds[WATER].name.zh", "funds[WATER].name.en", "funds[WATER].price", "funds[CITY].code",
                "funds[CITY].name.zh", "funds[CITY].name.en", "funds[CITY].price"), values.stream().map(TariffValue::path).toList());
        assertEquals("0.8", values.get(6).value());
        assertEquals("energy", values.get(6).section());
        assertEquals("general", values.get(0).section());
    }
}
