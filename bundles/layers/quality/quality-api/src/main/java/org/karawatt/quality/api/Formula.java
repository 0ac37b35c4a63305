package org.karawatt.quality.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.karawatt.kernel.error.KarawattException;

/**
 * A formula over named values, as rules and indicators state it: comparisons, {@code and}, {@code or}, {@code not}, {@code in},
 * {@code is missing}, the four kinds of arithmetic, brackets. It calls nothing and reads nothing but the values that it is given, so it
 * may come from anybody. Every name and every operation is checked for its type when the formula is read.
 *
 * <pre>
 * usageClass = 'RESIDENTIAL' and kwh &gt; 3 * kwhBefore
 * phone is missing or zeroMonths &gt;= 3
 * voltage in ('AC00002', 'AC00003')
 * sealedFrom is not missing and today - sealedFrom &gt; 730
 * </pre>
 *
 * <p>A value that is missing makes what is computed from it missing; a division by zero is missing. A comparison with something missing
 * is neither true nor false, {@code and} and {@code or} treat it as unknown, and a formula that comes out unknown does not hold. Missing is
 * never zero. Immutable and thread-safe.
 */
public final class Formula {

    /** Longest formula. */
    public static final int MAX_LENGTH = 1000;
    private static final int MAX_DEPTH = 40;
    /** Ten decimals more than any figure that is shown. */
    private static final MathContext EXACT = MathContext.DECIMAL64;

    /** What a value is. */
    public enum Type {
        /** {@link BigDecimal}. */
        NUMBER,
        /** {@link String}. */
        TEXT,
        /** {@link LocalDate}. */
        DATE,
        /** {@link Boolean}. */
        FLAG
    }

    private final String text;
    private final Node root;
    private final Set<String> names;

    private Formula(String text, Node root, Set<String> names) {
        this.text = text;
        this.root = root;
        this.names = Set.copyOf(names);
    }

    /** A part that has a type and, from values, a value; null is missing. */
    private record Node(Type type, UnaryNode eval) {
    }

    @FunctionalInterface
    private interface UnaryNode {
        Object of(Function<String, ?> values);
    }

    /**
     * Reads a formula.
     *
     * @param names what it may speak of
     * @throws KarawattException INVALID with {@link QualityErrors#FORMULA}, the place and what is wrong there
     */
    public static Formula parse(String text, Map<String, Type> names, Type result) {
        Parser parser = new Parser(text == null ? "" : text, names);
        Node root = parser.all();
        if (root.type() != result) {
            throw parser.wrong(0, "it gives " + root.type() + ", not " + result);
        }
        return new Formula(text, root, parser.used);
    }

    /** The value; null when it is missing. */
    public Object value(Function<String, ?> values) {
        return root.eval().of(values);
    }

    /** The value of a formula of type NUMBER; null when it is missing. */
    public BigDecimal number(Function<String, ?> values) {
        return (BigDecimal) value(values);
    }

    /** Whether a formula of type FLAG holds; unknown does not. */
    public boolean holds(Function<String, ?> values) {
        return Boolean.TRUE.equals(value(values));
    }

