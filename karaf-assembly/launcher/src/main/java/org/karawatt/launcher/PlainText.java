package org.karawatt.launcher;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Drops the colour sequences (ESC [ ... letter) that the console writes, for output that is not a terminal. */
final class PlainText extends FilterOutputStream {

    private static final int ESCAPE = 0x1b;

    private enum State { TEXT, ESCAPED, SEQUENCE }

    private State state = State.TEXT;

    PlainText(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        switch (state) {
            case TEXT -> {
                if (b == ESCAPE) {
                    state = State.ESCAPED;
                } else {
                    out.write(b);
                }
            }
            case ESCAPED -> state = b == '[' ? State.SEQUENCE : State.TEXT;
            case SEQUENCE -> {
                if (b >= '@' && b <= '~') {
                    state = State.TEXT;
                }
            }
        }
    }

    /** What the remote side sent in one piece is shown at once. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
        flush();
    }
}
