package org.karawatt.mart.internal.calc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a free question may be asked, from the tree that the store's own parser makes of it. What is not known to be harmless is
 * refused: every kind of node, every table and every function must be on a list. So files, settings, other schemas, other offices' rows
 * and functions that reach out of the calculation have no way in, whatever the store learns to do later.
 */
public final class SqlGuard {

    private static final Set<String> NODES = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE",
            "EMPTY", "BASE_TABLE", "JOIN", "SUBQUERY", "EXPRESSION_LIST", "VALUES", "PIVOT",
            "STAR", "COLUMN_REF", "VALUE_CONSTANT", "TYPE", "FUNCTION", "CASE_EXPR", "LAMBDA", "COLLATE", "ARRAY_EXTRACT", "ARRAY_SLICE",
            "STRUCT_EXTRACT", "ARRAY_CONSTRUCTOR", "POSITIONAL_REFERENCE", "BETWEEN",
            "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "ORDER_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING");
    private static final Set<String> NODE_FAMILIES = Set.of("COMPARE_", "CONJUNCTION_", "OPERATOR_", "WINDOW_", "GROUPING_");

    private static final Set<String> FUNCTIONS = Set.of(
            // operators
            "+", "-", "*", "/", "//", "%", "**", "^", "||", "~~", "!~~", "~~*", "!~~*", "=", "<>", "<", ">", "<=", ">=", "!",
            "like_escape", "not_like_escape", "ilike_escape", "not_ilike_escape",
            // sums
            "count", "count_star", "count_if", "countif", "sum", "avg", "mean", "min", "max", "median", "mode", "quantile", "quantile_cont",
            "quantile_disc", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "corr", "covar_pop", "covar_samp",
            "regr_slope", "regr_intercept", "regr_r2", "regr_count", "skewness", "kurtosis", "first", "last", "any_value", "arg_max", "arg_min",
            "max_by", "min_by", "bool_and", "bool_or", "string_agg", "approx_count_distinct", "approx_quantile", "entropy", "product",
            // windows
            "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value", "last_value", "nth_value",
            // numbers
            "abs", "ceil", "ceiling", "floor", "round", "trunc", "sign", "sqrt", "cbrt", "exp", "ln", "log", "log2", "log10", "pow", "power",
            "mod", "greatest", "least", "width_bucket", "isnan", "isfinite", "pi", "radians", "degrees", "sin", "cos", "tan", "even", "gcd",
            "lcm",
            // texts
            "lower", "upper", "length", "strlen", "substr", "substring", "left", "right", "trim", "ltrim", "rtrim", "replace", "concat",
            "concat_ws", "contains", "starts_with", "prefix", "suffix", "ends_with", "position", "strpos", "instr", "reverse", "split_part",
            "regexp_matches", "regexp_extract", "regexp_replace",
            // dates
            "date_part", "datepart", "date_trunc", "datetrunc", "date_diff", "datediff", "date_sub", "date_add", "year", "month", "day",
            "quarter", "week", "dayofweek", "isodow", "dayofyear", "last_day", "make_date", "strftime", "strptime", "monthname", "dayname",
            "to_days", "to_months", "to_years", "to_weeks", "age",
            // choices
            "coalesce", "ifnull", "nullif", "if");

    private final Set<String> tables;

    /** @param tables views that may be asked */
    public SqlGuard(Set<String> tables) {
        this.tables = Set.copyOf(tables);
    }

    /** What is not allowed, in the words of SQL; empty when all is. */
    public Optional<String> refusal(JsonNode tree) {
        if (tree.path("error").asBoolean(true)) {
            return Optional.of(tree.path("error_type").asText().equals("not implemented") ? "only SELECT" : tree.path("error_message").asText());
        }
        JsonNode statements = tree.path("statements");
        if (statements.size() != 1) {
            return Optional.of("only one SELECT");
        }
        return refusal(statements, tables);
    }

    private Optional<String> refusal(JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            return first(node, known);
        }
        Optional<String> own = own(node, known);
        if (own.isPresent()) {
            return own;
        }
        // a name from WITH stands for what it selects, in the statement that it belongs to and in the names after it, and nowhere else:
        // elsewhere, and within itself, the same name would be a table of the store
        Set<String> inside = new HashSet<>(known);
        for (JsonNode each : node.path("cte_map").path("map")) {
            Optional<String> named = refusal(each.path("value"), inside);
            if (named.isPresent()) {
                return named;
            }
            inside.add(each.path("key").asText().toLowerCase(Locale.ROOT));
        }
        Set<String> recursive = new HashSet<>(inside);
        if (node.has("cte_name")) {
            recursive.add(node.path("cte_name").asText().toLowerCase(Locale.ROOT));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("cte_map")) {
                Optional<String> below = refusal(field.getValue(), field.getKey().equals("right") ? recursive : inside);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> first(JsonNode list, Set<String> known) {
        for (JsonNode each : list) {
            Optional<String> found = refusal(each, known);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> own(JsonNode node, Set<String> known) {
        JsonNode type = node.path("type");
        if (type.isTextual() && !NODES.contains(type.asText()) && NODE_FAMILIES.stream().noneMatch(type.asText()::startsWith)) {
            return Optional.of(type.asText());
        }
        if (type.asText().equals("BASE_TABLE")) {
            String name = node.path("table_name").asText();
            boolean qualified = !node.path("schema_name").asText().isEmpty() || !node.path("catalog_name").asText().isEmpty()
                    || node.path("qualified_name").path("path").size() > 1;
            if (qualified || !known.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(qualified ? "schema of " + name : "table " + name);
            }
        }
        if (node.has("function_name")) {
            String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
            boolean qualified = !node.path("schema").asText().isEmpty() && !node.path("schema").asText().equals("main")
                    || node.path("qualified_name").path("path").size() > 1;
            if (qualified || !FUNCTIONS.contains(name)) {
                return Optional.of("function " + name);
            }
        }
        return Optional.empty();
    }
}
