package org.karawatt.rating;

import java.util.Locale;
import java.util.Map;
import org.karawatt.kernel.trace.TraceCatalog;

/** Chinese and English texts of everything that rating explains. Thread-safe. */
public final class RatingTraceCatalog implements TraceCatalog {

    private final Map<String, LocalText> templates = Map.of();

    @Override
    public String template(String key, Locale locale) {
        LocalText template = templates.get(key);
        return template == null ? null : template.text(locale);
    }
}
