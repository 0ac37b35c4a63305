package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running distribution with the demo month of 500 customers, shared by all test classes that take it as a parameter. Starting it is
 * the greater part of their time.
 */
public final class DemoServer implements AutoCloseable {

    static final int CUSTOMERS = 500;
    static final String MONTH = "2026-01";
    static final String OFFICE = "42";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String BUSINESS = "/api/v1/business";

    private final Distribution distribution;
    private final String demoOutput;
    private PortalCustomers portal;

    private DemoServer() throws IOException, InterruptedException {
        distribution = Distribution.unpack("demo");
        Distribution.Result demo = distribution.run("demo", "--customers", "" + CUSTOMERS);
        demoOutput = demo.output();
        if (demo.code() != 0) {
            distribution.close();
        }
        assertEquals(0, demo.code(), demo::toString);
    }

    public Distribution distribution() {
        return distribution;
    }

    /** Customers of the portal, made when they are first asked for. */
    synchronized PortalCustomers portal() throws Exception {
        if (portal == null) {
            portal = new PortalCustomers(this);
        }
        return portal;
    }

    /** What the first demo printed. */
    public String demoOutput() {
        return demoOutput;
    }

    /** GET below the business layer as the administrator; the body as JSON. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = distribution.getAsAdmin(BUSINESS + path);
        assertEquals(200, answer.statusCode(), () -> path + " " + answer.body());
        return JSON.readTree(answer.body());
    }

    /** The number of an account that has a transformer of its own and pays for capacity or demand. */
    public String factory() throws IOException, InterruptedException {
        return factories().get(0);
    }

    /** Another one than {@link #factory}, for tests that must not meet what was changed there. */
    public String otherFactory() throws IOException, InterruptedException {
        return factories().get(1);
    }

    private List<String> factories() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (JsonNode bill : get("/bills?month=2026-01&limit=500").get("items")) {
            if (bill.get("tariffCode").asText().contains("two-part")) {
                found.add(bill.get("accountNo").asText());
            }
        }
        if (found.size() < 2) {
            throw new AssertionError("the demo has fewer than two accounts with a two-part tariff: " + found);
        }
        return found;
    }

    /** A request below the business layer as the administrator. */
    public HttpRequest.Builder request(String path) {
        return distribution.asAdmin(BUSINESS + path);
    }

    public HttpResponse<String> post(String path, String type, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return distribution.send(request);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        distribution.stop();
        distribution.close();
        if (portal != null) {
            portal.close();
        }
    }

    /** Gives the shared server to tests and ends it after the last one. */
    public static final class Extension implements ParameterResolver {

        /** Keeps the server in the store of the whole run, which closes it. */
        private record Holder(DemoServer server) implements AutoCloseable {
            @Override
            public void close() throws IOException, InterruptedException {
                server.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == DemoServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.create(DemoServer.class))
                    .getOrComputeIfAbsent(Holder.class, k -> start(), Holder.class).server();
        }

        private static Holder start() {
            try {
                return new Holder(new DemoServer());
            } catch (IOException e) {
                throw new IllegalStateException("the demo did not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