    /** The names that it speaks of. */
    public Set<String> names() {
        return names;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Reads by recursive descent. Used by one thread. */
    private static final class Parser {
        private final String text;
        private final Map<String, Type> names;
        private final Set<String> used = new LinkedHashSet<>();
        private int at;
        private int depth;

        Parser(String text, Map<String, Type> names) {
            this.text = text;
            this.names = names;
        }

        KarawattException wrong(int place, String what) {
            return KarawattException.invalid(QualityErrors.FORMULA, place + 1, what);
        }

        Node all() {
            if (text.isBlank()) {
                throw wrong(0, "nothing is there");
            }
            if (text.length() > MAX_LENGTH) {
                throw wrong(MAX_LENGTH, "more than " + MAX_LENGTH + " characters");
            }
            Node node = either();
            blank();
            if (at < text.length()) {
                throw wrong(at, "not expected: " + text.charAt(at));
            }
            return node;
        }

        private Node either() {
            Node left = both();
            while (word("or")) {
                Node one = flag(left);
                Node other = flag(both());
                left = new Node(Type.FLAG, v -> or((Boolean) one.eval().of(v), (Boolean) other.eval().of(v)));
            }
            return left;
        }

        private Node both() {
            Node left = negated();
            while (word("and")) {
                Node one = flag(left);
                Node other = flag(negated());
                left = new Node(Type.FLAG, v -> and((Boolean) one.eval().of(v), (Boolean) other.eval().of(v)));
            }
            return left;
        }

        private Node negated() {
            if (!word("not")) {
                return compared();
            }
            deeper();
            Node of = flag(negated());
            depth--;
            return new Node(Type.FLAG, v -> {
                Boolean value = (Boolean) of.eval().of(v);
                return value == null ? null : !value;
            });
        }

        private Node compared() {
            Node left = added();
            int place = at;
            if (word("is")) {
                boolean there = word("not");
                if (!word("missing")) {
                    throw wrong(at, "'missing' is expected after 'is'");
                }
                return new Node(Type.FLAG, v -> (left.eval().of(v) == null) != there);
            }
            if (word("in")) {
                return among(left);
            }
            for (String sign : List.of("<=", ">=", "<>", "!=", "=", "<", ">")) {
                if (sign(sign)) {
                    Node right = added();
                    return comparison(place, left, sign, right);
                }
            }
            return left;
        }

        private Node among(Node left) {
            expect("(");
            Node[] found = {null};
            do {
                int place = at;
                Node same = comparison(place, left, "=", added());
                Node before = found[0];
                found[0] = before == null ? same
                        : new Node(Type.FLAG, v -> or((Boolean) before.eval().of(v), (Boolean) same.eval().of(v)));
                deeper();
            } while (sign(","));
            expect(")");
            return found[0];
        }

        private Node comparison(int place, Node left, String sign, Node right) {
            if (left.type() != right.type()) {
                throw wrong(place, left.type() + " is compared with " + right.type());
            }
            boolean order = !"=".equals(sign) && !"<>".equals(sign) && !"!=".equals(sign);
            if (order && (left.type() == Type.TEXT || left.type() == Type.FLAG)) {
                throw wrong(place, left.type() + " has no order");
            }
            return new Node(Type.FLAG, v -> {
                Object one = left.eval().of(v);
                Object other = right.eval().of(v);
                return one == null || other == null ? null : outcome(sign, compare(one, other));
            });
        }

        private Node added() {
            Node left = multiplied();
            while (true) {
                int place = at;
                if (sign("+")) {
                    left = arithmetic(place, left, '+', multiplied());
                } else if (sign("-")) {
                    left = arithmetic(place, left, '-', multiplied());
                } else {
                    return left;
                }
            }
        }

        private Node multiplied() {
            Node left = single();
            while (true) {
                int place = at;
                if (sign("*")) {
                    left = arithmetic(place, left, '*', single());
                } else if (sign("/")) {
                    left = arithmetic(place, left, '/', single());
                } else {
                    return left;
                }
            }
        }

        private Node arithmetic(int place, Node left, char sign, Node right) {
            if (left.type() == Type.DATE && right.type() == Type.DATE && sign == '-') {
                return new Node(Type.NUMBER, v -> apart((LocalDate) left.eval().of(v), (LocalDate) right.eval().of(v)));
            }
            if (left.type() != Type.NUMBER || right.type() != Type.NUMBER) {
                throw wrong(place, "'" + sign + "' between " + left.type() + " and " + right.type());
            }
            return new Node(Type.NUMBER, v -> computed((BigDecimal) left.eval().of(v), sign, (BigDecimal) right.eval().of(v)));
        }

        private Node single() {
            blank();
            int place = at;
            deeper();
            try {
                if (sign("(")) {
                    Node inside = either();
                    expect(")");
                    return inside;
                }
                if (sign("-")) {
                    Node of = single();
                    if (of.type() != Type.NUMBER) {
                        throw wrong(place, "'-' before " + of.type());
                    }
                    return new Node(Type.NUMBER, v -> {
                        BigDecimal value = (BigDecimal) of.eval().of(v);
                        return value == null ? null : value.negate();
                    });
                }
                if (at < text.length() && text.charAt(at) == '\'') {
                    return quoted();
                }
                if (at < text.length() && Character.isDigit(text.charAt(at))) {
                    return number();
                }
                return named(place);
            } finally {
                depth--;
            }
        }

        private Node quoted() {
            int end = text.indexOf('\'', at + 1);
            if (end < 0) {
                throw wrong(at, "the text does not end");
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return new Node(Type.TEXT, v -> value);
        }

        private Node number() {
            int end = at;
            while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
                end++;
            }
            try {
                BigDecimal value = new BigDecimal(text.substring(at, end));
                at = end;
                return new Node(Type.NUMBER, v -> value);
            } catch (NumberFormatException e) {
                throw wrong(at, "not a number: " + text.substring(at, end));
            }
        }

        private Node named(int place) {
            int end = at;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || "._".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            String name = text.substring(at, end);
            if (name.isEmpty()) {
                throw wrong(place, at < text.length() ? "not expected: " + text.charAt(at) : "something is missing at the end");
            }
            at = end;
            if ("true".equals(name) || "false".equals(name)) {
                Boolean value = Boolean.valueOf(name);
                return new Node(Type.FLAG, v -> value);
            }
            Type type = names.get(name);
            if (type == null) {
                throw wrong(place, "unknown name " + name);
            }
            used.add(name);
            return new Node(type, v -> v.apply(name));
        }

        private Node flag(Node node) {
            if (node.type() != Type.FLAG) {
                throw wrong(at, "a condition is expected, not " + node.type());
            }
            return node;
        }

        private void deeper() {
            depth++;
            if (depth > MAX_DEPTH) {
                throw wrong(at, "nested too deeply");
            }
        }

        private void blank() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private boolean sign(String sign) {
            blank();
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return true;
            }
            return false;
        }

        private boolean word(String word) {
            blank();
            int end = at + word.length();
            if (text.startsWith(word, at) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                at = end;
                return true;
            }
            return false;
        }

        private void expect(String sign) {
            if (!sign(sign)) {
                throw wrong(at, "'" + sign + "' is expected");
            }
        }
    }

