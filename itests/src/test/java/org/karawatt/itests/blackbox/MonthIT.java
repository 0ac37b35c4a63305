package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo month, seen from outside. */
@ExtendWith(DemoServer.Extension.class)
class MonthIT {

    private static final String ON_TIME = "2026-02-09";
    private static final String LATE = "2026-03-10";
    /** The account of the bank line that belongs to nobody. */
    private static final String STRANGER = "4299999999";

    /** The right column of the demo's table by the left one. */
    private static Map<String, String> table(DemoServer server) {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = Pattern.compile("^(\\S.*?) {2,}(\\S.*)$", Pattern.MULTILINE)
                .matcher(server.demoOutput().substring(server.demoOutput().indexOf("Demo utility")));
        while (row.find()) {
            assertNull(rows.put(row.group(1), row.group(2)), () -> "twice: " + row.group(1));
        }
        return rows;
    }

    private static BigDecimal number(Map<String, String> table, String name) {
        String text = table.get(name);
        assertNotNull(text, () -> name + " of " + table);
        return new BigDecimal(text.replace(",", ""));
    }

    private static void same(BigDecimal expected, Map<String, String> table, String name) {
        assertEquals(0, expected.compareTo(number(table, name)), () -> name + ": expected " + expected + ", printed " + table.get(name));
    }

    /** Every figure against the bills, one by one, and the bank's own file. */
    @Test
    void theDemoPrintsWhatCameOut(DemoServer server) throws Exception {
        Map<String, String> table = table(server);
        assertEquals(DemoServer.MONTH, table.get("Month"));
        same(BigDecimal.valueOf(DemoServer.CUSTOMERS), table, "Accounts");
        same(BigDecimal.valueOf(DemoServer.CUSTOMERS), table, "Bills");
        same(BigDecimal.ZERO, table, "Accounts parked");
        same(new BigDecimal(2), table, "Bad rows in the reading file");
        same(BigDecimal.valueOf(server.get("/reading-exceptions?month=2026-01&limit=1").get("total").asLong()), table,
                "Readings held for a decision");
        BigDecimal registers = BigDecimal.ZERO;
        for (JsonNode plan : server.get("/reading-plans?month=2026-01&limit=500").get("items")) {
            registers = registers.add(plan.get("registers").decimalValue());
        }
        same(registers, table, "Registers read");

        Map<String, BigDecimal> kwh = new TreeMap<>();
        Map<String, BigDecimal> yuan = new TreeMap<>();
        for (JsonNode bill : bills(server)) {
            kwh.merge("kWh " + bill.get("usageClass").asText(), bill.get("energyKwh").decimalValue(), BigDecimal::add);
            for (JsonNode line : server.get("/bills/" + bill.get("billNo").asText()).get("lines")) {
                yuan.merge("CNY " + line.get("component").asText(), line.get("amount").decimalValue(), BigDecimal::add);
            }
        }
        assertEquals(Set.of("kWh AGRICULTURE", "kWh COMMERCIAL", "kWh RESIDENTIAL"), kwh.keySet());
        assertEquals(Set.of("CNY CAPACITY", "CNY DEMAND", "CNY ENERGY", "CNY FUND", "CNY POWER_FACTOR"), yuan.keySet());
        kwh.forEach((name, sum) -> same(cent(sum), table, name));
        yuan.forEach((name, sum) -> same(sum, table, name));
        BigDecimal billed = yuan.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        same(billed, table, "CNY billed");

        BigDecimal paid = number(table, "CNY paid through the bank");
        assertTrue(paid.signum() > 0 && paid.compareTo(billed) < 0, () -> "paid " + paid + " of " + billed);
        same(bankFile(server).stream().filter(row -> !row[1].equals(STRANGER)).map(row -> new BigDecimal(row[2]))
                .reduce(BigDecimal.ZERO, BigDecimal::add), table, "CNY paid through the bank");
        same(BigDecimal.ONE, table, "Bank lines to be looked at");
        // what came late went to the late fee first, so that a little more is open than was not paid
        BigDecimal open = number(table, "CNY open");
        BigDecimal fees = BigDecimal.ZERO;
        for (String[] row : bankFile(server)) {
            if (row[3].equals(LATE)) {
                for (JsonNode payment : server.get("/payments?accountNo=" + row[1]).get("items")) {
                    // other tests pay at the counter
                    fees = payment.get("reference").asText().startsWith("B2026") ? fees.add(payment.get("lateFee").decimalValue()) : fees;
                }
            }
        }
        assertTrue(fees.signum() > 0, "late payers pay a late fee");
        assertEquals(0, billed.subtract(paid).add(fees).compareTo(open), () -> "open " + open + " of " + billed + " with " + paid + " paid");

        List<String> proofs = table.keySet().stream().filter(name -> name.startsWith("Proof ")).toList();
        List<String> checks = new ArrayList<>();
        server.get("/ledger/proof?month=2026-01&office=42").get("checks").forEach(c -> checks.add("Proof " + c.get("name").asText()));
        assertEquals(checks, proofs);
        assertTrue(proofs.size() > 8, proofs::toString);
        proofs.forEach(name -> assertEquals("holds", table.get(name), name));

        List<String> seconds = table.keySet().stream().filter(name -> name.startsWith("Seconds ")).toList();
        assertTrue(seconds.containsAll(List.of("Seconds customers", "Seconds reading-plan", "Seconds reading-import", "Seconds billing",
                "Seconds payments", "Seconds in all")), seconds::toString);
        BigDecimal steps = seconds.stream().filter(name -> !name.equals("Seconds in all")).map(name -> number(table, name))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertTrue(steps.signum() > 0 && steps.compareTo(number(table, "Seconds in all").add(BigDecimal.ONE)) < 0, table::toString);
        assertTrue(server.demoOutput().contains("Web console: " + server.distribution().address() + "/"), server::demoOutput);
    }

