package org.karawatt.notice.internal.calc;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.karawatt.kernel.error.Faults;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.api.Placeholder;
import org.karawatt.notice.api.TemplateDraft;

/**
 * A template with its values. Deliberately without conditions and loops: what a lawful notice says can then be read off its template.
 * Values are text that is put in once and never read as a template again.
 */
public final class Rendering {

    private static final Pattern MARK = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9]{0,39})\\s*}}");
    private static final int MAX_TEXT = 500;
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_DIGITS = 18;

    private Rendering() {
    }

    /** Names of the placeholders in a text. */
    public static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = MARK.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Whether there are braces that are no placeholder. */
    public static boolean isBroken(String text) {
        String rest = MARK.matcher(text).replaceAll("");
        return rest.contains("{{") || rest.contains("}}");
    }

    /** What is missing or wrong among the values that the template declares; values that it does not know are wrong too. */
    public static Faults check(TemplateDraft template, Map<String, String> values) {
        Faults faults = new Faults();
        Map<String, Placeholder> declared = new HashMap<>();
        List<Placeholder> placeholders = template.placeholders() == null ? List.of() : template.placeholders();
        placeholders.forEach(each -> declared.put(each.name(), each));
        for (Placeholder each : placeholders) {
            String value = values.get(each.name());
            if (value == null || value.isBlank()) {
                faults.add("values." + each.name(), NoticeErrors.VALUE_MISSING, each.name());
            } else if (formatted(each.type(), value, "zh") == null) {
                faults.add("values." + each.name(), NoticeErrors.BAD_VALUE, each.name(), value);
            }
        }
        values.keySet().stream().filter(name -> !declared.containsKey(name)).sorted()
                .forEach(name -> faults.add("values." + name, NoticeErrors.UNKNOWN_PLACEHOLDER, name));
        return faults;
    }

    /**
     * The text in a language.
     *
     * @param values of declared and standard placeholders; one that is missing or wrong is in the exception
     */
    public static NoticeText render(TemplateDraft template, String language, Map<String, String> values) {
        String spoken = template.texts().containsKey(language) ? language : "zh";
        NoticeText text = template.texts().get(spoken);
        Faults faults = new Faults();
        Map<String, String> written = new HashMap<>();
        Set<String> used = names(text.subject() + text.text() + (text.html() == null ? "" : text.html()));
        for (String name : used) {
            String value = values.get(name);
            String formatted = value == null || value.isBlank() ? null : formatted(type(template, name), value, spoken);
            if (formatted == null) {
                faults.add("values." + name, value == null || value.isBlank() ? NoticeErrors.VALUE_MISSING : NoticeErrors.BAD_VALUE, name,
                        String.valueOf(value));
            }
            written.put(name, formatted);
        }
        faults.throwIfAny();
        String subject = put(text.subject(), written, false).replaceAll("[\\p{Cntrl}]+", " ");
        return new NoticeText(subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) : subject,
                put(text.text(), written, false), text.html() == null ? null : put(text.html(), written, true));
    }

    private static Placeholder.Type type(TemplateDraft template, String name) {
        return Stream.ofNullable(template.placeholders()).flatMap(List::stream).filter(each -> each.name().equals(name)).findFirst()
                .or(() -> TemplateFile.STANDARD.stream().filter(each -> each.name().equals(name)).findFirst())
                .map(Placeholder::type).orElse(Placeholder.Type.TEXT);
    }

    private static String put(String text, Map<String, String> written, boolean html) {
        return MARK.matcher(text).replaceAll(found -> {
            String value = written.get(found.group(1));
            return Matcher.quoteReplacement(html ? escaped(value) : value);
        });
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** A value as it is written in the language; null when it is none of its type. */
    private static String formatted(Placeholder.Type type, String value, String language) {
        boolean zh = "zh".equals(language);
        try {
            return switch (type) {
                case TEXT -> value.length() > MAX_TEXT || value.chars().anyMatch(Character::isISOControl) ? null : value;
                case MONEY -> zh ? number(value, "#,##0.00", 2) + " 元" : "CNY " + number(value, "#,##0.00", 2);
                case ENERGY -> number(value, "#,##0.####", 4) + (zh ? " 千瓦时" : " kWh");
                case NUMBER -> number(value, "#,##0.####", 4);
                case DATE -> LocalDate.parse(value).format(format(zh, ""));
                case DATE_TIME -> LocalDateTime.parse(value).format(format(zh, " HH:mm"));
            };
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static DateTimeFormatter format(boolean zh, String time) {
        return DateTimeFormatter.ofPattern((zh ? "yyyy年M月d日" : "d MMMM yyyy") + time, Locale.ENGLISH);
    }

    private static String number(String value, String pattern, int scale) {
        BigDecimal number = new BigDecimal(value);
        if (number.scale() > scale || number.precision() > MAX_DIGITS || number.scale() < -MAX_DIGITS) {
            throw new NumberFormatException(value);
        }
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
