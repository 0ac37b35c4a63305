package org.karawatt.rating;

import java.math.BigDecimal;

/** The power factor that a customer has to keep; (83) Hydro-power Finance No. 215 knows three. */
public enum PowerFactorStandard {
    /** Not subject to the adjustment. */
    NONE(0),
    /** Agricultural and wholesale customers from 100 kVA. */
    P80(80),
    /** Other industry, non-industry and irrigation from 100 kVA. */
    P85(85),
    /** High-voltage industry above 160 kVA, large irrigation stations. */
    P90(90);

    private final int hundredths;

    PowerFactorStandard(int hundredths) {
        this.hundredths = hundredths;
    }

    /** 90 for 0.90; 0 when there is none. */
    public int hundredths() {
        return hundredths;
    }

    /** The standard as a ratio such as 0.90; 0.00 when there is none. */
    public BigDecimal value() {
        return BigDecimal.valueOf(hundredths, 2);
    }
}
