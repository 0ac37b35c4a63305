package org.karawatt.billing.api;

import java.util.List;

/** How a bill came to be, told in one language. */
public record BillExplanation(Bill bill, List<Step> steps) {

    public BillExplanation {
        steps = List.copyOf(steps);
    }

    /** One line of the explanation; {@code depth} 0 is the top. */
    public record Step(int depth, String text) {
    }
}
