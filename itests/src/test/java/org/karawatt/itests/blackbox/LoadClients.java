package org.karawatt.itests.blackbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that read all modules in turn, pay a small amount again and again, and take one instrument after the other into stock. A refused
 * payment is repeated with the same key until it is booked; a refused instrument with the same number, so that one which was taken in
 * although its request was refused shows as a conflict. What must not happen is collected as a failure.
 */
final class LoadClients implements AutoCloseable {

    private static final BigDecimal AMOUNT = new BigDecimal("0.01");
    private static final int READERS = 2;
    private static final int WRITERS = 2;
    private static final int MOST_PAYMENTS = 5000;
    private static final int MOST_ASSETS = 3000;

    private final DemoServer server;
    private final Map<String, String> addresses;
    private final String payer;
    private final ExecutorService threads = Executors.newFixedThreadPool(READERS + WRITERS);
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger payments = new AtomicInteger();
    private final AtomicInteger assets = new AtomicInteger();
    private final String run;
    private volatile Set<String> moving = Set.of();
    private volatile boolean stopped;
    private volatile boolean abandoned;

    /**
     * Starts them.
     *
     * @param run tells the writes of these clients from those of others
     */
    LoadClients(DemoServer server, Map<String, String> addresses, String payer, String run) {
        this.run = run;
        this.server = server;
        this.addresses = addresses;
        this.payer = payer;
        for (int i = 0; i < READERS; i++) {
            threads.execute(this::read);
        }
        threads.execute(this::pay);
        threads.execute(this::takeIn);
    }

    /** From now on these modules may say that they are away. */
    void begin(Set<String> modules) {
        moving = modules;
    }

    /** Nothing moves any more. Answers of requests that began before are judged by the set of then. */
    void end() {
        moving = Set.of();
    }

    List<String> failures() {
        return new ArrayList<>(failures).subList(0, Math.min(20, failures.size()));
    }

    int payments() {
        return payments.get();
    }

    /** What the references of the payments begin with. */
    String reference() {
        return run + "-";
    }

    int assets() {
        return assets.get();
    }

    /** What the numbers of the instruments begin with. */
    String assetPrefix() {
        return run.toUpperCase(Locale.ROOT) + "-";
    }

    /** A meter to be taken into stock. */
    static String asset(String number) {
        return asset(number, "42");
    }

    static String asset(String number, String officeCode) {
        return "{\"assetNo\":\"" + number + "\",\"kind\":\"METER\",\"model\":\"DDZY-1\",\"accuracy\":\"2.0\",\"integerDigits\":6,"
                + "\"decimalDigits\":2,\"officeCode\":\"" + officeCode + "\"}";
    }

    BigDecimal paid() {
        return AMOUNT.multiply(BigDecimal.valueOf(payments.get()));
    }

    private void read() {
        while (!stopped) {
            for (Map.Entry<String, String> address : addresses.entrySet()) {
                Set<String> allowed = moving;
                judge(address.getKey(), allowed, send(server.request(address.getValue()).GET()));
            }
        }
    }

    private void pay() {
        for (int number = 1; !stopped && number <= MOST_PAYMENTS; number++) {
            String reference = reference() + number;
            write("payments", "{\"accountNo\":\"" + payer + "\",\"amount\":" + AMOUNT + ",\"channel\":\"010\",\"reference\":\"" + reference + "\"}",
                    "load-" + reference);
            payments.incrementAndGet();
        }
    }

    private void takeIn() {
        for (int number = 1; !stopped && number <= MOST_ASSETS; number++) {
            write("asset", asset(assetPrefix() + number), null);
            assets.incrementAndGet();
        }
    }

    /** Posts until the module has taken it. */
    private void write(String module, String body, String key) {
        String path = module.equals("asset") ? "/assets" : "/payments";
        HttpResponse<String> answer;
        do {
            Set<String> allowed = moving;
            HttpRequest.Builder request = server.request(path).header("Content-Type", "application/json");
            answer = send((key == null ? request : request.header("Idempotency-Key", key)).POST(HttpRequest.BodyPublishers.ofString(body)));
            judge(module, allowed, answer);
        } while ((answer == null || answer.statusCode() == 503) && !abandoned);
    }

    private void judge(String module, Set<String> allowed, HttpResponse<String> answer) {
        if (answer == null) {
            failures.add(module + ": no answer");
        } else if (answer.statusCode() == 503) {
            // a module that has just come back may need a moment more than the one that moved
            if (!allowed.contains(module) && !moving.contains(module)) {
                failures.add(module + ": away though it does not depend on " + allowed + " " + answer.body());
            } else if (answer.headers().firstValue("Retry-After").isEmpty()) {
                failures.add(module + ": 503 without Retry-After");
            }
        } else if (answer.statusCode() != 200 && answer.statusCode() != 201) {
            failures.add(module + ": " + answer.statusCode() + " " + answer.body() + server.distribution().incident(answer.body()));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return server.distribution().send(request);
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Lets the clients finish what they have begun. */
    void stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            failures.add("a client did not end");
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        abandoned = true;
        threads.shutdownNow();
    }
}
