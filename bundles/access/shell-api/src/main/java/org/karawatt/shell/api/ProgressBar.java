package org.karawatt.shell.api;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Shows how far a long work is. On a terminal one line is redrawn at most ten times a second; in a script a plain line is printed
 * for every tenth of the work, or one at the end when the amount is not known. Not thread-safe.
 */
public final class ProgressBar implements AutoCloseable {

    private static final int CELLS = 30;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final String label;
    private final long total;
    private final LongSupplier nanos;
    private final long started;
    private long drawnAt;
    private long done;
    private int lastTenth = -1;
    private int lastLength;
    private boolean closed;

    /**
     * @param out where to print; null prints nothing
     * @param terminal whether the line can be redrawn
     * @param total amount of work; 0 when there is nothing to do, negative when nobody knows
     */
    public ProgressBar(PrintStream out, boolean terminal, String label, long total) {
        this(out, terminal, label, total, System::nanoTime);
    }

    ProgressBar(PrintStream out, boolean terminal, String label, long total, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.label = label;
        this.total = total;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.drawnAt = started - REDRAW_NANOS;
    }

    /** Says how much of the work is done by now. */
    public void update(long now) {
        done = Math.max(0, isUnknown() ? now : Math.min(total, now));
        if (out == null || closed) {
            return;
        }
        long time = nanos.getAsLong();
        if (terminal) {
            if (time - drawnAt >= REDRAW_NANOS) {
                drawnAt = time;
                redraw(time);
            }
        } else if (!isUnknown() && percent() / 10 > lastTenth) {
            lastTenth = percent() / 10;
            out.println(text(time));
            // the console of a remote command buffers: a line that comes with the last one tells nothing
            out.flush();
        }
    }

    /** Draws the last state and ends the line. */
    @Override
    public void close() {
        if (closed || out == null) {
            return;
        }
        closed = true;
        if (terminal) {
            redraw(nanos.getAsLong());
            out.println();
        } else if (isUnknown()) {
            out.println(text(nanos.getAsLong()));
        }
        out.flush();
    }

    private void redraw(long time) {
        String text = text(time);
        int length = Table.width(text);
        out.print("\r" + text + " ".repeat(Math.max(0, lastLength - length)));
        out.flush();
        lastLength = length;
    }

    private boolean isUnknown() {
        return total < 0;
    }

    private int percent() {
        return total == 0 ? 100 : (int) (done * 100 / total);
    }

    private String text(long time) {
        long seconds = (time - started) / 1_000_000_000L;
        if (isUnknown()) {
            return "%s %,d  %s".formatted(label, done, clock(seconds));
        }
        int full = percent() * CELLS / 100;
        String left = done > 0 && done < total && seconds > 0 ? ", " + clock(seconds * (total - done) / done) + " left" : "";
        String bar = terminal ? " [" + "#".repeat(full) + ".".repeat(CELLS - full) + "]" : "";
        return "%s%s %3d%%  %,d/%,d  %s%s".formatted(label, bar, percent(), done, total, clock(seconds), left);
    }

    private static String clock(long seconds) {
        return seconds < 3600 ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
