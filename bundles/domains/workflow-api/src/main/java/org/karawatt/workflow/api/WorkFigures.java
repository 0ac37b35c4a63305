package org.karawatt.workflow.api;

/**
 * Figures of a group of tasks or cases. Times are by the clock, pauses included.
 *
 * @param processKey null when counted by office; so are the names
 * @param stepKey null unless counted by step; so are the names
 * @param officeId null unless counted by office; so are code and names
 * @param open still to be done now
 * @param dueSoon of these, past their warning but not their deadline; what rests with its case is not counted
 * @param overdue of these, past their deadline; what rests with its case is not counted
 * @param opened opened in the time asked for
 * @param done done in the time asked for; cases that were terminated are none
 * @param met of the done, by their deadline
 * @param missed of the done, after their deadline; a task without a deadline is neither met nor missed
 * @param doneSeconds how long the done ones took together
 * @param maxSeconds longest of the done; null when none is done
 * @param waitingSeconds time that the open ones have waited and the done ones have taken, together: where it is greatest is the bottleneck
 */
public record WorkFigures(String processKey, String processZh, String processEn, String stepKey, String stepZh, String stepEn,
        Long officeId, String officeCode, String officeZh, String officeEn, long open, long dueSoon, long overdue, long opened, long done,
        long met, long missed, long doneSeconds, Long maxSeconds, long waitingSeconds) {

    /** Average time of the done in seconds; null when none is done. */
    public Long averageSeconds() {
        return done == 0 ? null : doneSeconds / done;
    }
}
