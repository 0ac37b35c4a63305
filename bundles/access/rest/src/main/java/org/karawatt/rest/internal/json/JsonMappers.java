package org.karawatt.rest.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import org.karawatt.kernel.time.BillingMonth;

/**
 * JSON as every resource speaks it: decimals are exact numbers without exponent, days and instants are ISO text, a billing month is
 * {@code 2026-01}, absent values are left out. Input is taken strictly: an unknown field, a repeated one, text in place of a number
 * are faults.
 */
public final class JsonMappers {

    /** A decimal with more digits than any column holds would only cost memory. */
    static final int MAX_DIGITS = 40;

    private JsonMappers() {
    }

    public static JsonMapper create() {
        SimpleModule types = new SimpleModule("karawatt")
                .addSerializer(BillingMonth.class, ToStringSerializer.instance)
                .addDeserializer(BillingMonth.class, new MonthReader())
                .addDeserializer(BigDecimal.class, new DecimalReader());
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(types)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                        SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                // records show their components; isEmpty() and the like are no data
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    private static final class MonthReader extends StdScalarDeserializer<BillingMonth> {

        private static final long serialVersionUID = 1L;

        private MonthReader() {
            super(BillingMonth.class);
        }

        @Override
        public BillingMonth deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString();
            try {
                return BillingMonth.parse(String.valueOf(text));
            } catch (DateTimeException e) {
                return (BillingMonth) context.handleWeirdStringValue(BillingMonth.class, text, "not a billing month");
            }
        }
    }

    private static final class DecimalReader extends StdScalarDeserializer<BigDecimal> {

        private static final long serialVersionUID = 1L;

        private DecimalReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            BigDecimal value = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
            // written out, 1E+1000000000 is a gigabyte
            if (value != null && (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS)) {
                return (BigDecimal) context.handleWeirdNumberValue(BigDecimal.class, value, "too many digits");
            }
            return value;
        }
    }
}
