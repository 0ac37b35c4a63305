package org.karawatt.service.shell.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.KnowledgeErrors;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.shell.api.KarawattCommand;

/** Write an article from a file. */
@Service
@Command(scope = "service", name = "article-draft", description = "Write the draft of an article from a JSON file")
public class ArticleDraftCommand extends KarawattCommand {

    private static final long MOST_BYTES = 1_048_576;

    @Argument(index = 0, name = "code", required = true, description = "Code of the article")
    String code;

    @Argument(index = 1, name = "file", required = true,
            description = "JSON with topic, openToAll, titleZh, titleEn, bodyZh, bodyEn and source")
    String file;

    @Override
    protected void run() throws Exception {
        Path path = Path.of(file);
        if (Files.size(path) > MOST_BYTES) {
            throw KarawattException.invalid(KnowledgeErrors.BAD_FILE, file, "more than " + MOST_BYTES + " bytes");
        }
        ArticleDraft draft;
        try {
            draft = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(Files.readAllBytes(path), ArticleDraft.class);
        } catch (JsonProcessingException e) {
            throw KarawattException.invalid(KnowledgeErrors.BAD_FILE, file, e.getOriginalMessage());
        }
        show(List.of(service(KnowledgeService.class).draft(caller(), code, draft)), Tables.articles());
    }
}
