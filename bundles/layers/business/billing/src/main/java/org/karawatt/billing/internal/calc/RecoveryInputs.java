package org.karawatt.billing.internal.calc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.kernel.time.BillingMonth;

/**
 * Everything that a recovery is computed from, kept with it as JSON: what was asked for, the rules of its day, and the prices that were
 * found.
 *
 * @param residential whether the account was a household on the day
 * @param twoPart whether it paid for capacity or demand
 * @param rules by name
 * @param used prices of the account's own tariff, item by item; empty where the kind needs none
 * @param right prices of the tariff that should have been used, item by item; empty where the kind needs none
 * @param normal use of the normal months, item by item; empty unless the draft names them
 */
public record RecoveryInputs(RecoveryDraft draft, boolean residential, boolean twoPart, Map<String, RecoveryRule> rules,
        List<PricedEnergy> used, List<PricedEnergy> right, List<NormalUse> normal) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule("recovery").addSerializer(LocalDate.class, ToStringSerializer.instance)
                    .addDeserializer(LocalDate.class, new Days()).addSerializer(BillingMonth.class, ToStringSerializer.instance)
                    .addDeserializer(BillingMonth.class, new Months()))
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    public RecoveryInputs {
        rules = Map.copyOf(rules);
        used = List.copyOf(used);
        right = List.copyOf(right);
        // what was stored before there were normal months has none
        normal = normal == null ? List.of() : List.copyOf(normal);
    }

    /** Reads days as they are written. */
    private static final class Days extends StdDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        Days() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return LocalDate.parse(parser.getText());
        }
    }

    /** Reads months as they are written. */
    private static final class Months extends StdDeserializer<BillingMonth> {
        private static final long serialVersionUID = 1L;

        Months() {
            super(BillingMonth.class);
        }

        @Override
        public BillingMonth deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return BillingMonth.parse(parser.getText());
        }
    }

    /** Use of the normal months for an item; null unless the draft names them. */
    NormalUse normal(int item) {
        return normal.isEmpty() ? null : normal.get(item);
    }

    /** ISO code of the money; that of the rules where no tariff is involved. */
    public String currency() {
        return used.isEmpty() ? "CNY" : used.get(0).currency();
    }

    /** The value of a rule, which pricing has seen to be there. */
    BigDecimal value(RecoveryValue name) {
        return rules.get(name.name()).value();
    }

    /** The penalty as a multiple: the decision, or what the rule fixes. */
    BigDecimal multiple(RecoveryValue name) {
        return draft.multiple() == null ? value(name) : draft.multiple();
    }

    public String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("inputs of a recovery cannot be written", e);
        }
    }

    /** @throws IllegalStateException when the text is damaged */
    public static RecoveryInputs read(String json) {
        try {
            return JSON.readValue(json, RecoveryInputs.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored inputs of a recovery are damaged", e);
        }
    }
}
