package org.karawatt.kernel.trace;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Texts of trace keys in Chinese and English. Whoever writes trace nodes ships a catalog for his keys. Thread-safe. */
@ConsumerType
public interface TraceCatalog {

    /**
     * The template of a key with named placeholders such as <code>{quantity}</code>.
     *
     * @return null when this catalog does not know the key
     */
    String template(String key, Locale locale);

    /** One line of explained text. */
    record Line(int depth, String text) {
    }

    /** The tree as indented lines, top first; an unknown key is shown with its raw values so that nothing is hidden. */
    default List<Line> explain(TraceNode root, Locale locale) {
        List<Line> lines = new ArrayList<>();
        explain(root, locale, 0, lines);
        return lines;
    }

    private void explain(TraceNode node, Locale locale, int depth, List<Line> lines) {
        String template = template(node.key(), locale);
        lines.add(new Line(depth, template == null ? node.key() + " " + node.values() : fill(template, node.values())));
        for (TraceNode child : node.children()) {
            explain(child, locale, depth + 1, lines);
        }
    }

    private static String fill(String template, Map<String, Object> values) {
        StringBuilder text = new StringBuilder(template.length() + 32);
        int at = 0;
        while (true) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                return text.append(template, at, template.length()).toString();
            }
            Object value = values.get(template.substring(open + 1, close));
            text.append(template, at, open)
                    .append(value instanceof BigDecimal number ? shown(number) : String.valueOf(value));
            at = close + 1;
        }
    }

    /** As people write numbers: money (two places) keeps its cents, anything else loses the zeros of its column; thousands are set apart. */
    private static String shown(BigDecimal number) {
        boolean money = number.scale() == 2;
        BigDecimal plain = money ? number : number.stripTrailingZeros();
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(Math.max(plain.scale(), 0));
        format.setMaximumFractionDigits(Math.max(plain.scale(), 0));
        return format.format(plain);
    }
}
