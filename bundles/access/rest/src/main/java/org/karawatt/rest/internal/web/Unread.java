package org.karawatt.rest.internal.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletRequest;

/**
 * The part of a body that nobody wants any more. A connection that is closed while the client is still sending is reset, and the client
 * often never sees why it was refused; so the rest is taken in and thrown away, within bounds.
 */
final class Unread {

    private static final long MOST = 64L << 20;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private Unread() {
    }

    /** Takes in what is left of the body. A client that waits to be asked for it is not asked. */
    static void discard(HttpServletRequest request) {
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody && request.getHeader("Expect") == null) {
            try {
                discard(request.getInputStream());
            } catch (IOException | IllegalStateException e) {
                // the client has gone, or somebody reads the body as text: there is nobody, or nothing, to be told
                return;
            }
        }
    }

    static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 15];
        long end = System.nanoTime() + LONGEST;
        int n = 0;
        for (long left = MOST; left > 0 && n >= 0 && System.nanoTime() - end < 0; left -= n) {
            n = in.read(buffer);
        }
    }
}
