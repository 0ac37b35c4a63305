package org.karawatt.codes.internal.calc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;

/**
 * One file below {@code KARAWATT-INF/codes}: a code table and its codes. Reading is strict, so that a misspelt property is a
 * fault and not a silently missing validity.
 *
 * @param name file name, for messages
 * @param source standard or notice that the codes are taken from; may be null
 */
public record CodeFile(String name, String table, String nameZh, String nameEn, String source, List<CodeDraft> codes) {

    /** Most codes of one file. */
    public static final int MAX_CODES = 20_000;
    private static final int SHOWN_FAULTS = 10;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Layout of the file as it is written. */
    private record Raw(String table, String nameZh, String nameEn, String source, List<RawCode> codes) {
    }

    /** Layout of one code. */
    private record RawCode(String code, String parent, String nameZh, String nameEn, Integer sort, String validFrom,
            String validTo) {
    }

    /** Reads a file; anything wrong with it is {@link CodesErrors#BAD_FILE} with the name of the file and what is wrong. */
    public static CodeFile parse(String name, byte[] content) {
        Raw raw;
        try {
            raw = JSON.readValue(content, Raw.class);
        } catch (JsonProcessingException e) {
            throw bad(name, e.getOriginalMessage() + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr()));
        } catch (java.io.IOException e) {
            throw bad(name, e.getMessage());
        }
        if (raw == null) {
            throw bad(name, "empty");
        }
        Faults faults = new Faults();
        faults.text("table", raw.table(), 40).text("nameZh", raw.nameZh(), 120).text("nameEn", raw.nameEn(), 120)
                .optionalText("source", raw.source(), 300).required("codes", raw.codes());
        List<CodeDraft> codes = codes(raw, faults);
        if (!faults.isEmpty()) {
            throw bad(name, text(faults.list()));
        }
        return new CodeFile(name, raw.table(), raw.nameZh(), raw.nameEn(), raw.source(), codes);
    }

    private static List<CodeDraft> codes(Raw raw, Faults faults) {
        List<RawCode> rows = raw.codes() == null ? List.of() : raw.codes();
        if (rows.size() > MAX_CODES) {
            faults.add("codes", KernelErrors.OUT_OF_RANGE, 0, MAX_CODES);
            return List.of();
        }
        List<CodeDraft> codes = new ArrayList<>(rows.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            RawCode row = rows.get(i);
            String at = "codes[" + i + "]";
            if (row == null) {
                faults.add(at, KernelErrors.REQUIRED);
                continue;
            }
            LocalDate from = date(faults, at + ".validFrom", row.validFrom());
            LocalDate to = date(faults, at + ".validTo", row.validTo());
            CodeDraft draft = new CodeDraft(row.code(), row.parent(), row.nameZh(), row.nameEn(),
                    row.sort() == null ? i + 1 : row.sort(), from, to);
            if (row.validFrom() == null || from != null) {
                check(faults, at + ".", draft);
            }
            if (!seen.add(row.code() + '\n' + row.validFrom())) {
                faults.add(at + ".code", CodesErrors.OVERLAP, row.code());
            }
            codes.add(draft);
        }
        return codes;
    }

    /** Checks what can be seen on one code alone; the lengths are those of the table {@code codes_code}. */
    public static void check(Faults faults, String prefix, CodeDraft draft) {
        faults.text(prefix + "code", draft.code(), 40).optionalText(prefix + "parentCode", draft.parentCode(), 40)
                .text(prefix + "nameZh", draft.nameZh(), 160).text(prefix + "nameEn", draft.nameEn(), 160)
                .required(prefix + "validFrom", draft.validFrom());
        if (draft.validFrom() != null && draft.validTo() != null && !draft.validTo().isAfter(draft.validFrom())) {
            faults.add(prefix + "validTo", KernelErrors.OUT_OF_RANGE, draft.validFrom().plusDays(1), LocalDate.of(9999, 12, 31));
        }
        if (draft.code() != null && draft.code().equals(draft.parentCode())) {
            faults.add(prefix + "parentCode", CodesErrors.CODE_UNKNOWN, draft.parentCode());
        }
    }

    /** The exception that refuses a file. */
    public static KarawattException bad(String name, String why) {
        return KarawattException.invalid(CodesErrors.BAD_FILE, name, why);
    }

    /** The first faults as one line of text. */
    static String text(List<Fault> faults) {
        return faults.stream().limit(SHOWN_FAULTS).map(f -> f.field() + ": " + f.message(Locale.ENGLISH))
                .collect(Collectors.joining("; "))
                + (faults.size() > SHOWN_FAULTS ? "; and " + (faults.size() - SHOWN_FAULTS) + " more" : "");
    }

    private static LocalDate date(Faults faults, String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            faults.add(field, KernelErrors.NOT_A_DATE, text);
            return null;
        }
    }
}
