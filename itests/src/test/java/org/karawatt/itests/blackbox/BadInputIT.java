package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong requests: a clear error with a code in the caller's language, nothing half written, no stack trace. */
@ExtendWith(DemoServer.Extension.class)
class BadInputIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /accounts/9999999999              |                                   | 404 | CUSTOMER-001
            GET  | /bills/202601-9999999999          |                                   | 404 | BILLING-001
            GET  | /bills/nonsense                   |                                   | 404 | BILLING-001
            GET  | /bills?month=2026-13              |                                   | 422 | KERNEL-014
            GET  | /bills?limit=100000               |                                   | 422 | KERNEL-006
            GET  | /runs/999999999                   |                                   | 404 | RUN-002
            GET  | /nothing-here                     |                                   | 404 | REST-001
            POST | /offices                          | {"code": 1                        | 400 | REST-003
            POST | /offices                          | {"surprise": 1}                   | 422 | REST-014
            POST | /runs                             | {"kind":"nonsense","params":{}}   | 404 | RUN-001
            POST | /runs                             | {"kind":"billing","params":{"month":"2026-01","office":"nowhere"}} | 404 | CODES-001
            GET  | /studies/999999999                |                                   | 404 | BILLING-030
            GET  | /studies/999999999/accounts.csv   |                                   | 404 | BILLING-030
            GET  | /studies?kind=GUESS               |                                   | 422 | BILLING-031
            POST | /studies                          | {"kind":"TRIAL","month":"2026-13","office":"42"} | 422 | KERNEL-014
            POST | /studies                          | {"kind":"TRIAL","month":"2026-01","office":"nowhere"} | 404 | CODES-001
            POST | /studies                          | {"kind":"COMPARISON","month":"2026-01","office":"42"} | 422 | KERNEL-002
            POST | /studies                          | {"kind":"COMPARISON","month":"2026-01","office":"42","toTariffId":1} | 404 | TARIFF-001
            GET  | /accounts/9999999999/tariff-options |                                 | 404 | CUSTOMER-001
            GET  | /accounts/4200000004/tariff-options?months=99 |                        | 422 | KERNEL-006
            PUT  | /openings/9999999999              | {"asOf":"2025-12","kwh":1}        | 404 | CUSTOMER-001
            PUT  | /openings/4200000012              | {"asOf":"2025-13","kwh":1}        | 422 | KERNEL-014
            GET  | /tariff-assignments               |                                   | 422 | KERNEL-002
            POST | /tariff-assignments               | {"accountNo":"4200000012","tariffCode":"hunan-residential","validFrom":"soon"} | 422 | KERNEL-005
            POST | /tariff-assignments               | {"accountNo":"9999999999","tariffCode":"hunan-residential","validFrom":"2026-12-01"} | 404 | CUSTOMER-001
            POST | /point-rules                      | {"pointNo":"nowhere","validFrom":"2026-12-01","calculation":"METERED"} | 404 | METERING-005
            POST | /budget-plans                     | {"accountNo":"nowhere","startMonth":"2026-12","instalment":1} | 404 | LEDGER-004
            POST | /budget-plans                     | {"accountNo":"nowhere","startMonth":"soon"} | 422 | KERNEL-014
            POST | /sharing-groups                   | {"groupNo":"B","name":"b","pointNo":"nowhere","method":"FIXED"} | 404 | METERING-005
            POST | /sharing-groups/nowhere/members   | {"accountNo":"1","price":0,"validFrom":"2026-12-01"} | 404 | METERING-040
            POST | /transformers/nowhere/states      | {"state":"SUSPENDED","from":"2026-12-01"} | 404 | EQUIPMENT-005
            POST | /load-curves                      | [{"pointNo":"nowhere","day":"2026-12-01","channel":"DRAWN","values":[1]}] | 422 | METERING-030
            GET  | /load-curves?account=4200000012&from=2026-12-01 |                     | 422 | KERNEL-002
            POST | /market-prices                    | [{"market":"SPOT","day":"2026-12-01","prices":[1]}] | 422 | TARIFF-024
            POST | /price-calls                      | {"tariffCode":"nothing","period":"PEAK","from":"2099-01-01T18:00","to":"2099-01-01T20:00"} | 404 | TARIFF-001
            POST | /price-calls/999999999/withdrawal | {}                                | 404 | TARIFF-029
            POST | /bill-holds/999999999/release     | {"reason":"seen"}                 | 404 | BILLING-039
            POST | /bill-holds/999999999/release     | {"reason":""}                     | 422 | KERNEL-002
            POST | /bill-corrections/999999999/approval | {"note":"seen"}                | 404 | BILLING-057
            POST | /bill-corrections/999999999/rejection | {"note":""}                   | 422 | KERNEL-002
            GET  | /bill-corrections/links/202601-0099999999 |                           | 404 | BILLING-001
            DELETE | /offices                        |                                   | 405 | REST-002
            """)
    void isAProblemWithACode(String method, String path, String body, int status, String code, DemoServer server) throws Exception {
        HttpResponse<String> answer = server.distribution().send(server.request(path).header("Content-Type", "application/json")
                .header("Accept-Language", "zh-CN")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
        assertEquals(status, answer.statusCode(), answer::body);
        JsonNode problem = DemoServer.JSON.readTree(answer.body());
        assertEquals(code, problem.get("code").asText(), answer::body);
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json"), answer::body);
        assertTrue(problem.get("title").asText().codePoints().anyMatch(c -> c > 0x2e80), () -> "not Chinese: " + answer.body());
        assertFalse(answer.body().contains("\tat ") || answer.body().contains("Exception"), answer::body);
    }

    @Test
    void allFaultsOfAnInputComeAtOnce(DemoServer server) throws Exception {
        HttpResponse<String> answer = server.post("/customers", "application/json",
                "{\"kind\":\"NOBODY\",\"name\":\"\",\"language\":\"xx\",\"importance\":\"\",\"officeCode\":\"\"}");
        assertEquals(422, answer.statusCode(), answer::body);
        assertTrue(DemoServer.JSON.readTree(answer.body()).get("faults").size() >= 4, answer::body);
    }

    /** Nobody overwrites what he has not seen. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /offices   | code       | {"code":"42ETAG","parentCode":"42","kind":"HALL","nameZh":"前","nameEn":"Before","validFrom":"2026-01-01"}
            /customers | customerNo | {"kind":"PERSON","name":"Before","language":"zh","importance":"NORMAL","officeCode":"42"}
            """)
    void aChangeNeedsTheTagOfWhatWasSeen(String path, String key, String body, DemoServer server) throws Exception {
        HttpResponse<String> created = server.post(path, "application/json", body);
        assertEquals(201, created.statusCode(), created::body);
        String own = path + "/" + DemoServer.JSON.readTree(created.body()).get(key).asText();
        String seen = tag(created);
        String changed = body.replace("Before", "After");
        refused(428, "REST-007", put(server, own, changed, null));
        refused(412, "KERNEL-009", put(server, own, changed, "\"999\""));
        refused(412, "KERNEL-009", put(server, own, changed, "nonsense"));
        HttpResponse<String> done = put(server, own, changed, seen);
        assertEquals(200, done.statusCode(), done::body);
        assertNotEquals(seen, tag(done));
        refused(412, "KERNEL-009", put(server, own, body, seen));
        HttpResponse<String> now = server.distribution().send(server.request(own).GET());
        assertEquals(tag(done), tag(now));
        assertTrue(now.body().contains("After") && !now.body().contains("Before"), now::body);
    }

    private static HttpResponse<String> put(DemoServer server, String path, String body, String tag) throws Exception {
        HttpRequest.Builder request = server.request(path).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        return server.distribution().send(tag == null ? request : request.header("If-Match", tag));
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow(() -> new AssertionError("no ETag: " + answer.body()));
    }

    private static void refused(int status, String code, HttpResponse<String> answer) throws Exception {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(code, DemoServer.JSON.readTree(answer.body()).get("code").asText(), answer::body);
    }

    @Test
    void noWrongAndForeignLoginsAreRefused(DemoServer server) throws Exception {
        Distribution distribution = server.distribution();
        String path = "/api/v1/business/offices";
        assertEquals(401, distribution.get(path).statusCode());
        assertEquals(401, distribution.send(distribution.as("admin", "wrong", path).GET()).statusCode());
        assertEquals(401, distribution.send(HttpRequest.newBuilder(distribution.uri(path)).header("Authorization", "Bearer abc").GET()).statusCode());
    }

    @ParameterizedTest
    @CsvSource({"/cxf/api/v1/business/offices", "/cxf", "/api/../api/v1/business/offices", "/console/../api/v1/business/offices",
        "/%61pi/v1/business/offices", "/console/%2e%2e/api/v1/business/offices", "//api/v1/business/offices", "/api/v1/business/offices;x=y"})
    void thereIsNoWayRoundTheLogin(String path, DemoServer server) throws Exception {
        HttpResponse<String> answer = server.distribution().send(HttpRequest.newBuilder(URI.create(server.distribution().address() + path)).GET());
        assertFalse(answer.body().contains("\"path\""), () -> path + " " + answer.body());
        assertTrue(answer.statusCode() >= 300, () -> path + " " + answer.statusCode());
    }

    @Test
    void aTooLargeBodyIsRefused(DemoServer server) throws Exception {
        char[] large = new char[2_000_000];
        Arrays.fill(large, 'x');
        HttpResponse<String> answer = server.post("/offices", "application/json", "{\"code\":\"" + new String(large) + "\"}");
        assertEquals(413, answer.statusCode(), answer::body);
    }

    /** Good rows go in, bad ones are named with line, column and reason. */
    @Test
    void aReadingFileIsCheckedRowByRow(DemoServer server) throws Exception {
        String csv = """
                meter_no,register,read_on,value
                420000000011,AP_TOTAL,2026-03-01,999.00
                420000000012,AP_TOTAL,2026-03-01,abc
                420000000013,AP_TOTAL,2026-03-01,-5
                429999999999,AP_TOTAL,2026-03-01,5
                420000000014,AP_TOTAL,31/03/2026,5
                420000000015,NOTHING,2026-03-01,5
                420000000011,AP_TOTAL,2026-03-01,999.00
                """;
        HttpResponse<String> answer = server.post("/reading-imports?month=2026-02&fileName=bad.csv", "text/csv", csv);
        assertEquals(201, answer.statusCode(), answer::body);
        JsonNode report = DemoServer.JSON.readTree(answer.body());
        assertEquals(7, report.get("rowsTotal").asInt(), answer::body);
        assertEquals(6, report.get("rowsBad").asInt(), answer::body);
        assertEquals("3 value", fault(report, 0), answer::body);
        assertEquals("5 meter_no", fault(report, 2), answer::body);
        HttpResponse<String> again = server.post("/reading-imports?month=2026-02&fileName=again.csv", "text/csv", csv);
        assertTrue(DemoServer.JSON.readTree(again.body()).get("repeated").asBoolean(), again::body);
    }

    @Test
    void aFileInAWrongEncodingOrWithoutAColumnIsRefusedAsAWhole(DemoServer server) throws Exception {
        byte[] gbk = "meter_no,register,read_on,value\n表,AP_TOTAL,2026-03-01,1\n".getBytes(Charset.forName("GBK"));
        HttpResponse<String> answer = server.distribution().send(server.request("/reading-imports?month=2026-02&fileName=gbk.csv")
                .header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofByteArray(gbk)));
        assertEquals(422, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("READING-001"), answer::body);
        HttpResponse<String> column = server.post("/reading-imports?month=2026-02&fileName=column.csv", "text/csv", "meter_no,register,value\n1,2,3\n");
        assertEquals(422, column.statusCode(), column::body);
        assertTrue(column.body().contains("READING-002"), column::body);
    }

    private static String fault(JsonNode report, int index) {
        JsonNode fault = report.get("faults").get(index);
        return fault.get("line").asInt() + " " + fault.get("column").asText();
    }
}
