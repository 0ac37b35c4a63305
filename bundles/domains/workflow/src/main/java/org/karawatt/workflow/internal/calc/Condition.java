package org.karawatt.workflow.internal.calc;

import java.util.regex.Pattern;

/**
 * The conditions that a process may use: comparisons of values of the case with constants, joined by {@code and} and {@code or}. The
 * engine's expressions could call any method of any value; a file that somebody uploads must not.
 */
final class Condition {

    private static final String NAME = "[a-zA-Z][a-zA-Z0-9_]{0,59}";
    private static final String CONSTANT = "(?:'[^'\\\\]{0,100}'|-?\\d{1,15}(?:\\.\\d{1,10})?|true|false|null)";
    private static final String TERM = "(?:not\\s+|!\\s*)?" + NAME + "(?:\\s*(?:==|!=|<=|>=|<|>)\\s*" + CONSTANT + ")?";
    private static final Pattern FORM = Pattern.compile(
            "\\s*\\$\\{\\s*" + TERM + "(?:\\s*(?:&&|\\|\\||\\s+and\\s+|\\s+or\\s+)\\s*" + TERM + "){0,20}\\s*\\}\\s*");

    private Condition() {
    }

    static boolean isAllowed(String expression) {
        return expression.length() <= 1000 && FORM.matcher(expression).matches();
    }
}
