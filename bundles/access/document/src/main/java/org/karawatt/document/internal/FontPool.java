package org.karawatt.document.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Parsed fonts to be used by one thread at a time: parsing costs far more than a bill, and a parsed font must not be shared by
 * threads. The pool never holds more fonts than bills were rendered at once, and at most {@link #MOST}.
 */
final class FontPool implements AutoCloseable {

    private static final int MOST = 8;
    private static final String FONT = "/fonts/NotoSansSC-Regular.ttf";

    private final ConcurrentLinkedQueue<TrueTypeFont> idle = new ConcurrentLinkedQueue<>();
    private final AtomicReference<byte[]> bytes = new AtomicReference<>();

    TrueTypeFont take() throws IOException {
        TrueTypeFont font = idle.poll();
        return font != null ? font : new TTFParser().parse(new RandomAccessReadBuffer(load()));
    }

    void giveBack(TrueTypeFont font) throws IOException {
        if (idle.size() < MOST) {
            idle.add(font);
        } else {
            font.close();
        }
    }

    private byte[] load() throws IOException {
        byte[] present = bytes.get();
        if (present == null) {
            try (InputStream in = FontPool.class.getResourceAsStream(FONT)) {
                present = in.readAllBytes();
            }
            bytes.set(present);
        }
        return present;
    }

    @Override
    public void close() throws IOException {
        for (TrueTypeFont font = idle.poll(); font != null; font = idle.poll()) {
            font.close();
        }
    }
}
