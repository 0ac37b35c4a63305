package org.karawatt.document.internal;

import java.awt.Color;

/** Colours of printed documents; the same accents as the console. */
final class Palette {

    static final Color ACCENT = new Color(0x0a62bd);
    static final Color INK = new Color(0x17293c);
    static final Color MUTED = new Color(0x5b6b7c);
    static final Color LINE = new Color(0xdfe5ec);
    static final Color TINT = new Color(0xf2f5f9);
    static final Color[] SHARES = {new Color(0x0a62bd), new Color(0x138a7c), new Color(0xc27803), new Color(0x7a5cc4),
        new Color(0xb4446c), new Color(0x5b6b7c)};

    private Palette() {
    }
}
