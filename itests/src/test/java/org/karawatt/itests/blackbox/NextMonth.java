package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The month after the demo's, read but not billed, for the 100 accounts of one branch that no other test looks at closely. Other tests
 * expect that people work on the demo's month, which is the month of the last billing run: {@link #close()} starts one for it again.
 */
final class NextMonth implements AutoCloseable {

    static final String MONTH = "2026-02";
    static final String OFFICE = "4203";
    static final String OFFICE_NAME = "南城供电分公司";

    private static final int ACCOUNTS = 100;
    /** What is used; whatever is not named here is a register that does not count up. */
    private static final Map<String, BigDecimal> USED = Map.of("AP_TOTAL", new BigDecimal("100"), "AP_PEAK", new BigDecimal("30"),
            "AP_VALLEY", new BigDecimal("20"), "AP_SHARP", new BigDecimal("10"), "RP_TOTAL", new BigDecimal("20"));

    private final DemoServer server;

    /** Plans the readings and sends them in. */
    NextMonth(DemoServer server) throws Exception {
        this.server = server;
        HttpResponse<String> planned = server.post("/reading-plans", "application/json",
                "{\"month\":\"" + MONTH + "\",\"office\":\"" + OFFICE + "\"}");
        assertEquals(2, planned.statusCode() / 100, planned::body);
        List<String> list = server.distribution().send(server.request("/reading-plans/export?month=" + MONTH + "&office=" + OFFICE)
                .header("Accept", "text/csv").GET()).body().lines().toList();
        List<String> head = List.of(list.get(0).replace("\uFEFF", "").split(","));
        StringBuilder csv = new StringBuilder("meter_no,register,read_on,value\n");
        for (String line : list.subList(1, list.size())) {
            String[] cells = line.split(",");
            String register = cells[head.indexOf("register")];
            BigDecimal last = new BigDecimal(cells[head.indexOf("last_value")]);
            csv.append(cells[head.indexOf("meter_no")]).append(',').append(register).append(',').append(cells[head.indexOf("read_on")])
                    .append(',').append(last.add(USED.getOrDefault(register, BigDecimal.ZERO)).toPlainString()).append('\n');
        }
        HttpResponse<String> imported = server.post("/reading-imports?month=" + MONTH + "&fileName=next-month.csv", "text/csv", csv.toString());
        assertEquals(2, imported.statusCode() / 100, imported::body);
        assertEquals(list.size() - 1, DemoServer.JSON.readTree(imported.body()).get("rowsOk").asInt(), imported::body);
        assertEquals(ACCOUNTS, accounts());
    }

    /** How many accounts a run for it has to bill. */
    int accounts() throws Exception {
        return server.get("/accounts?office=" + OFFICE + "&limit=1").get("total").asInt();
    }

    /** Its bills: number, energy and amount. */
    JsonNode totals() throws Exception {
        return server.get("/bill-totals?month=" + MONTH + "&office=" + OFFICE);
    }

    @Override
    public void close() throws Exception {
        HttpResponse<String> started = server.post("/runs", "application/json", "{\"kind\":\"billing\",\"params\":{\"month\":\""
                + DemoServer.MONTH + "\",\"office\":\"" + DemoServer.OFFICE + "\"}}");
        assertEquals(202, started.statusCode(), started::body);
        String address = "/runs/" + DemoServer.JSON.readTree(started.body()).get("id").asText();
        Instant end = Instant.now().plusSeconds(60);
        while (!server.get(address).get("status").asText().equals("DONE")) {
            assertTrue(Instant.now().isBefore(end), "the run for the demo's month does not end");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
