package org.karawatt.audit.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.spi.Fact;
import org.karawatt.workflow.internal.calc.LimitFile;
import org.karawatt.workflow.internal.calc.ProcessFile;

class RuleFileTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    private static byte[] shipped(String path) {
        try (var in = RuleFileTest.class.getResourceAsStream("/KARAWATT-INF/" + path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DeclaredRule rule(String code) {
        return RuleFile.read("rules.json", shipped("audit/rules.json"), "test").stream().filter(rule -> rule.code().equals(code))
                .map(rule -> DeclaredRule.of(rule, Populations.of(rule.population()))).findFirst().orElseThrow();
    }

    private static boolean finds(String code, Object... values) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put((String) values[i], values[i + 1] instanceof Integer n ? BigDecimal.valueOf(n)
                    : values[i + 1] instanceof Double d ? BigDecimal.valueOf(d) : values[i + 1]);
        }
        Fact fact = new Fact(1, "A1", 1, "account", map);
        DeclaredRule rule = rule(code);
        return rule.looksAt(fact, TODAY) && rule.finds(fact, TODAY);
    }

    @Test
    void theShippedRulesAreReadAndCoverTheThemes() {
        List<AuditRuleInfo> rules = RuleFile.read("rules.json", shipped("audit/rules.json"), "test");
        assertTrue(rules.size() >= 15);
        rules.forEach(rule -> DeclaredRule.of(rule, Populations.of(rule.population())));
        assertEquals(Set.of("ARCHIVES", "METERING", "TARIFF", "ZERO_USE", "LOSS", "CAPACITY", "BILLING"),
                rules.stream().map(AuditRuleInfo::theme).collect(Collectors.toSet()));
        assertEquals(rules.size(), rules.stream().map(AuditRuleInfo::code).distinct().count());
    }

    /** Rules F.2: "<1 kV supply with loss = error; high-supply-low-meter with capacity > 0 and no loss = error; copper loss with zero reading". */
    @Test
    void lossesAreHeldAgainstTheVoltage() {
        assertTrue(finds("LOSS-BELOW-1KV", "bearsLoss", true, "highVoltage", false, "meteringMode", "LL"));
        assertFalse(finds("LOSS-BELOW-1KV", "bearsLoss", true, "highVoltage", false, "meteringMode", "HL"));
        assertTrue(finds("LOSS-MISSING", "meteringMode", "HL", "runningKva", 250, "bearsLoss", false, "hasParent", false));
        assertFalse(finds("LOSS-MISSING", "meteringMode", "HL", "runningKva", 0, "bearsLoss", false, "hasParent", false));
        assertFalse(finds("LOSS-MISSING", "meteringMode", "HL", "bearsLoss", false, "hasParent", false));
        assertTrue(finds("LOSS-COPPER-ZERO", "copperPct", 2, "kwh", 0));
        assertFalse(finds("LOSS-COPPER-ZERO", "copperPct", 2));
    }

    /** Rules C.8: contract value at least 40 % of running capacity; two-part from 315 kVA. */
    @Test
    void capacityIsHeldAgainstTheContract() {
        assertTrue(finds("CAP-CONTRACT-DEMAND", "demandMethod", "CONTRACT_DEMAND", "contractDemandKw", 399, "runningKva", 1000));
        assertFalse(finds("CAP-CONTRACT-DEMAND", "demandMethod", "CONTRACT_DEMAND", "contractDemandKw", 400, "runningKva", 1000));
        assertTrue(finds("TAR-TWO-PART", "usageClass", "COMMERCIAL", "runningKva", 315, "demandMethod", "NONE"));
        assertFalse(finds("TAR-TWO-PART", "usageClass", "AGRICULTURE", "runningKva", 315, "demandMethod", "NONE"));
        assertTrue(finds("CAP-SEAL-EXPIRED", "sealedKva", 100, "sealedFrom", LocalDate.of(2024, 6, 28)));
        assertFalse(finds("CAP-SEAL-EXPIRED", "sealedKva", 100, "sealedFrom", LocalDate.of(2024, 6, 30)));
        assertTrue(finds("ZERO-SEALED-USE", "sealedKva", 100, "installedKva", 100, "kwh", 11));
    }

