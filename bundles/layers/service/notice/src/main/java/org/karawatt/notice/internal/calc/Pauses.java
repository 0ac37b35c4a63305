package org.karawatt.notice.internal.calc;

import java.time.Duration;

/**
 * How often and how long after each other a notice is tried.
 *
 * @param tries most tries
 * @param first pause after the first one; each further is four times as long
 * @param longest no pause is longer
 */
public record Pauses(int tries, Duration first, Duration longest) {

    /** Whether there is another try after this many. */
    public boolean goesOn(int tried) {
        return tried < tries;
    }

    /** The pause after this many tries, one or more. */
    public Duration after(int tried) {
        Duration pause = first;
        for (int i = 1; i < tried && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(4);
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
