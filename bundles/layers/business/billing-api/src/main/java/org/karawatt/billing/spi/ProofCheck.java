package org.karawatt.billing.spi;


/** One equality that must hold; {@code expected} and {@code actual} carry the two figures as text. */
public record ProofCheck(String name, String expected, String actual, boolean holds) {
}
