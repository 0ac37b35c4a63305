package org.karawatt.rating.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.RatingCodec;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RatingRecord;
import org.karawatt.rating.SectionRater;
import org.karawatt.rating.TraceMode;
import org.karawatt.rating.internal.JsonValue;

/**
 * Takes every case with its tariffs and damages them: what comes out is a bill that keeps what every bill keeps, or a refusal with a code;
 * never an exception without one, and soon.
 */
class DamagedCasesTest {

    private static final List<String> SPOIL = List.of("0", "-1", "null", "\"\"", "{}", "[]", "1e30", "9".repeat(50), "-0.00", "true", "\"PEAK\"",
            "1e-30", "0.5", "13", "[1]", "\"2026-02-30\"", "\"P12\"", "1000000", "x");
    private static final Pattern VALUE = Pattern.compile("(?<=[:\\[,])(\"[^\"]*\"|-?[0-9.]+|true)");
    private static final int TRIES_EACH = 80;

    /** Each case as a package of its own: only the tariffs that it names. */
    private static List<String> small() throws IOException, JsonValue.BadJson {
        List<String> packages = new ArrayList<>();
        for (String collection : List.of("published", "rules", "world")) {
            try (InputStream file = DamagedCasesTest.class.getResourceAsStream("/cases/" + collection + ".json")) {
                JsonValue whole = JsonValue.parse(file.readAllBytes());
                Map<String, String> tariffs = new TreeMap<>();
                for (JsonValue tariff : whole.fields().get("tariffs").items()) {
                    tariffs.merge(tariff.fields().get("code").text(), tariff.toJson(), (one, other) -> one + "," + other);
                }
                for (JsonValue worked : whole.fields().get("cases").items()) {
                    List<JsonValue> sections = worked.fields().containsKey("sections") ? worked.fields().get("sections").items() : List.of(worked);
                    List<String> used = sections.stream().map(section -> section.fields().get("tariff").text()).distinct().map(tariffs::get).toList();
                    packages.add("{\"package\":\"p\",\"version\":\"1\",\"name\":{\"zh\":\"p\",\"en\":\"p\"},\"source\":\"s\",\"currency\":\"CNY\",\"tariffs\":["
                            + String.join(",", used) + "],\"cases\":[" + worked.toJson() + "]}");
                }
            }
        }
        return packages;
    }

    @Test
    @Timeout(300)
    void everyDamagedCaseIsABillOrARefusalWithACode() throws IOException, JsonValue.BadJson {
        Random random = new Random(20260103);
        int bills = 0;
        int refusals = 0;
        Map<String, String> broken = new TreeMap<>();
        for (String json : small()) {
            List<int[]> values = VALUE.matcher(json).results().map(match -> new int[] {match.start(), match.end()}).toList();
            for (int i = 0; i < TRIES_EACH; i++) {
                String damaged = damaged(json, values, random);
                try {
                    rate(damaged);
                    bills++;
                } catch (KarawattException refused) {
                    assertTrue(refused.code().code().matches("(RATING|KERNEL)-\\d{3}"), refused.getMessage());
                    refusals++;
                } catch (RuntimeException | AssertionError e) {
                    broken.putIfAbsent(e + " at " + Arrays.asList(e.getStackTrace()).subList(0, 6), damaged);
                }
            }
        }
        assertEquals(Map.of(), broken);
        assertTrue(bills > 2000 && refusals > 2000, bills + " bills and " + refusals + " refusals: the damage is too mild or too heavy");
    }

