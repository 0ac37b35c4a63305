package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.util.List;

/** Two tariff versions side by side, and where they differ; the versions without their definitions. */
public record TariffComparison(TariffInfo before, TariffInfo after, List<Difference> differences) {

    public TariffComparison {
        differences = List.copyOf(differences);
    }

    /**
     * One value that differs.
     *
     * @param section first part of the path, such as {@code energy}
     * @param path path in the definition, such as {@code energy.price.PEAK} or {@code funds[RENEWABLE].price}
     * @param before null when only the later version has it
     * @param after null when only the earlier version has it
     * @param changePercent change of a number in percent of what it was, two decimals; null for anything else
     */
    public record Difference(String section, String path, String labelZh, String labelEn, String before, String after,
            BigDecimal changePercent) {
    }
}