    private static Boolean and(Boolean one, Boolean other) {
        if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
            return Boolean.FALSE;
        }
        return one == null || other == null ? null : Boolean.TRUE;
    }

    private static Boolean or(Boolean one, Boolean other) {
        if (Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other)) {
            return Boolean.TRUE;
        }
        return one == null || other == null ? null : Boolean.FALSE;
    }

    private static int compare(Object one, Object other) {
        if (one instanceof BigDecimal number) {
            return number.compareTo((BigDecimal) other);
        }
        if (one instanceof LocalDate date) {
            return date.compareTo((LocalDate) other);
        }
        return one.equals(other) ? 0 : 1;
    }

    private static boolean outcome(String sign, int compared) {
        return switch (sign) {
            case "=" -> compared == 0;
            case "<>", "!=" -> compared != 0;
            case "<" -> compared < 0;
            case ">" -> compared > 0;
            case "<=" -> compared <= 0;
            default -> compared >= 0;
        };
    }

    private static BigDecimal computed(BigDecimal one, char sign, BigDecimal other) {
        if (one == null || other == null || sign == '/' && other.signum() == 0) {
            return null;
        }
        UnaryOperator<BigDecimal> by = switch (sign) {
            case '+' -> value -> value.add(other);
            case '-' -> value -> value.subtract(other);
            case '*' -> value -> value.multiply(other);
            default -> value -> value.divide(other, EXACT);
        };
        return by.apply(one);
    }

    private static BigDecimal apart(LocalDate later, LocalDate earlier) {
        return later == null || earlier == null ? null : BigDecimal.valueOf(ChronoUnit.DAYS.between(earlier, later));
    }
}
