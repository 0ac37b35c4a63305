package org.karawatt.kernel.trace;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A step of a calculation: a message key, typed values and the steps it is made of. Text is made from it later, in the reader's
 * language, by a {@link TraceCatalog}; nothing in the tree is prose. Immutable after {@link Builder#build()}.
 *
 * @param key message key such as {@code tier.step}, never null
 * @param values named values: {@link BigDecimal}, {@link Integer}, {@link String} or {@link java.time.LocalDate}; order kept
 * @param children the steps below, in order
 */
public record TraceNode(String key, Map<String, Object> values, List<TraceNode> children) {

    public TraceNode {
        Objects.requireNonNull(key, "key");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        children = List.copyOf(children);
    }

    public static Builder of(String key) {
        return new Builder(key);
    }

    /** Collects a node; not thread-safe. */
    public static final class Builder {
        private final String key;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final List<TraceNode> children = new ArrayList<>();

        private Builder(String key) {
            this.key = key;
        }

        public Builder with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        public Builder child(TraceNode child) {
            children.add(child);
            return this;
        }

        public TraceNode build() {
            return new TraceNode(key, values, children);
        }
    }
}
