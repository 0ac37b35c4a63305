package org.karawatt.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks the server whether it serves. */
final class Readiness {

    static final String PATH = "/api/v1/system/health";

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    /** While a server starts, configuration may still come in and make services bounce: one good answer is not enough. */
    private static final int STEADY = 8;

    private final URI uri;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    Readiness(String address) {
        this.uri = URI.create(address + PATH);
    }

    /** Whether the server answers now that it is ready. */
    boolean ready() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).GET().build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until the server is ready and stays so for two seconds; false when the deadline passes or the process ends first. */
    boolean await(Duration limit, BooleanSupplier alive) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        int good = 0;
        while (System.nanoTime() - end < 0) {
            good = ready() ? good + 1 : 0;
            if (good == STEADY) {
                return true;
            }
            if (!alive.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return false;
    }
}
