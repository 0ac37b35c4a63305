package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Studies over the whole demo month, seen from outside. */
@ExtendWith(DemoServer.Extension.class)
class StudyIT {

    private static Map<String, JsonNode> bills(DemoServer server) throws Exception {
        Map<String, JsonNode> bills = new HashMap<>();
        server.get("/bills?month=2026-01&limit=500").get("items").forEach(bill -> bills.put(bill.get("accountNo").asText(), bill));
        assertEquals(DemoServer.CUSTOMERS, bills.size());
        return bills;
    }

    private static JsonNode run(DemoServer server, String body) throws Exception {
        HttpResponse<String> started = server.post("/studies", "application/json", body);
        assertEquals(202, started.statusCode(), started::body);
        String address = "/studies/" + DemoServer.JSON.readTree(started.body()).get("id").asText();
        Instant end = Instant.now().plusSeconds(60);
        JsonNode study = server.get(address);
        while (!study.at("/run/status").asText().equals("DONE")) {
            assertTrue(Instant.now().isBefore(end), study::toString);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            study = server.get(address);
        }
        return study;
    }

    private static JsonNode accounts(DemoServer server, JsonNode study) throws Exception {
        return server.get("/studies/" + study.at("/run/id").asText() + "/accounts?order=ACCOUNT&limit=500").get("items");
    }

    /** One way to a bill: preview, trial and bill of every account. */
    @Test
    void previewTrialAndBillAreTheSameForEveryCustomer(DemoServer server) throws Exception {
        Map<String, JsonNode> bills = bills(server);
        JsonNode trial = run(server, "{\"kind\":\"TRIAL\",\"month\":\"2026-01\",\"office\":\"42\"}");
        JsonNode accounts = accounts(server, trial);
        assertEquals(DemoServer.CUSTOMERS, accounts.size());
        for (JsonNode account : accounts) {
            String no = account.get("accountNo").asText();
            BigDecimal billed = bills.get(no).get("amount").decimalValue();
            assertEquals(0, billed.compareTo(account.get("after").decimalValue()), account::toString);
            BigDecimal preview = server.get("/bill-preview?month=2026-01&accountNo=" + no).at("/bill/amount").decimalValue();
            assertEquals(0, billed.compareTo(preview), no);
        }
        assertEquals(0, trial.at("/report/different").asInt(), trial::toString);
        assertEquals(0, trial.at("/report/failed").asInt(), trial::toString);
    }

    @Test
    void everyBillOfTheMonthIsRepeatedToTheCent(DemoServer server) throws Exception {
        JsonNode replay = run(server, "{\"kind\":\"REPLAY\",\"month\":\"2026-01\",\"office\":\"42\"}");
        assertEquals(DemoServer.CUSTOMERS, replay.at("/report/accounts").asInt(), replay::toString);
        assertEquals(0, replay.at("/report/different").asInt(), replay::toString);
        assertEquals(0, replay.at("/report/failed").asInt(), replay::toString);
        assertEquals(0, server.get("/bill-totals?month=2026-01").get("amount").decimalValue()
                .compareTo(replay.at("/report/amountAfter").decimalValue()), replay::toString);
    }

