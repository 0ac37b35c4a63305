package org.karawatt.rating.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that remembers the line it stands on and keeps numbers as they were written, so that a fault can be pointed at and a
 * decimal keeps its scale. Bounded in depth and in the length of texts and numbers.
 */
public final class JsonValue {

    /** What the value is. */
    public enum Kind { OBJECT, ARRAY, TEXT, NUMBER, BOOLEAN, NULL }

    /** The one factory of this bundle; thread-safe. */
    public static final JsonFactory FACTORY = ((JsonFactoryBuilder) JsonFactory.builder())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64).maxNumberLength(200).maxStringLength(20_000).maxNameLength(200).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Kind kind;
    private final int line;
    private final String text;
    private final Map<String, JsonValue> fields;
    private final List<JsonValue> items;

    private JsonValue(Kind kind, int line, String text, Map<String, JsonValue> fields, List<JsonValue> items) {
        this.kind = kind;
        this.line = line;
        this.text = text;
        this.fields = fields;
        this.items = items;
    }

    /** The bytes are not JSON, or exceed the bounds. */
    public static final class BadJson extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        BadJson(int line, String reason, Throwable cause) {
            super(reason, cause);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    /** Parses exactly one value. */
    public static JsonValue parse(byte[] json) throws BadJson {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new BadJson(1, "empty", null);
            }
            JsonValue value = read(parser);
            if (parser.nextToken() != null) {
                throw new BadJson(parser.currentTokenLocation().getLineNr(), "more after the end", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadJson(line, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadJson(0, String.valueOf(e.getMessage()), e);
        }
    }

    private static JsonValue read(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        switch (parser.currentToken()) {
            case START_OBJECT:
                Map<String, JsonValue> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, read(parser));
                }
                return new JsonValue(Kind.OBJECT, line, null, fields, List.of());
            case START_ARRAY:
                List<JsonValue> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                return new JsonValue(Kind.ARRAY, line, null, Map.of(), items);
            case VALUE_STRING:
                return new JsonValue(Kind.TEXT, line, parser.getText(), Map.of(), List.of());
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return new JsonValue(Kind.NUMBER, line, parser.getText(), Map.of(), List.of());
            case VALUE_TRUE:
            case VALUE_FALSE:
                return new JsonValue(Kind.BOOLEAN, line, parser.getText(), Map.of(), List.of());
            default:
                return new JsonValue(Kind.NULL, line, null, Map.of(), List.of());
        }
    }

    /** The value as compact JSON, numbers as they were written. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        switch (kind) {
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
                    json.writeFieldName(field.getKey());
                    field.getValue().write(json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (JsonValue item : items) {
                    item.write(json);
                }
                json.writeEndArray();
            }
            case TEXT -> json.writeString(text);
            case NUMBER -> json.writeNumber(text);
            case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(text));
            default -> json.writeNull();
        }
    }

    public Kind kind() {
        return kind;
    }

    /** Line in the file, counted from 1. */
    public int line() {
        return line;
    }

    /** Text of a text, number or boolean as written; null otherwise. */
    public String text() {
        return text;
    }

    /** Fields of an object in file order; empty otherwise. */
    public Map<String, JsonValue> fields() {
        return fields;
    }

    /** Items of an array; empty otherwise. */
    public List<JsonValue> items() {
        return items;
    }
}
