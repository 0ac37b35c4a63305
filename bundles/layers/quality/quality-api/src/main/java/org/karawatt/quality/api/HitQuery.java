package org.karawatt.quality.api;

/** Which audit hits; every null means any. {@code open} true takes those that are not dealt with. */
public record HitQuery(String ruleCode, String theme, String severity, HitStatus status, Boolean open, String officeCode,
        String accountNo) {

    /** All hits. */
    public static final HitQuery ALL = new HitQuery(null, null, null, null, null, null, null);
}
