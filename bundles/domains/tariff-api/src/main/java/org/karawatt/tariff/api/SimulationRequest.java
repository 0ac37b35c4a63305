package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * One input to be priced on several tariffs.
 *
 * @param tariffIds tariff versions, one to ten, offered or not; never null
 * @param input the input as JSON in the form of worked cases, never null
 * @param curve range of energy; null for none
 */
public record SimulationRequest(List<Long> tariffIds, String input, Curve curve) {

    /**
     * Points at equal distances from one energy to another. Active and reactive energy of the input are scaled, by period in their
     * proportions; demand, capacity and facts stay.
     *
     * @param steps number of points, 2 to 50
     */
    public record Curve(BigDecimal fromKwh, BigDecimal toKwh, int steps) {
    }
}