    /** Up to three values replaced, or digits of a number changed. */
    private static String damaged(String json, List<int[]> values, Random random) {
        StringBuilder text = new StringBuilder(json);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int[] at = values.get(random.nextInt(values.size()));
            if (at[1] > text.length()) {
                continue;
            }
            if (random.nextBoolean()) {
                text.replace(at[0], at[1], SPOIL.get(random.nextInt(SPOIL.size())));
            } else if (Character.isDigit(text.charAt(at[0]))) {
                text.setCharAt(at[0], (char) ('0' + random.nextInt(10)));
            }
        }
        return text.toString();
    }

    private static void rate(String json) {
        TariffPackage content = TariffPackageReader.read(json.getBytes(StandardCharsets.UTF_8));
        TariffPlans plans = TariffCompiler.compile(content);
        PackageVerifier.verify(content, plans);
        for (WorkedCase worked : content.cases()) {
            List<RatedSection> sections = new ArrayList<>();
            for (WorkedCase.Section section : worked.sections()) {
                plans.find(section.tariff(), section.day()).ifPresent(plan -> sections.add(new RatedSection(plan, section.input())));
            }
            if (sections.size() == worked.sections().size()) {
                keeps(sections);
            }
        }
    }

    private static void keeps(List<RatedSection> sections) {
        RatedBill bill = SectionRater.rate(sections, TraceMode.FULL);
        assertEquals(bill.withoutTrace(), SectionRater.rate(sections, TraceMode.NONE));
        BigDecimal sum = bill.lines().stream().map(RatedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, sum.compareTo(bill.total()));
        BigDecimal energy = bill.lines().stream().filter(RatedLine::carriesEnergy).map(RatedLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, energy.compareTo(bill.energyKwh()), bill.toString());
        RatingRecord stored = RatingRecord.of(sections, bill);
        RatingRecord read = RatingCodec.read(RatingCodec.write(stored));
        assertEquals(stored, read);
        assertEquals(bill, read.replay(key -> sections.stream().map(RatedSection::plan).filter(plan -> plan.key().equals(key)).findFirst().orElseThrow()));
        turned(sections);
    }

    /** The order in which meters, capacities, agreed quantities and the like are told does not matter. */
    private static void turned(List<RatedSection> sections) {
        for (RatedSection section : sections) {
            RatedBill one = SectionRater.rate(List.of(section), TraceMode.NONE);
            RatingInput input = section.input();
            RatingInput.Metered metered = input.metered();
            RatingInput.TwoPart terms = input.twoPart();
            RatingInput.TwoWay ways = input.twoWay();
            RatingInput turned = new RatingInput(input.accountNo(), input.period(), input.billingMonth(), input.monthsCovered(), input.activeKwh(),
                    input.touKwh(), input.reactiveKvarh(), input.maxDemandKw(), reversed(input.capacity()), input.contractDemandKw(),
                    input.demandMethod(), input.powerFactorStandard(), input.householdPeople(), input.extraMonths(), input.tierExempt(),
                    input.yearMonthsInForce(), input.yearKwhBefore(), input.yearTierKwhBefore(), reversed(input.fixed()),
                    new RatingInput.Metered(reversed(metered.meters()), metered.intervals(), metered.reactiveBackKvarh(), metered.losses(),
                            reversed(metered.adjustments()), metered.estimated(), metered.byDays(), metered.shared()),
                    input.tierTerms(), new RatingInput.TwoPart(reversed(terms.lines()), reversed(terms.changes()), reversed(terms.holds()),
                            terms.contractFloorPercent(), terms.demandDays(), terms.stretchOf()),
                    input.market(), input.benefits(), input.powerFactorReward(), new RatingInput.TwoWay(ways.feeds(), ways.kwh(), ways.intervals(),
                            ways.demandKw(), ways.carried(), reversed(ways.sharedOut())), input.goingOn());
            RatedBill other = SectionRater.rate(List.of(new RatedSection(section.plan(), turned)), TraceMode.NONE);
            assertEquals(one.lines().stream().map(DamagedCasesTest::told).sorted().toList(),
                    other.lines().stream().map(DamagedCasesTest::told).sorted().toList());
            assertEquals(0, one.total().compareTo(other.total()));
        }
    }

    private static String told(RatedLine line) {
        return line.component() + "/" + line.item() + "/" + line.tou() + "/" + line.tier() + "/" + line.quantity().stripTrailingZeros() + "/"
                + line.price().stripTrailingZeros() + "/" + line.amount();
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
