package org.karawatt.kernel.error;

import java.text.MessageFormat;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A numbered error with its text in Chinese and English. Each api bundle declares its codes in one enum that implements this.
 *
 * <p>Templates use {@link MessageFormat} placeholders; arguments are inserted as plain text, never as formatted numbers.
 */
@ConsumerType
public interface ErrorCode {

    /** Stable code such as {@code BILLING-014}. */
    String code();

    /** Message template in Chinese. */
    String zh();

    /** Message template in English. */
    String en();

    /** The message in the caller's language; every language but Chinese gets English. */
    default String message(Locale locale, Object... args) {
        String template = Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? zh() : en();
        Object[] texts = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = String.valueOf(args[i]);
        }
        return new MessageFormat(template.replace("'", "''"), Locale.ROOT).format(texts);
    }
}
