package org.karawatt.customer.internal.calc;

import org.karawatt.kernel.text.Mask;

/** How addresses look to those who may not see them; everything else by {@link Mask}. */
public final class Masking {

    private static final String REST = "***";
    /** Characters that end the name of a street in a Chinese address. */
    private static final String STREET_ENDS = "路街道巷弄村";

    private Masking() {
    }

    /**
     * An address up to its street: up to the first 路, 街, 道, 巷, 弄 or 村, else up to the last comma (addresses in English begin with the
     * house, so there what follows the comma is kept), else the first character. Digits never pass.
     */
    public static String address(String value) {
        if (value == null || value.isEmpty()) {
            return value;
        }
        for (int i = 1; i < value.length(); i++) {
            if (STREET_ENDS.indexOf(value.charAt(i)) >= 0) {
                return value.substring(0, i + 1).replaceAll("\\d", "*") + REST;
            }
        }
        int comma = value.lastIndexOf(',');
        return comma >= 0 ? REST + value.substring(comma).replaceAll("\\d", "*") : Mask.value(value);
    }
}
