package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo month, seen from outside. */
@ExtendWith(DemoServer.Extension.class)
class MonthIT {

    @Test
    void theDemoPrintsWhatCameOut(DemoServer server) {
        String output = server.demoOutput();
        assertTrue(output.contains("kWh RESIDENTIAL"), output);
        assertTrue(output.contains("CNY ENERGY"), output);
        assertTrue(output.contains("http://127.0.0.1:"), output);
        assertFalse(output.contains("DOES NOT HOLD"), output);
    }

    @Test
    void theDemoOnExistingDataChangesNothing(DemoServer server) throws Exception {
        long before = server.get("/bills?limit=1").get("total").asLong();
        Distribution.Result again = server.distribution().run("demo");
        assertEquals(0, again.code(), again::toString);
        assertTrue(again.output().contains("nothing was changed"), again::toString);
        assertEquals(before, server.get("/bills?limit=1").get("total").asLong());
    }

    @Test
    void everyAccountIsBilledOnceAndTheProofHolds(DemoServer server) throws Exception {
        Set<String> accounts = new HashSet<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int offset = 0; offset < DemoServer.CUSTOMERS; offset += 100) {
            for (JsonNode bill : server.get("/bills?month=2026-01&limit=100&offset=" + offset).get("items")) {
                assertTrue(accounts.add(bill.get("accountNo").asText()), () -> "billed twice: " + bill);
                sum = sum.add(bill.get("amount").decimalValue());
            }
        }
        assertEquals(DemoServer.CUSTOMERS, accounts.size());
        JsonNode totals = server.get("/bill-totals?month=2026-01&office=42");
        assertEquals(0, sum.compareTo(totals.get("amount").decimalValue()), () -> totals.toString());
        assertEquals(totals, server.get("/bill-totals?month=2026-01"), "without an office it is all that the caller sees");
        JsonNode proof = server.get("/ledger/proof?month=2026-01&office=42");
        for (JsonNode check : proof.get("checks")) {
            assertTrue(check.get("holds").asBoolean(), () -> check.toString());
        }
    }

    /** The monthly tiers of Hunan by the surcharge method (rules C.4): computed here from the reading alone. */
    @Test
    void aBillFollowsFromItsReading(DemoServer server) throws Exception {
        String accountNo = "4200000004";
        JsonNode view = server.get("/accounts/" + accountNo + "/view");
        assertEquals("hunan-residential", view.get("assignments").get(0).get("tariffCode").asText(), () -> view.toString());
        BigDecimal kwh = view.get("readings").get(0).get("quantity").decimalValue();
        assertTrue(view.get("assignments").get(0).path("householdPeople").isMissingNode(), "a plain household");
        BigDecimal second = kwh.min(new BigDecimal(450)).subtract(new BigDecimal(180)).max(BigDecimal.ZERO);
        BigDecimal third = kwh.subtract(new BigDecimal(450)).max(BigDecimal.ZERO);
        BigDecimal expected = cent(kwh.multiply(new BigDecimal("0.588"))).add(cent(second.multiply(new BigDecimal("0.05"))))
                .add(cent(third.multiply(new BigDecimal("0.30"))));
        assertEquals(0, expected.compareTo(view.get("bills").get(0).get("amount").decimalValue()),
                () -> kwh + " kWh: expected " + expected + ", billed " + view.get("bills").get(0).get("amount"));
    }

    @Test
    void everyKindOfBillExplainsItselfPrintsAndRepeats(DemoServer server) throws Exception {
        for (int number = 1; number <= 9; number++) {
            String account = String.format("42%08d", number);
            String billNo = server.get("/bills?accountNo=" + account).get("items").get(0).get("billNo").asText();
            JsonNode bill = server.get("/bills/" + billNo);
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode line : bill.get("lines")) {
                sum = sum.add(line.get("amount").decimalValue());
            }
            assertEquals(0, sum.compareTo(bill.get("amount").decimalValue()), () -> bill.toString());
            String zh = server.get("/bills/" + billNo + "/explanation?lang=zh").get("steps").toString();
            String en = server.get("/bills/" + billNo + "/explanation?lang=en").get("steps").toString();
            assertTrue(zh.contains("千瓦时") && zh.contains("元"), zh);
            assertTrue(en.contains("kWh") && en.contains("Account"), en);
            for (String language : new String[] {"zh", "en"}) {
                HttpResponse<String> pdf = server.distribution().send(server.request("/bills/" + billNo + "/document?lang=" + language)
                        .header("Accept", "application/pdf").GET());
                assertEquals(200, pdf.statusCode(), pdf::body);
                assertTrue(pdf.body().startsWith("%PDF-"), pdf::body);
            }
            HttpResponse<String> replay = server.post("/bills/" + billNo + "/replay", "application/json", "");
            assertEquals(200, replay.statusCode(), replay::body);
            assertEquals(0, DemoServer.JSON.readTree(replay.body()).get("differences").size(), replay::body);
        }
    }

    @Test
    void billingAMonthAgainHasNoEffect(DemoServer server) throws Exception {
        Distribution.Result run = server.distribution().client("business:bill-run-start", "--office", "42", "--wait", "2026-01");
        assertEquals(0, run.code(), run::toString);
        assertEquals(DemoServer.CUSTOMERS, server.get("/bills?month=2026-01&limit=1").get("total").asInt());
    }

    @Test
    void aPaymentIsBookedOncePerKey(DemoServer server) throws Exception {
        String body = "{\"accountNo\":\"4200000010\",\"amount\":12.34,\"channel\":\"010\",\"reference\":\"counter-1\"}";
        HttpResponse<String> first = server.post("/payments", "application/json", body, "Idempotency-Key", "month-it-0001");
        assertEquals(201, first.statusCode(), first::body);
        HttpResponse<String> again = server.post("/payments", "application/json", body, "Idempotency-Key", "month-it-0001");
        assertEquals(201, again.statusCode(), again::body);
        assertEquals(DemoServer.JSON.readTree(first.body()).get("id"), DemoServer.JSON.readTree(again.body()).get("id"));
        HttpResponse<String> other = server.post("/payments", "application/json", body.replace("12.34", "12.35"), "Idempotency-Key", "month-it-0001");
        assertEquals(409, other.statusCode(), other::body);
        HttpResponse<String> none = server.post("/payments", "application/json", body);
        assertEquals(422, none.statusCode(), none::body);
    }

    @Test
    void theAuditTrailIsUnbroken(DemoServer server) throws Exception {
        Distribution.Result verified = server.distribution().client("karawatt:audit-verify");
        assertEquals(0, verified.code(), verified::toString);
    }

    @Test
    void commandsSpeakJsonAndTellFailureByTheirExitCode(DemoServer server) throws Exception {
        Distribution.Result offices = server.distribution().client("business:offices", "--json");
        assertEquals(0, offices.code(), offices::toString);
        assertTrue(DemoServer.JSON.readTree(offices.output()).size() > 4, offices::toString);
        Distribution.Result unknown = server.distribution().client("business:bill-show", "202601-9999999999");
        assertTrue(unknown.code() != 0, unknown::toString);
        assertTrue(unknown.output().contains("BILLING-001"), unknown::toString);
    }

    @Test
    void theApiDescribesItself(DemoServer server) throws IOException, InterruptedException {
        HttpResponse<String> openApi = server.distribution().getAsAdmin("/api/v1/openapi.json");
        assertEquals(200, openApi.statusCode(), openApi::body);
        JsonNode paths = DemoServer.JSON.readTree(openApi.body().getBytes(StandardCharsets.UTF_8)).get("paths");
        assertTrue(paths.size() > 30, () -> "paths " + paths.size());
    }

    private static BigDecimal cent(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
