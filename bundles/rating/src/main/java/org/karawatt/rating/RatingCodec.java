package org.karawatt.rating;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.internal.InputJson;
import org.karawatt.rating.internal.JsonFields;
import org.karawatt.rating.internal.JsonValue;

/**
 * Writes rating records as compact JSON and reads them back exactly, scale of decimals included. The first field is the version of the
 * form, so that old records stay readable. Thread-safe.
 */
public final class RatingCodec {

    private static final int VERSION = 1;
    private static final int MAX_TRACE_DEPTH = 20;

    private RatingCodec() {
    }

    /** The record as UTF-8 JSON. */
    public static byte[] write(RatingRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JsonValue.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            if (record.stretches().size() == 1) {
                json.writeFieldName("input");
                InputJson.write(json, record.input());
            } else {
                json.writeArrayFieldStart("stretches");
                for (RatingRecord.Stretch stretch : record.stretches()) {
                    json.writeStartObject();
                    tariff(json, stretch.tariff());
                    json.writeFieldName("input");
                    InputJson.write(json, stretch.input());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeFieldName("bill");
            bill(json, record.bill());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void bill(JsonGenerator json, RatedBill bill) throws IOException {
        json.writeStartObject();
        json.writeStringField("accountNo", bill.accountNo());
        json.writeStringField("month", bill.billingMonth().toString());
        tariff(json, bill.tariff());
        json.writeStringField("currency", bill.currency().getCurrencyCode());
        json.writeArrayFieldStart("lines");
        for (RatedLine line : bill.lines()) {
            json.writeStartArray();
            json.writeString(line.component());
            json.writeString(line.item());
            json.writeString(line.tou() == null ? null : line.tou().name());
            json.writeNumber(line.tier());
            json.writeNumber(line.quantity());
            json.writeString(line.unit());
            json.writeNumber(line.price());
            json.writeNumber(line.amount());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeFieldName("total");
        json.writeNumber(bill.total());
        json.writeFieldName("kwh");
        json.writeNumber(bill.energyKwh());
        if (bill.powerFactor() != null) {
            json.writeFieldName("powerFactor");
            json.writeNumber(bill.powerFactor());
        }
        if (bill.tax() != null) {
            json.writeFieldName("tax");
            json.writeNumber(bill.tax());
        }
        if (bill.estimated()) {
            json.writeBooleanField("estimated", true);
        }
        if (!bill.carried().isEmpty()) {
            json.writeObjectFieldStart("carried");
            for (Map.Entry<String, BigDecimal> left : bill.carried().entrySet()) {
                json.writeFieldName(left.getKey());
                json.writeNumber(left.getValue());
            }
            json.writeEndObject();
        }
        json.writeArrayFieldStart("tiers");
        for (TierUse use : bill.tiers()) {
            json.writeStartArray();
            json.writeNumber(use.tier());
            json.writeNumber(use.before());
            json.writeNumber(use.now());
            json.writeNumber(use.left());
            json.writeEndArray();
        }
        json.writeEndArray();
        if (bill.trace() != null) {
            json.writeFieldName("trace");
            trace(json, bill.trace());
        }
        json.writeEndObject();
    }

    private static void tariff(JsonGenerator json, TariffKey key) throws IOException {
        json.writeObjectFieldStart("tariff");
        json.writeStringField("package", key.packageCode());
        json.writeStringField("version", key.packageVersion());
        json.writeStringField("code", key.code());
        json.writeStringField("validFrom", key.validFrom().toString());
        json.writeEndObject();
    }

    private static TariffKey tariff(JsonFields owner) {
        JsonFields tariff = owner.object("tariff");
        return new TariffKey(tariff.text("package", 60), tariff.text("version", 20), tariff.text("code", 40), tariff.date("validFrom"));
    }

    private static void trace(JsonGenerator json, TraceNode node) throws IOException {
        json.writeStartArray();
        json.writeString(node.key());
        json.writeStartObject();
        for (Map.Entry<String, Object> entry : node.values().entrySet()) {
            json.writeFieldName(entry.getKey());
            value(json, entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        for (TraceNode child : node.children()) {
            trace(json, child);
        }
        json.writeEndArray();
    }

    /** Decimals are texts that start with #, dates with @; a plain text that starts so, or with a quote, gets a quote in front. */
    private static void value(JsonGenerator json, String name, Object value) throws IOException {
        if (value instanceof BigDecimal number) {
            json.writeString("#" + number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof LocalDate day) {
            json.writeString("@" + day);
        } else if (value instanceof String text) {
            json.writeString(!text.isEmpty() && "#@'".indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
        } else if (value == null) {
            json.writeNull();
        } else {
            throw new IllegalArgumentException("trace value " + name + " is a " + value.getClass().getName());
        }
    }

    /**
     * Reads a record.
     *
     * @throws KarawattException of kind INVALID (RATING-061) when the bytes are not such a record
     */
    public static RatingRecord read(byte[] bytes) {
        try {
            Faults faults = new Faults();
            JsonFields json = new JsonFields(JsonValue.parse(bytes), "", faults);
            Integer version = json.integer("v", null);
            JsonFields inputJson = json.object("input");
            JsonFields billJson = json.object("bill");
            if (version == null || version != VERSION || (inputJson == null) != json.has("stretches") || billJson == null) {
                throw unreadable("version " + version);
            }
            RatedBill bill = bill(billJson);
            List<RatingRecord.Stretch> stretches = new ArrayList<>(1);
            if (inputJson == null) {
                json.list("stretches", stretch -> stretch(tariff(stretch), stretch.object("input"), stretches));
            } else {
                stretch(bill.tariff(), inputJson, stretches);
            }
            json.end();
            if (!faults.isEmpty()) {
                throw unreadable(faults.list().get(0).field() + ": " + faults.list().get(0).code().code());
            }
            return new RatingRecord(stretches, bill);
        } catch (JsonValue.BadJson | DateTimeException | IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
            // the readers below take the form for granted; whatever they stumble over means that this is not a record
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads an input alone, in the form that worked cases and records have.
     *
     * @param json the input as UTF-8 JSON
     * @param accountNo account number when the input tells none, never null
     * @throws KarawattException of kind INVALID with every fault, each with its path and line
     */
    public static RatingInput readInput(byte[] json, String accountNo) {
        JsonValue value;
        try {
            value = JsonValue.parse(json);
        } catch (JsonValue.BadJson e) {
            throw KarawattException.invalid(RatingErrors.BAD_JSON, e.line(), e.getMessage());
        }
        Faults faults = new Faults();
        if (value.kind() != JsonValue.Kind.OBJECT) {
            faults.add("", RatingErrors.FIELD_TYPE, "object").throwIfAny();
        }
        JsonFields fields = new JsonFields(value, "", faults);
        RatingInput input = InputJson.read(fields, accountNo);
        faults.throwIfAny();
        return input;
    }

    private static RatingInput stretch(TariffKey tariff, JsonFields inputJson, List<RatingRecord.Stretch> stretches) {
        RatingInput input = InputJson.read(inputJson, null);
        if (input != null) {
            stretches.add(new RatingRecord.Stretch(tariff, input));
        }
        return input;
    }

    private static KarawattException unreadable(String reason) {
        return KarawattException.invalid(RatingErrors.RECORD_UNREADABLE, reason);
    }

    private static RatedBill bill(JsonFields json) {
        TariffKey key = tariff(json);
        JsonValue trace = json.raw("trace");
        List<RatedLine> lines = json.items("lines", (value, at) -> line(value.items(), at, json.faults()));
        List<TierUse> tiers = json.items("tiers", (value, at) -> tier(value.items(), at, json.faults()));
        return new RatedBill(json.text("accountNo", 64), BillingMonth.parse(json.text("month", 7)), key,
                Currency.getInstance(json.text("currency", 3)), lines, json.decimal("total"), json.decimal("kwh"),
                json.decimal("powerFactor", null), tiers, json.decimal("tax", null), json.bool("estimated", false), json.decimals("carried"),
                trace == null ? null : trace(trace, 0));
    }

    private static RatedLine line(List<JsonValue> cells, String at, Faults faults) {
        String tou = cells.get(2).text();
        return new RatedLine(cells.get(0).text(), cells.get(1).text(), tou == null ? null : TouPeriod.valueOf(tou),
                Integer.parseInt(cells.get(3).text()), JsonFields.decimal(at, cells.get(4), faults), cells.get(5).text(),
                JsonFields.decimal(at, cells.get(6), faults), JsonFields.decimal(at, cells.get(7), faults));
    }

    private static TierUse tier(List<JsonValue> cells, String at, Faults faults) {
        return new TierUse(Integer.parseInt(cells.get(0).text()), JsonFields.decimal(at, cells.get(1), faults),
                JsonFields.decimal(at, cells.get(2), faults),
                cells.get(3).text() == null ? null : JsonFields.decimal(at, cells.get(3), faults));
    }

    private static TraceNode trace(JsonValue value, int depth) {
        if (depth > MAX_TRACE_DEPTH) {
            throw new IllegalArgumentException("trace too deep");
        }
        TraceNode.Builder node = TraceNode.of(value.items().get(0).text());
        Map<String, Object> values = new LinkedHashMap<>();
        value.items().get(1).fields().forEach((name, field) -> values.put(name, traceValue(field)));
        values.forEach(node::with);
        for (JsonValue child : value.items().subList(2, value.items().size())) {
            node.child(trace(child, depth + 1));
        }
        return node.build();
    }

    private static Object traceValue(JsonValue field) {
        String text = field.text();
        if (field.kind() == JsonValue.Kind.NULL) {
            return null;
        }
        if (field.kind() == JsonValue.Kind.NUMBER) {
            return Integer.valueOf(text);
        }
        if (text.startsWith("#")) {
            return new BigDecimal(text.substring(1));
        }
        if (text.startsWith("@")) {
            return LocalDate.parse(text.substring(1));
        }
        return text.startsWith("'") ? text.substring(1) : text;
    }
}