    @Test
    void theDemoShowsHowFarEachStepIs(DemoServer server) {
        for (String step : List.of("customers", "plan", "readings", "bills")) {
            assertTrue(Pattern.compile("^" + step + " 100%  ([\\d,]+)/\\1 ", Pattern.MULTILINE).matcher(server.demoOutput()).find(),
                    () -> step + " in " + server.demoOutput());
        }
    }

    /** Each day of the bank's file against what was booked; the one line that is nobody's is what they differ by. */
    @Test
    void theBankAndTheLedgerAgree(DemoServer server) throws Exception {
        Map<String, String> table = table(server);
        for (String day : List.of(ON_TIME, LATE)) {
            List<String[]> lines = bankFile(server).stream().filter(row -> row[3].equals(day)).toList();
            BigDecimal file = lines.stream().map(row -> new BigDecimal(row[2])).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal booked = lines.stream().filter(row -> !row[1].equals(STRANGER)).map(row -> new BigDecimal(row[2]))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            JsonNode found = server.get("/reconciliation?date=" + day);
            assertEquals(1, found.get("files").asInt(), found::toString);
            assertEquals(0, file.compareTo(found.get("fileAmount").decimalValue()), () -> file + " " + found);
            assertEquals(0, booked.compareTo(found.get("bookedAmount").decimalValue()), () -> booked + " " + found);
            long strangers = lines.stream().filter(row -> row[1].equals(STRANGER)).count();
            assertEquals(strangers, found.get("linesOpen").asLong(), found::toString);
            assertEquals(lines.size() - strangers, found.get("linesBooked").asLong(), found::toString);
            assertEquals(strangers == 0, found.get("agrees").asBoolean(), found::toString);
            same(file, table, "CNY in bank files of " + day);
            same(booked, table, "CNY booked from files of " + day);
        }
        assertEquals("88.00 on 1 line(s) to be looked at", table.get("Reconciliation of " + ON_TIME));
        assertEquals("agrees", table.get("Reconciliation of " + LATE));
    }

    /** Rows of the bank file that the demo left behind: reference, account, amount, day. */
    private static List<String[]> bankFile(DemoServer server) throws IOException {
        return Files.readAllLines(server.distribution().home().resolve("data/demo/bank-2026-01.csv")).stream().skip(1)
                .map(line -> line.split(",")).toList();
    }

