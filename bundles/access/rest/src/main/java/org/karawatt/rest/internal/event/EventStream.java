package org.karawatt.rest.internal.event;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.karawatt.kernel.context.CallContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of one browser. Messages wait in a bounded queue and are written as far as the connection takes them without
 * blocking; a browser that does not keep up is cut off, comes back and loads its data again. Thread-safe.
 */
final class EventStream {

    static final int MAX_QUEUED = 256;
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** The connection. Writing and flushing is allowed only after {@code isReady()} was true. */
    interface Sink {
        boolean isReady();

        void write(byte[] bytes) throws IOException;

        void flush() throws IOException;

        void close();
    }

    private final Sink sink;
    private final CallContext caller;
    private final String token;
    private final Queue<byte[]> queue = new ArrayDeque<>();
    private boolean started;
    private boolean unflushed;
    private boolean closed;

    /** @param token the session; null for HTTP Basic */
    EventStream(Sink sink, CallContext caller, String token) {
        this.sink = sink;
        this.caller = caller;
        this.token = token;
    }

    String user() {
        return caller.user();
    }

    String token() {
        return token;
    }

    /** @param permission null for everybody */
    boolean mayReceive(String permission) {
        return permission == null || caller.may(permission);
    }

    /** Takes a message without blocking; false when the stream is closed, or is closed now because too much is waiting. */
    synchronized boolean offer(byte[] message) {
        if (closed) {
            return false;
        }
        if (queue.size() >= MAX_QUEUED) {
            LOG.debug("Event stream of {} does not keep up", caller.user());
            close();
            return false;
        }
        queue.add(message);
        drain();
        return !closed;
    }

    /** The connection takes more. Called by the container, the first time when the stream may begin. */
    synchronized void writable() {
        started = true;
        drain();
    }

    private void drain() {
        try {
            while (started && !closed && (unflushed || !queue.isEmpty()) && sink.isReady()) {
                byte[] next = queue.poll();
                if (next == null) {
                    unflushed = false;
                    sink.flush();
                } else {
                    unflushed = true;
                    sink.write(next);
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Event stream of {} is gone", caller.user(), e);
            close();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            queue.clear();
            sink.close();
        }
    }
}
