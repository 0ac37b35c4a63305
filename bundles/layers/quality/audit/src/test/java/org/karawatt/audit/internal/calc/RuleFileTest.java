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
