package org.karawatt.kernel.trace;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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
        values = TraceValues.of(values);
        children = List.copyOf(children);
    }

    public static Builder of(String key) {
        return new Builder(key);
    }

    /** Collects a node; not thread-safe. */
    public static final class Builder {
        /** Names and values of most nodes, in turn. */
        private static final int USUAL = 12;

        private final String key;
        private Object[] pairs = new Object[USUAL];
        private int length;
        private List<TraceNode> children = List.of();

        private Builder(String key) {
            this.key = key;
        }

        /** Gives a value its name; a name given before has the new value in its old place. */
        public Builder with(String name, Object value) {
            Objects.requireNonNull(name, "name");
            int at = TraceValues.indexOf(name, pairs, length);
            if (at < 0) {
                if (length == pairs.length) {
                    pairs = Arrays.copyOf(pairs, 2 * length);
                }
                at = length;
                length += 2;
                pairs[at] = name;
            }
            pairs[at + 1] = value;
            return this;
        }

        public Builder child(TraceNode child) {
            if (!(children instanceof ArrayList)) {
                children = new ArrayList<>(children);
            }
            children.add(child);
            return this;
        }

        /** Adds all steps of a list; an immutable one that comes first is shared and not copied. */
        public Builder children(List<TraceNode> more) {
            if (children.isEmpty()) {
                children = List.copyOf(more);
            } else {
                more.forEach(this::child);
            }
            return this;
        }

        public TraceNode build() {
            return new TraceNode(key, TraceValues.of(pairs, length), children);
        }
    }
}
