package org.karawatt.tariff.api;

import org.karawatt.rating.TariffPlan;

/** A compiled plan together with the id of the tariff version it was compiled from. */
public record PricedTariff(long tariffId, String tariffCode, TariffPlan plan) {
}
