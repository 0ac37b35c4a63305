package org.karawatt.desk.api;

/**
 * What customers said when they were called back about a contact, each contact with its last answer.
 *
 * @param answered contacts whose customer gave a grade
 * @param satisfied those with a grade of at least {@link #SATISFIED_FROM} of 5
 */
public record Satisfaction(long answered, long satisfied) {

    /** The lowest grade of a satisfied customer (满意): 4 satisfied, 5 very satisfied. */
    public static final int SATISFIED_FROM = 4;
}