    @Test
    void useAndBillsAreHeldAgainstThoseBefore() {
        assertTrue(finds("ZERO-THREE", "zeroMonths", 3, "sealedKva", 0, "installedKva", 100));
        assertTrue(finds("ZERO-THREE", "zeroMonths", 3));
        assertFalse(finds("ZERO-THREE", "zeroMonths", 3, "sealedKva", 100, "installedKva", 100));
        assertTrue(finds("BILL-RISE", "amount", 1600, "amountBefore", 500, "days", 30));
        assertFalse(finds("BILL-RISE", "amount", 1500, "amountBefore", 500, "days", 30));
        assertFalse(finds("BILL-RISE", "amount", 1600, "days", 30));
        // five registers of one decimal may differ by their rounding; 0.4 % of 10,000 is 40
        assertTrue(finds("MET-TOU-SUM", "kwh", 10_000, "touKwh", 10_046));
        assertFalse(finds("MET-TOU-SUM", "kwh", 10_000, "touKwh", 10_045));
    }

    /** Facts that a rule finds, and the nearest that it leaves alone; a rule that is not here is not shipped. */
    @Test
    void everyShippedRuleFindsWhatItIsForAndNoMore() {
        Map<String, Object[][]> tried = new HashMap<>();
        tried.put("ARC-PHONE", both(all("phoneDoubtful", true), all("phoneDoubtful", false)));
        tried.put("ARC-ADDRESS", both(all("addressEmpty", true), all("addressEmpty", false)));
        tried.put("ARC-CAPACITY", both(all("usageClass", "COMMERCIAL", "contractKva", 0), all("usageClass", "RESIDENTIAL", "contractKva", 0)));
        tried.put("ARC-INDUSTRY", both(all("usageClass", "COMMERCIAL"), all("usageClass", "COMMERCIAL", "industryCode", "C")));
        tried.put("ARC-POINT", both(all("status", "ACTIVE", "points", 0), all("status", "IN_CHANGE", "points", 0)));
        tried.put("MET-METER", both(all("calculation", "METERED", "hasMeter", false), all("calculation", "FIXED", "hasMeter", false)));
        tried.put("MET-MULTIPLIER", both(all("meteringMode", "HH", "multiplier", 1, "hasMeter", true),
                all("meteringMode", "HH", "multiplier", 1, "hasMeter", false)));
        // 10,000 x 0.996 - 5
        tried.put("MET-TOU-SUM", both(all("kwh", 10_000, "touKwh", 9_954), all("kwh", 10_000, "touKwh", 9_955)));
        tried.put("MET-ESTIMATED", both(all("estimatedMonths", 3), all("estimatedMonths", 2)));
        // 3,654 and 3,652 days before 30 June 2026
        tried.put("MET-EXPIRED", both(all("hasMeter", true, "installedOn", LocalDate.of(2016, 6, 28)),
                all("hasMeter", true, "installedOn", LocalDate.of(2016, 6, 30))));
        tried.put("TAR-NONE", both(all("status", "ACTIVE"), all("status", "ACTIVE", "tariffCode", "t")));
        tried.put("TAR-NOT-IN-FORCE", both(all("tariffOffered", false), all("tariffOffered", true)));
        tried.put("TAR-CLASS", both(all("tariffClass", "COMMERCIAL", "usageClass", "RESIDENTIAL"),
                all("tariffClass", "COMMERCIAL", "usageClass", "COMMERCIAL")));
        tried.put("TAR-RES-HV", both(all("tariffClass", "RESIDENTIAL", "highVoltage", true),
                all("tariffClass", "RESIDENTIAL", "highVoltage", false)));
        tried.put("TAR-TWO-PART", both(all("usageClass", "COMMERCIAL", "runningKva", 315, "demandMethod", "NONE"),
                all("usageClass", "COMMERCIAL", "runningKva", 314, "demandMethod", "NONE")));
        tried.put("TAR-POWER-FACTOR", both(all("usageClass", "COMMERCIAL", "runningKva", 100),
                all("usageClass", "COMMERCIAL", "runningKva", 100, "powerFactorStandard", 0.9)));
        tried.put("TAR-TOU-METER", both(all("usageClass", "COMMERCIAL", "runningKva", 100, "touMeters", 0, "meters", 1),
                all("usageClass", "COMMERCIAL", "runningKva", 100, "touMeters", 0, "meters", 0)));
        tried.put("ZERO-THREE", both(all("zeroMonths", 3), all("zeroMonths", 2)));
        tried.put("ZERO-SEALED-USE", both(all("sealedKva", 100, "installedKva", 100, "kwh", 11),
                all("sealedKva", 100, "installedKva", 100, "kwh", 10)));
        tried.put("LOSS-BELOW-1KV", both(all("bearsLoss", true, "highVoltage", false, "meteringMode", "LL"),
                all("bearsLoss", true, "highVoltage", true, "meteringMode", "HL")));
        tried.put("LOSS-MISSING", both(all("meteringMode", "HL", "runningKva", 1, "bearsLoss", false, "hasParent", false),
                all("meteringMode", "HL", "runningKva", 1, "bearsLoss", false, "hasParent", true)));
        tried.put("LOSS-HIGH-SIDE", both(all("meteringMode", "HH", "lossMethod", "TABLE"), all("meteringMode", "HH", "lossMethod", "NONE")));
        tried.put("LOSS-COPPER-ZERO", both(all("copperPct", 1, "kwh", 0), all("copperPct", 1, "kwh", 1)));
        tried.put("LOSS-LINE", both(all("linePct", 11), all("linePct", 10)));
        // 1,000 x 1.05
        tried.put("CAP-OVERLOAD", both(all("maxDemandKw", 1_051, "runningKva", 1_000), all("maxDemandKw", 1_050, "runningKva", 1_000)));
        tried.put("CAP-SEAL-EXPIRED", both(all("sealedKva", 1, "sealedFrom", LocalDate.of(2024, 6, 28)),
                all("sealedKva", 1, "sealedFrom", LocalDate.of(2024, 6, 30))));
        tried.put("CAP-CONTRACT-DEMAND", both(all("demandMethod", "CONTRACT_DEMAND", "contractDemandKw", 399, "runningKva", 1_000),
                all("demandMethod", "ACTUAL_DEMAND", "contractDemandKw", 399, "runningKva", 1_000)));
        tried.put("CAP-MISMATCH", both(all("contractKva", 1_101, "installedKva", 1_000), all("contractKva", 900, "installedKva", 1_000)));
        tried.put("BILL-USE-YEAR", both(all("kwh", 1_501, "kwhYearAgo", 300), all("kwh", 1_500, "kwhYearAgo", 300)));
        tried.put("BILL-RISE", both(all("amount", 1_501, "amountBefore", 500, "days", 30), all("amount", 1_501, "amountBefore", 500, "days", 60)));
        tried.put("BILL-FALL", both(all("amount", 200, "amountBefore", 701, "days", 30), all("amount", 200, "amountBefore", 700, "days", 30)));
        tried.put("BILL-NOTHING", both(all("kwh", 1, "amount", 0), all("kwh", 0, "amount", 0)));
        tried.put("BILL-PRICE", both(all("averagePrice", 0.91, "averagePriceBefore", 0.6, "kwh", 100, "kwhBefore", 100),
                all("averagePrice", 0.91, "averagePriceBefore", 0.6, "kwh", 99, "kwhBefore", 100)));
        tried.put("BILL-RES-LARGE", both(all("usageClass", "RESIDENTIAL", "kwh", 3_001), all("usageClass", "COMMERCIAL", "kwh", 3_001)));
        assertEquals(RuleFile.read("rules.json", shipped("audit/rules.json"), "test").stream().map(AuditRuleInfo::code)
                .collect(Collectors.toSet()), tried.keySet());
        tried.forEach((code, facts) -> {
            assertTrue(finds(code, facts[0]), code);
            assertFalse(finds(code, facts[1]), code);
        });
    }