    private static List<JsonNode> bills(DemoServer server) throws IOException, InterruptedException {
        List<JsonNode> bills = new ArrayList<>();
        for (int offset = 0; offset < DemoServer.CUSTOMERS; offset += 100) {
            server.get("/bills?month=2026-01&limit=100&offset=" + offset).get("items").forEach(bills::add);
        }
        return bills;
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
        for (JsonNode bill : bills(server)) {
            assertTrue(accounts.add(bill.get("accountNo").asText()), () -> "billed twice: " + bill);
            sum = sum.add(bill.get("amount").decimalValue());
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

    /** Zhejiang's yearly tiers with peak and valley (rules C.4): the first month of the year stays in the first tier of 2,760 kWh. */
    @Test
    void aBillWithTimeOfUseFollowsFromItsReadings(DemoServer server) throws Exception {
        JsonNode view = server.get("/accounts/4200000002/view");
        assertEquals("zhejiang-residential-tou", view.at("/assignments/0/tariffCode").asText(), view::toString);
        Map<String, BigDecimal> read = quantities(view);
        assertTrue(read.get("AP_TOTAL").compareTo(new BigDecimal(2760)) < 0, read::toString);
        assertEquals(0, read.get("AP_TOTAL").compareTo(read.get("AP_PEAK").add(read.get("AP_VALLEY"))), read::toString);
        billed(view, cent(read.get("AP_PEAK").multiply(new BigDecimal("0.568")))
                .add(cent(read.get("AP_VALLEY").multiply(new BigDecimal("0.288")))));
    }

    /**
     * Hubei's sheet of January 2026, two-part, 1-10 kV (rules C.10): the printed prices contain the funds of 0.0452, which stand outside
     * the power factor adjustment (C.9). One account pays for its capacity, the other for its contract demand (C.8).
     */
    @Test
    void aTwoPartBillFollowsFromItsReadings(DemoServer server) throws Exception {
        JsonNode byCapacity = server.get("/accounts/4200000008/view");
        assertEquals("CAPACITY", byCapacity.at("/assignments/0/demandMethod").asText(), byCapacity::toString);
        twoPart(byCapacity, cent(byCapacity.at("/transformers/0/capacityKva").decimalValue().multiply(new BigDecimal("26.3"))));

        JsonNode byDemand = server.get("/accounts/4200000009/view");
        assertEquals("CONTRACT_DEMAND", byDemand.at("/assignments/0/demandMethod").asText(), byDemand::toString);
        Map<String, BigDecimal> read = quantities(byDemand);
        BigDecimal contract = byDemand.at("/assignments/0/contractDemandKw").decimalValue();
        BigDecimal limit = contract.multiply(new BigDecimal("1.05"));
        BigDecimal chargeable = read.get("MD").compareTo(limit) <= 0 ? contract
                : limit.add(read.get("MD").subtract(limit).multiply(new BigDecimal(2)));
        boolean wellUsed = read.get("AP_TOTAL").compareTo(byDemand.at("/transformers/0/capacityKva").decimalValue()
                .multiply(new BigDecimal(260))) >= 0;
        twoPart(byDemand, cent(chargeable.multiply(new BigDecimal(wellUsed ? "37.8" : "42"))));
    }

    private static void twoPart(JsonNode view, BigDecimal capacityOrDemand) {
        assertEquals("hubei-commercial-two-part-10kv-tou", view.at("/assignments/0/tariffCode").asText(), view::toString);
        Map<String, BigDecimal> read = quantities(view);
        BigDecimal total = read.get("AP_TOTAL");
        BigDecimal flat = total.subtract(read.get("AP_SHARP")).subtract(read.get("AP_PEAK")).subtract(read.get("AP_VALLEY"));
        BigDecimal base = capacityOrDemand.add(withoutFunds(read.get("AP_SHARP"), "1.049999")).add(withoutFunds(read.get("AP_PEAK"), "0.848961"))
                .add(withoutFunds(flat, "0.651886")).add(withoutFunds(read.get("AP_VALLEY"), "0.432924"));
        BigDecimal adjustment = cent(base.multiply(percent090(powerFactor(total, read.get("RP_TOTAL")))).movePointLeft(2));
        BigDecimal funds = cent(total.multiply(new BigDecimal("0.02"))).add(cent(total.multiply(new BigDecimal("0.0062"))))
                .add(cent(total.multiply(new BigDecimal("0.019"))));
        billed(view, base.add(adjustment).add(funds));
    }

    private static BigDecimal withoutFunds(BigDecimal kwh, String printed) {
        return cent(kwh.multiply(new BigDecimal(printed).subtract(new BigDecimal("0.0452"))));
    }

    /** In hundredths. */
    private static int powerFactor(BigDecimal active, BigDecimal reactive) {
        return new BigDecimal(active.doubleValue() / Math.hypot(active.doubleValue(), reactive.doubleValue()))
                .setScale(2, RoundingMode.HALF_UP).movePointRight(2).intValueExact();
    }

    /** The table of 1983 for the standard 0.90, as far as the demo's customers come: 0.5 a step down to 0.70, -0.15 a step up to 0.95. */
    private static BigDecimal percent090(int hundredths) {
        assertTrue(hundredths >= 70, () -> "power factor " + hundredths);
        return hundredths <= 90 ? new BigDecimal("0.5").multiply(BigDecimal.valueOf(90 - hundredths))
                : new BigDecimal("-0.15").multiply(BigDecimal.valueOf(Math.min(hundredths, 95) - 90));
    }

    private static Map<String, BigDecimal> quantities(JsonNode view) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        view.get("readings").forEach(r -> assertNull(quantities.put(r.get("kind").asText(), r.get("quantity").decimalValue()), view::toString));
        return quantities;
    }

    private static void billed(JsonNode view, BigDecimal expected) {
        assertEquals(0, expected.compareTo(view.at("/bills/0/amount").decimalValue()),
                () -> "expected " + expected + ", billed " + view.at("/bills/0/amount") + " for " + view.get("readings"));
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
