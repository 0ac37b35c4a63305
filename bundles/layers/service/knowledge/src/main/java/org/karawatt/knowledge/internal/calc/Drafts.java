package org.karawatt.knowledge.internal.calc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.KnowledgeErrors;

/** Checks drafts of articles. Pure. */
public final class Drafts {

    private static final int MAX_TITLE = 160;
    private static final int MAX_BODY = 50_000;
    private static final int MAX_SOURCE = 400;

    private Drafts() {
    }

    /** Adds what is wrong with a draft. */
    public static void check(Faults faults, String code, ArticleDraft draft) {
        if (code == null || !code.matches("[a-z][a-z0-9-]{0,39}")) {
            faults.add("code", KnowledgeErrors.BAD_CODE);
        }
        faults.required("topic", draft.topic()).text("titleZh", draft.titleZh(), MAX_TITLE).text("titleEn", draft.titleEn(), MAX_TITLE)
                .optionalText("source", draft.source(), MAX_SOURCE);
        body(faults, "bodyZh", draft.bodyZh());
        body(faults, "bodyEn", draft.bodyEn());
    }

    private static void body(Faults faults, String field, String body) {
        if (body == null || body.isBlank()) {
            faults.add(field, KernelErrors.REQUIRED);
        } else {
            faults.optionalText(field, body.replace('\n', ' '), MAX_BODY);
        }
    }

    /** The draft with its texts as they are kept: lines end with a line feed. */
    public static ArticleDraft tidy(ArticleDraft draft) {
        return new ArticleDraft(draft.topic(), draft.openToAll(), strip(draft.titleZh()), strip(draft.titleEn()), strip(draft.bodyZh()),
                strip(draft.bodyEn()), strip(draft.source()));
    }

    private static String strip(String text) {
        return text == null ? null : text.replace("\r\n", "\n").strip();
    }

    /** SHA-256 over all that a reader sees. */
    public static String hash(ArticleDraft draft) {
        String all = String.join("\u0000", draft.topic().name(), Boolean.toString(draft.openToAll()), draft.titleZh(), draft.titleEn(),
                draft.bodyZh(), draft.bodyEn(), Objects.toString(draft.source(), ""));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
