package org.karawatt.rating;

import java.util.Locale;
import java.util.Objects;

/**
 * A name in the two languages of the product. Immutable.
 *
 * @param zh Chinese, never null
 * @param en English, never null
 */
public record LocalText(String zh, String en) {

    public LocalText {
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }

    /** Chinese for a Chinese locale, English for every other. */
    public String text(Locale locale) {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? zh : en;
    }
}
