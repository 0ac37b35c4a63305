package org.karawatt.workflow.api;

/** Which cases; every null means any. {@code overdue} true takes only those whose time is over. */
public record CaseQuery(String processKey, CaseStatus status, Long accountId, String officeCode, Boolean overdue, String text) {

    /** All cases. */
    public static final CaseQuery ALL = new CaseQuery(null, null, null, null, null, null);
}