    /** A newer version of a tariff is proposed, compared with, approved, and changes nothing of what was billed. */
    @Test
    void aNewerVersionOfATariffChangesNoBill(DemoServer server) throws Exception {
        TariffPackages packages = new TariffPackages(server);
        String id = packages.propose(TariffPackages.flat("hunan-residential", "9.0.0"));
        String tariff = server.get("/tariff-packages/" + id).at("/tariffs/0/id").asText();
        JsonNode comparison = run(server, "{\"kind\":\"COMPARISON\",\"month\":\"2026-01\",\"office\":\"42\",\"fromTariff\":"
                + "\"hunan-residential\",\"toTariffId\":" + tariff + "}");
        BigDecimal expected = BigDecimal.ZERO;
        for (JsonNode bill : bills(server).values()) {
            if (bill.get("tariffCode").asText().equals("hunan-residential")) {
                expected = expected.add(bill.get("energyKwh").decimalValue().multiply(new BigDecimal("0.6")).setScale(2, RoundingMode.HALF_UP));
            }
        }
        assertEquals(0, comparison.at("/report/failed").asInt(), comparison::toString);
        assertEquals(0, expected.compareTo(comparison.at("/report/amountAfter").decimalValue()), comparison::toString);
        packages.decide(id, "approval");
        try {
            JsonNode replay = run(server, "{\"kind\":\"REPLAY\",\"month\":\"2026-01\",\"office\":\"42\"}");
            assertEquals(DemoServer.CUSTOMERS, replay.at("/report/accounts").asInt(), replay::toString);
            assertEquals(0, replay.at("/report/different").asInt(), replay::toString);
            assertEquals(0, replay.at("/report/failed").asInt(), replay::toString);
        } finally {
            packages.decide(id, "withdrawal");
        }
    }

    /** Hunan's households on Shanghai's tariff. */
    @Test
    void aComparisonAddsUpToWhatItsAccountsSay(DemoServer server) throws Exception {
        String to = null;
        for (JsonNode tariff : server.get("/tariffs?q=shanghai")) {
            to = tariff.get("tariffCode").asText().equals("shanghai-residential") ? tariff.get("id").asText() : to;
        }
        JsonNode study = run(server, "{\"kind\":\"COMPARISON\",\"month\":\"2026-01\",\"office\":\"42\",\"fromTariff\":"
                + "\"hunan-residential\",\"toTariffId\":" + to + "}");
        Map<String, JsonNode> bills = bills(server);
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal after = BigDecimal.ZERO;
        long winners = 0;
        JsonNode accounts = accounts(server, study);
        for (JsonNode account : accounts) {
            JsonNode bill = bills.get(account.get("accountNo").asText());
            assertEquals("hunan-residential", bill.get("tariffCode").asText());
            assertEquals(0, bill.get("amount").decimalValue().compareTo(account.get("before").decimalValue()));
            before = before.add(bill.get("amount").decimalValue());
            after = after.add(account.get("after").decimalValue());
            winners += account.get("difference").decimalValue().signum() < 0 ? 1 : 0;
        }
        assertTrue(accounts.size() > 10, study::toString);
        assertEquals(0, before.compareTo(study.at("/report/amountBefore").decimalValue()), study::toString);
        assertEquals(0, after.compareTo(study.at("/report/amountAfter").decimalValue()), study::toString);
        long counted = 0;
        for (JsonNode decile : study.at("/report/byDecile")) {
            counted += decile.get("winners").asLong();
        }
        assertEquals(winners, counted, study::toString);
        HttpResponse<String> csv = server.distribution().send(server.request("/studies/" + study.at("/run/id").asText() + "/accounts.csv")
                .header("Accept", "text/csv").GET());
        assertEquals(200, csv.statusCode(), csv::body);
        assertEquals(accounts.size() + 1, csv.body().lines().count());
    }

    @Test
    void theTariffOptionsOfACustomerContainHisOwn(DemoServer server) throws Exception {
        JsonNode options = server.get("/accounts/4200000004/tariff-options");
        BigDecimal billed = options.get("billed").decimalValue();
        long current = 0;
        BigDecimal last = null;
        for (JsonNode option : options.get("options")) {
            if (option.get("current").asBoolean()) {
                current++;
                assertEquals(0, billed.compareTo(option.get("total").decimalValue()), options::toString);
            }
            if (option.hasNonNull("total")) {
                BigDecimal total = option.get("total").decimalValue();
                assertTrue(last == null || last.compareTo(total) <= 0, options::toString);
                last = total;
            } else {
                assertTrue(option.hasNonNull("problem"), options::toString);
            }
        }
        assertEquals(1, current, options::toString);
    }
}
