package org.karawatt.notice.http.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.notice.http.internal.config.HttpConfig;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.OutgoingNotice;

/** Notices to a real HTTP server. */
class HttpChannelTest {

    private static final OutgoingNotice NOTICE = new OutgoingNotice("kw-7", "low-balance", "13800000000", "zh", "余额不足", "可用余额 1.00 元", null,
            List.of());

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private HttpServer server;
    private int status = 202;
    private String answer = "{\"id\":\"G-1\"}";

    private record Received(String key, String authorization, JsonNode body) {
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new Received(exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    exchange.getRequestHeaders().getFirst("Authorization"), new ObjectMapper().readTree(exchange.getRequestBody())));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsUnderTheSameKeyEveryTime() {
        HttpChannel channel = new HttpChannel(config(url(), "secret"));
        assertEquals(Delivery.sent("G-1"), channel.deliver(NOTICE));
        channel.deliver(NOTICE);
        Received first = received.remove();
        assertEquals("kw-7", first.key());
        assertEquals("Bearer secret", first.authorization());
        assertEquals("13800000000", first.body().get("to").asText());
        assertEquals("可用余额 1.00 元", first.body().get("text").asText());
        assertEquals("kw-7", received.remove().key());
    }

    @Test
    void bearsAnAnswerThatIsNoJson() {
        answer = "<ok/>";
        assertEquals(Delivery.sent(null), new HttpChannel(config(url(), "")).deliver(NOTICE));
    }

    @ParameterizedTest
    @CsvSource({"500, RETRY", "503, RETRY", "429, RETRY", "408, RETRY", "401, RETRY", "302, RETRY", "400, REFUSED", "404, REFUSED", "422, REFUSED"})
    void tellsForGoodFromForNow(int code, Delivery.Outcome outcome) {
        status = code;
        assertEquals(new Delivery(outcome, null, "HTTP " + code), new HttpChannel(config(url(), "")).deliver(NOTICE));
        assertEquals(1, received.size(), "a redirect is not followed");
    }

    @Test
    void triesAgainWithoutAnAnswer() throws IOException {
        String gone = url();
        server.stop(0);
        assertEquals(Delivery.Outcome.RETRY, new HttpChannel(config(gone, "")).deliver(NOTICE).outcome());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(Delivery.Outcome.RETRY, new HttpChannel(config("http://127.0.0.1:" + silent.getLocalPort() + "/", "")).deliver(NOTICE)
                    .outcome());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1/sms", "ftp://127.0.0.1/", "sms", ""})
    void doesNotStartWithAnAddressInTheClear(String url) {
        HttpConfig config = config(url, "");
        assertThrows(IllegalArgumentException.class, () -> new HttpChannel(config));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
    }

    private static HttpConfig config(String url, String token) {
        return new HttpConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return HttpConfig.class;
            }

            @Override
            public String channel() {
                return "sms";
            }

            @Override
            public String url() {
                return url;
            }

            @Override
            public String token() {
                return token;
            }

            @Override
            public int timeout_seconds() {
                return 1;
            }
        };
    }
}
