package org.karawatt.shell.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;

/** JSON of the shell; the same shapes as at the REST door. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("karawatt").addSerializer(BillingMonth.class, ToStringSerializer.instance))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    private static final JsonMapper READER = JsonMapper.builder().addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private Json() {
    }

    /**
     * The list in a file of at most {@link #MAX_BYTES}.
     *
     * @throws KarawattException INVALID (SHELL-005) with the place where the file is wrong
     */
    static <T> List<T> list(Path file, Class<T> type) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw KarawattException.invalid(ShellErrors.JSON, file, ">" + MAX_BYTES);
        }
        try {
            return READER.readValue(Files.readAllBytes(file), READER.getTypeFactory().constructCollectionType(List.class, type));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr() + " ";
            throw KarawattException.invalid(ShellErrors.JSON, file, where + e.getOriginalMessage());
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }
}
