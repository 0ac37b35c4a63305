package org.karawatt.rest.internal.json;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.CookieParam;
import javax.ws.rs.FormParam;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.ext.ParamConverter;
import javax.ws.rs.ext.ParamConverterProvider;
import javax.ws.rs.ext.Provider;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rest.api.RestErrors;

/** Reads path and query parameters; what cannot be read is a fault of the input that names the parameter, not a 404. */
@Provider
public final class ParamReaders implements ParamConverterProvider {

    private record Reader(Function<String, ?> read, ErrorCode fault) {
    }

    private static final Map<Class<?>, Reader> READERS = Map.of(
            Integer.class, new Reader(Integer::valueOf, KernelErrors.NOT_A_NUMBER),
            int.class, new Reader(Integer::valueOf, KernelErrors.NOT_A_NUMBER),
            Long.class, new Reader(Long::valueOf, KernelErrors.NOT_A_NUMBER),
            long.class, new Reader(Long::valueOf, KernelErrors.NOT_A_NUMBER),
            BigDecimal.class, new Reader(ParamReaders::decimal, KernelErrors.NOT_A_NUMBER),
            Boolean.class, new Reader(ParamReaders::bool, RestErrors.BAD_VALUE),
            boolean.class, new Reader(ParamReaders::bool, RestErrors.BAD_VALUE),
            LocalDate.class, new Reader(LocalDate::parse, KernelErrors.NOT_A_DATE),
            BillingMonth.class, new Reader(BillingMonth::parse, KernelErrors.NOT_A_MONTH));

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Reader reader = READERS.get(type);
        if (reader == null && type.isEnum()) {
            reader = new Reader(text -> constant(type, text), RestErrors.BAD_VALUE);
        }
        return reader == null ? null : new Converter<>(reader, name(annotations));
    }

    private static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text);
        if (value.precision() > JsonMappers.MAX_DIGITS || Math.abs((long) value.scale()) > JsonMappers.MAX_DIGITS) {
            throw new NumberFormatException("too many digits");
        }
        return value;
    }

    private static Boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> ((Enum<?>) c).name().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String name(Annotation[] annotations) {
        return Stream.of(annotations == null ? new Annotation[0] : annotations).flatMap(a -> Stream.of(
                a instanceof QueryParam p ? p.value() : "", a instanceof PathParam p ? p.value() : "",
                a instanceof HeaderParam p ? p.value() : "", a instanceof FormParam p ? p.value() : "",
                a instanceof CookieParam p ? p.value() : "")).collect(Collectors.joining());
    }

    private record Converter<T>(Reader reader, String name) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked") // the table pairs each type with its reader
        public T fromString(String text) {
            if (text == null || text.isEmpty()) {
                return null;
            }
            try {
                return (T) reader.read().apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
                throw KarawattException.invalid(List.of(Fault.of(name, reader.fault(), shown)));
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
