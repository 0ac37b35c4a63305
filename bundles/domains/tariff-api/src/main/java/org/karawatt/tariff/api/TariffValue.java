package org.karawatt.tariff.api;

/**
 * One value of a tariff definition, with what people call its place.
 *
 * @param section first part of the path, such as {@code energy}; {@code general} for what stands alone
 * @param path path in the definition, such as {@code energy.price.PEAK} or {@code funds[RENEWABLE].price}
 * @param value the value as text; numbers in plain notation, never null
 */
public record TariffValue(String section, String path, String labelZh, String labelEn, String value) {
}
