package org.karawatt.knowledge.internal.calc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.KnowledgeErrors;
import org.karawatt.knowledge.api.Topic;

/** Reads a file of articles. Pure. */
public final class ArticleFile {

    /** Largest file that is read. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private ArticleFile() {
    }

    /** The articles of a file by their codes; INVALID with all its faults. */
    public static Map<String, ArticleDraft> read(String name, byte[] bytes) {
        Faults faults = new Faults();
        Map<String, ArticleDraft> articles = new LinkedHashMap<>();
        try {
            for (JsonNode node : new ObjectMapper().readTree(bytes).path("articles")) {
                String code = node.path("code").asText("");
                ArticleDraft draft = draft(node);
                Drafts.check(faults, code, draft);
                if (articles.put(code, draft) != null) {
                    faults.add(code, KnowledgeErrors.BAD_FILE, name, code + " twice");
                }
            }
        } catch (IOException e) {
            throw KarawattException.invalid(KnowledgeErrors.BAD_FILE, name, "not JSON");
        }
        if (articles.isEmpty()) {
            faults.add("articles", KnowledgeErrors.BAD_FILE, name, "no articles");
        }
        faults.throwIfAny();
        return articles;
    }

    private static ArticleDraft draft(JsonNode node) {
        Topic topic = Arrays.stream(Topic.values())
                .filter(each -> each.name().equals(node.path("topic").asText())).findFirst().orElse(null);
        return new ArticleDraft(topic, node.path("openToAll").asBoolean(), node.path("titleZh").asText(null),
                node.path("titleEn").asText(null), lines(node.path("bodyZh")), lines(node.path("bodyEn")), node.path("source").asText(null));
    }

    /** A body is an array of lines, which is easier to read in a file. */
    private static String lines(JsonNode body) {
        return StreamSupport.stream(body.spliterator(), false).map(JsonNode::asText).collect(Collectors.joining("\n"));
    }
}
