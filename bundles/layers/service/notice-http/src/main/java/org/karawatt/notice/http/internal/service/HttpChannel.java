package org.karawatt.notice.http.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.karawatt.notice.http.internal.config.HttpConfig;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Posts notices as JSON to a gateway. The message id goes along as {@code Idempotency-Key}, so that a gateway can tell a repeat. 2xx is sent;
 * 408, 409, 425, 429, a refused login, a redirect, 5xx and no answer in time are tried again; every other answer refuses the notice for
 * good. Files are left out. Thread-safe.
 */
@Component(configurationPid = HttpConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpConfig.class, factory = true)
public final class HttpChannel implements NoticeChannel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ANSWER = 4_096;
    private static final int SERVER_FAULT = 500;
    private static final Set<Integer> AGAIN = Set.of(401, 403, 407, 408, 409, 425, 429);

    private final String name;
    private final URI address;
    private final String token;
    private final Duration timeout;
    private final HttpClient client;

    @Activate
    public HttpChannel(HttpConfig config) {
        if (config.channel() == null || !config.channel().matches("[a-z][a-z0-9-]{0,19}")) {
            throw new IllegalArgumentException("org.karawatt.notice.http: channel is missing or no name");
        }
        this.name = config.channel();
        this.address = address(config.url());
        this.token = config.token();
        this.timeout = Duration.ofSeconds(Math.max(1, Math.min(60, config.timeout_seconds())));
        this.client = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1).build();
    }

    private static URI address(String url) {
        URI address = URI.create(String.valueOf(url));
        if ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && isHere(address.getHost())) {
            return address;
        }
        throw new IllegalArgumentException("org.karawatt.notice.http: url must begin with https://");
    }

    private static boolean isHere(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("org.karawatt.notice.http: unknown host " + host, e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(OutgoingNotice notice) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout).header("Content-Type", "application/json")
                    .header("Idempotency-Key", notice.messageId()).POST(HttpRequest.BodyPublishers.ofString(body(notice)));
            if (!token.isBlank()) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                return delivery(answer.statusCode(), new String(in.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Delivery.retry(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.retry("interrupted");
        }
    }

    private static String body(OutgoingNotice notice) throws JsonProcessingException {
        ObjectNode body = JSON.createObjectNode().put("id", notice.messageId()).put("kind", notice.kind()).put("to", notice.address())
                .put("language", notice.language()).put("subject", notice.subject()).put("text", notice.text());
        return JSON.writeValueAsString(body);
    }

    private static Delivery delivery(int status, String body) {
        if (status / 100 == 2) {
            return Delivery.sent(reference(body));
        }
        String detail = "HTTP " + status;
        return status >= SERVER_FAULT || status / 100 == 3 || AGAIN.contains(status) ? Delivery.retry(detail) : Delivery.refused(detail);
    }

    /** What the gateway calls the notice, where it answers with {@code {"id": ...}}. */
    private static String reference(String body) {
        try {
            JsonNode id = JSON.readTree(body).get("id");
            return id == null || id.isContainerNode() ? null : id.asText();
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
