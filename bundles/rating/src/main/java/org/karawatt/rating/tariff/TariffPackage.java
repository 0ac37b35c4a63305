package org.karawatt.rating.tariff;

import java.util.Currency;
import java.util.List;
import org.karawatt.rating.LocalText;

/**
 * One tariff package file: tariffs with the cases that prove them. Immutable.
 *
 * @param code package code such as {@code zhejiang-residential}, never null
 * @param version version of the package such as {@code 1.0.0}, never null
 * @param name printed name, never null
 * @param source where the prices are published, never null
 * @param note assumptions and known differences; empty when there are none; never null
 * @param currency currency of all prices, never null
 * @param tariffs the tariffs, never null; several versions of one code differ in their validity
 * @param cases worked cases, never null
 */
public record TariffPackage(String code, String version, LocalText name, String source, String note, Currency currency,
        List<TariffDefinition> tariffs, List<WorkedCase> cases) {

    public TariffPackage {
        tariffs = List.copyOf(tariffs);
        cases = List.copyOf(cases);
    }
}
