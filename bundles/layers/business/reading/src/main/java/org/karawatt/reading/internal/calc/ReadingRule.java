package org.karawatt.reading.internal.calc;

import java.util.List;

/** One check of validation. */
public interface ReadingRule {

    /**
     * Holds back what looks wrong.
     *
     * @param meter readings of one meter that came together; those that are held already must be left alone
     */
    void apply(List<Candidate> meter);
}
