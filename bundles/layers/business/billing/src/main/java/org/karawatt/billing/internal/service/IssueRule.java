package org.karawatt.billing.internal.service;

import java.time.LocalDate;

/**
 * What a bill carries from its issue. A bundle that is built from this one and takes its place puts a component of its own here; one
 * component of this type is expected in a bundle. Thread-safe.
 */
public interface IssueRule {

    /** Name and version of what made the bill, which each bill keeps; at most 40 characters. */
    String engine();

    /** The last day on which a bill that is issued on this day is paid in time. */
    LocalDate dueOn(LocalDate issuedOn);
}
