package org.karawatt.service.shell.internal.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeTemplateService;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.shell.api.KarawattCommand;

/** Store a new version of a template from a file and take it into use. */
@Service
@Command(scope = "service", name = "notice-template-save", description = "Store a new version of a template from a JSON file and take it into use")
public class NoticeTemplateSaveCommand extends KarawattCommand {

    private static final long MOST_BYTES = 200_000;

    @Argument(index = 0, name = "file", required = true,
            description = "JSON with code, nameZh, nameEn, basis, rule, channels, placeholders and texts")
    String file;

    @Override
    protected void run() throws Exception {
        Path path = Path.of(file);
        if (Files.size(path) > MOST_BYTES) {
            throw KarawattException.invalid(NoticeErrors.BAD_TEMPLATE, file, "more than " + MOST_BYTES + " bytes");
        }
        TemplateDraft draft;
        try {
            draft = new ObjectMapper().readValue(Files.readAllBytes(path), TemplateDraft.class);
        } catch (JsonProcessingException e) {
            throw KarawattException.invalid(NoticeErrors.BAD_TEMPLATE, file, e.getOriginalMessage());
        }
        if (draft == null) {
            throw KarawattException.invalid(NoticeErrors.BAD_TEMPLATE, file, "null");
        }
        show(List.of(service(NoticeTemplateService.class).save(caller(), draft)), Tables.templates());
    }
}
