package org.karawatt.rest.internal.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.CallContext;

class EventStreamTest {

    /** A connection that takes as much as the test lets it. */
    private static final class Pipe implements EventStream.Sink {
        private final StringBuilder written = new StringBuilder();
        private int takes;
        private int flushes;
        private int closes;
        private boolean broken;

        @Override
        public boolean isReady() {
            return takes > 0;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (takes-- <= 0) {
                throw new AssertionError("written without asking");
            }
            if (broken) {
                throw new IOException("connection reset");
            }
            written.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            if (takes <= 0) {
                throw new AssertionError("flushed without asking");
            }
            flushes++;
        }

        @Override
        public void close() {
            closes++;
        }
    }

    private final Pipe pipe = new Pipe();
    private final EventStream stream = new EventStream(pipe, CallContext.system(), null);

    private static byte[] message(int n) {
        return (n + ",").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsWrittenBeforeTheContainerSaysSo() {
        pipe.takes = 10;
        assertTrue(stream.offer(message(1)));
        assertEquals("", pipe.written.toString());
        stream.writable();
        assertEquals("1,", pipe.written.toString());
        assertEquals(1, pipe.flushes);
    }

    @Test
    void whatTheConnectionDoesNotTakeWaitsInOrder() {
        pipe.takes = 2;
        stream.writable();
        for (int i = 1; i <= 5; i++) {
            assertTrue(stream.offer(message(i)));
        }
        assertEquals("1,2,", pipe.written.toString());
        pipe.takes = 10;
        stream.writable();
        assertEquals("1,2,3,4,5,", pipe.written.toString());
    }

    @Test
    void aBrowserThatDoesNotKeepUpIsCutOff() {
        stream.writable();
        for (int i = 0; i < EventStream.MAX_QUEUED; i++) {
            assertTrue(stream.offer(message(i)));
        }
        assertFalse(stream.offer(message(-1)));
        assertTrue(stream.isClosed());
        assertFalse(stream.offer(message(-2)));
        assertEquals(1, pipe.closes);
    }

    @Test
    void aBrokenConnectionClosesTheStream() {
        pipe.takes = 1;
        pipe.broken = true;
        stream.writable();
        assertFalse(stream.offer(message(1)));
        assertTrue(stream.isClosed());
    }
}
