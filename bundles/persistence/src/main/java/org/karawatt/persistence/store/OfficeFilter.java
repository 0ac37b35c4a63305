package org.karawatt.persistence.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.karawatt.kernel.context.OfficeScope;

/**
 * The offices of a caller as a condition in SQL, so that rows of other offices never leave the database.
 *
 * @param condition condition in brackets, to be joined by AND; never empty
 * @param params its parameters, in order
 */
public record OfficeFilter(String condition, List<String> params) {

    public OfficeFilter {
        params = List.copyOf(params);
    }

    /**
     * The filter of a scope.
     *
     * @param pathColumn qualified column that holds the office path such as {@code o.path}, written by the caller's own code
     */
    public static OfficeFilter of(OfficeScope scope, String pathColumn) {
        if (scope.isAll()) {
            return new OfficeFilter("(1 = 1)", List.of());
        }
        if (scope.paths().isEmpty()) {
            return new OfficeFilter("(1 = 0)", List.of());
        }
        List<String> paths = scope.paths().stream().sorted().toList();
        return new OfficeFilter(
                paths.stream().map(path -> pathColumn + " LIKE ? ESCAPE '!'").collect(Collectors.joining(" OR ", "(", ")")),
                paths.stream().map(OfficeFilter::prefix).toList());
    }

    /** Pattern for {@code LIKE ? ESCAPE '!'} that matches every text which begins with this one. */
    public static String prefix(String text) {
        return escaped(text) + "%";
    }

    /** Pattern for {@code LIKE ? ESCAPE '!'} that matches every text which contains this one. */
    public static String part(String text) {
        return "%" + escaped(text) + "%";
    }

    /** The parameters of this filter after others. */
    public List<Object> after(List<?> others) {
        List<Object> all = new ArrayList<>(others);
        all.addAll(params);
        return all;
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
