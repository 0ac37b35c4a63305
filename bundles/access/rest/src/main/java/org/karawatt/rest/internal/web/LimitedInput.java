package org.karawatt.rest.internal.web;

import java.io.IOException;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.karawatt.rest.api.RestErrors;
import org.karawatt.rest.api.RestException;

/** A request whose body may not grow beyond a limit, whatever its Content-Length says. */
final class LimitedInput extends HttpServletRequestWrapper {

    private final long max;

    LimitedInput(HttpServletRequest request, long max) {
        super(request);
        this.max = max;
    }

    static RestException tooLarge(long max) {
        return new RestException(413, RestErrors.BODY_TOO_LARGE, max);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Counting(super.getInputStream(), max);
    }

    /** Throws once. Afterwards it is at its end, because CXF drains what is left before it writes the answer. */
    private static final class Counting extends ServletInputStream {

        private final ServletInputStream in;
        private final long max;
        private long read;
        private boolean refused;

        private Counting(ServletInputStream in, long max) {
            this.in = in;
            this.max = max;
        }

        private int count(int n) throws IOException {
            read += Math.max(0, n);
            if (read > max && !refused) {
                refused = true;
                Unread.discard(in);
                throw tooLarge(max);
            }
            return n;
        }

        @Override
        public int read() throws IOException {
            int b = refused ? -1 : in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return refused ? -1 : count(in.read(bytes, offset, length));
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
