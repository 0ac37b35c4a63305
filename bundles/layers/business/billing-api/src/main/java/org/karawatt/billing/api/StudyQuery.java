package org.karawatt.billing.api;

/**
 * Which accounts of a study are wanted, and in which order; every filter may be null.
 *
 * @param order null means {@link Order#LOSS}
 * @param outcome SAME, DIFFERENT, NEW or FAILED
 */
public record StudyQuery(Order order, String usageClass, Integer decile, String outcome) {

    /** Order of the accounts; those without the figure come last. */
    public enum Order {
        /** Those who would pay most more come first. */
        LOSS,
        /** Those who would pay most less come first. */
        GAIN,
        /** Those who use most come first. */
        KWH,
        /** By account number. */
        ACCOUNT
    }
}
