package org.karawatt.notice.internal.calc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.api.Placeholder;
import org.karawatt.notice.api.TemplateDraft;

/** Templates as files and as rows. */
public final class TemplateFile {

    /** Largest file. */
    public static final int MAX_BYTES = 200_000;

    /** What every template may use without declaring it. */
    public static final List<Placeholder> STANDARD = List.of(new Placeholder("customerName", Placeholder.Type.TEXT),
            new Placeholder("accountNo", Placeholder.Type.TEXT), new Placeholder("address", Placeholder.Type.TEXT),
            new Placeholder("arrears", Placeholder.Type.MONEY));

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    private static final List<String> LANGUAGES = List.of("zh", "en");
    private static final int MAX_PLACEHOLDERS = 40;
    private static final int MAX_CHANNELS = 8;

    private TemplateFile() {
    }

    /** The content of a file; everything that is wrong with it is in the exception. */
    public static TemplateDraft read(String name, byte[] bytes) {
        TemplateDraft draft = parse(name, new String(bytes, StandardCharsets.UTF_8));
        check(draft).throwIfAny();
        return draft;
    }

    private static TemplateDraft parse(String name, String text) {
        try {
            TemplateDraft draft = JSON.readValue(text, TemplateDraft.class);
            if (draft == null) {
                throw KarawattException.invalid(NoticeErrors.BAD_TEMPLATE, name, "null");
            }
            return draft;
        } catch (JsonProcessingException e) {
            throw KarawattException.invalid(NoticeErrors.BAD_TEMPLATE, name, e.getOriginalMessage());
        }
    }

    /** The content of a row. */
    public static TemplateDraft stored(String content) {
        return parse("row", content);
    }

    /** The same text for the same content. */
    public static String write(TemplateDraft d) {
        try {
            return JSON.writeValueAsString(new TemplateDraft(d.code(), d.nameZh(), d.nameEn(), d.basis(), d.rule(), d.channels(),
                    d.placeholders() == null ? List.of() : d.placeholders(), new TreeMap<>(d.texts())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SHA-256 in hexadecimal. */
    public static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with a template. */
    public static Faults check(TemplateDraft d) {
        Faults faults = new Faults().text("code", d.code(), 60).text("nameZh", d.nameZh(), 120).text("nameEn", d.nameEn(), 120)
                .optionalText("rule", d.rule(), 200).required("basis", d.basis());
        if (d.code() != null && !d.code().matches("[a-z][a-z0-9-]*")) {
            faults.add("code", NoticeErrors.BAD_VALUE, "code", d.code());
        }
        if (d.channels() == null || d.channels().isEmpty() || d.channels().size() > MAX_CHANNELS) {
            faults.add("channels", KernelErrors.OUT_OF_RANGE, 1, MAX_CHANNELS);
        } else {
            d.channels().stream().filter(channel -> channel == null || !channel.matches("[a-z][a-z0-9-]{0,19}"))
                    .forEach(channel -> faults.add("channels", NoticeErrors.BAD_VALUE, "channels", channel));
        }
        Set<String> known = placeholders(d, faults);
        for (String language : LANGUAGES) {
            NoticeText text = d.texts() == null ? null : d.texts().get(language);
            if (text == null) {
                faults.add("texts." + language, KernelErrors.REQUIRED);
            } else {
                faults.text("texts." + language + ".subject", text.subject(), 160);
                text(faults, "texts." + language + ".subject", text.subject(), known, 160);
                faults.required("texts." + language + ".text", text.text());
                text(faults, "texts." + language + ".text", text.text(), known, 20_000);
                text(faults, "texts." + language + ".html", text.html(), known, 40_000);
            }
        }
        return faults;
    }

    private static Set<String> placeholders(TemplateDraft d, Faults faults) {
        Set<String> known = new HashSet<>();
        STANDARD.forEach(each -> known.add(each.name()));
        List<Placeholder> declared = d.placeholders() == null ? List.of() : d.placeholders();
        if (declared.size() > MAX_PLACEHOLDERS) {
            faults.add("placeholders", KernelErrors.OUT_OF_RANGE, 0, MAX_PLACEHOLDERS);
        }
        for (int i = 0; i < declared.size(); i++) {
            Placeholder each = declared.get(i);
            if (each == null || each.type() == null || each.name() == null || !each.name().matches("[A-Za-z][A-Za-z0-9]{0,39}")
                    || !known.add(each.name())) {
                faults.add("placeholders[" + i + "]", NoticeErrors.BAD_VALUE, "placeholders", each == null ? null : each.name());
            }
        }
        return known;
    }

    private static void text(Faults faults, String field, String text, Set<String> known, int most) {
        if (text == null) {
            return;
        }
        if (text.length() > most) {
            faults.add(field, KernelErrors.TOO_LONG, most);
        }
        if (Rendering.isBroken(text)) {
            faults.add(field, NoticeErrors.BAD_VALUE, field, "{{");
        }
        Rendering.names(text).stream().filter(name -> !known.contains(name))
                .forEach(name -> faults.add(field, NoticeErrors.UNKNOWN_PLACEHOLDER, name));
    }
}