    private static Object[] all(Object... values) {
        return values;
    }

    private static Object[][] both(Object[] found, Object[] left) {
        return new Object[][] {found, left};
    }

    @Test
    void everyFaultOfAFileIsTold() {
        byte[] bad = """
                {"rules": [
                  {"code": "lower", "nameZh": "x", "nameEn": "x", "theme": "T", "population": "account", "condition": "points = 0",
                   "window": "DAY", "severity": "LOW", "schedule": "61 * * * *", "source": "s", "sql": "DROP TABLE x"}
                ]}""".getBytes(StandardCharsets.UTF_8);
        KarawattException failure = assertThrows(KarawattException.class, () -> RuleFile.read("bad.json", bad, "test"));
        assertEquals(Set.of("rules[0].sql", "rules[0].code", "rules[0].window", "rules[0].schedule"),
                failure.faults().stream().map(fault -> fault.field()).collect(Collectors.toSet()));
        assertThrows(KarawattException.class, () -> RuleFile.read("bad.json", "{".getBytes(StandardCharsets.UTF_8), "test"));
    }

    @Test
    void theProcessOfHitsIsOneThatTheEngineTakes() {
        ProcessFile process = ProcessFile.read("audit-hit.bpmn", shipped("process/audit-hit.bpmn"));
        assertEquals(Set.of("verify", "rectify", "review"), process.tasks().keySet());
        assertEquals(Set.of("audit.close"), process.handlers());
        Set<String> limits = LimitFile.read("audit-limits.json", shipped("process/audit-limits.json")).stream().map(l -> l.code())
                .collect(Collectors.toSet());
        process.tasks().values().forEach(step -> assertTrue(limits.contains(step.limit()), step.limit()));
        assertTrue(limits.contains(process.limit()));
    }
}
