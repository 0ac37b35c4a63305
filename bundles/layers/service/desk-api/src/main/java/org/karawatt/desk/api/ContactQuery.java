package org.karawatt.desk.api;

/**
 * Which contacts; every null means any.
 *
 * @param officeCode this office and those below it
 * @param overdue true for those whose time is over
 * @param text beginning of a case number or account number, or part of what was said
 */
public record ContactQuery(String kind, String subKind, Contact.State state, String accountNo, String officeCode, Boolean overdue,
        String text) {
}
