package org.karawatt.audit.internal.calc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.karawatt.quality.api.Formula.Type;

/**
 * The populations that this bundle offers, and what their facts tell. Known before the domains behind them are there, so that a bad formula
 * is refused at once.
 */
public final class Populations {

    public static final String ACCOUNT = "account";
    public static final String POINT = "point";
    public static final String USE = "use";
    public static final String BILL = "bill";
    /** Day as of which records are taken; every population has it. */
    public static final String TODAY = "today";

    private static final Map<String, Map<String, Type>> FIELDS = Map.of(
            ACCOUNT, fields("usageClass", Type.TEXT, "industryCode", Type.TEXT, "voltage", Type.TEXT, "highVoltage", Type.FLAG, "status",
                    Type.TEXT, "openedOn", Type.DATE, "contractKva", Type.NUMBER, "runningKva", Type.NUMBER, "installedKva", Type.NUMBER,
                    "sealedKva", Type.NUMBER, "sealedFrom", Type.DATE, "points", Type.NUMBER, "meters", Type.NUMBER, "touMeters",
                    Type.NUMBER, "tariffCode", Type.TEXT, "tariffClass", Type.TEXT, "tariffOffered", Type.FLAG, "demandMethod", Type.TEXT,
                    "contractDemandKw", Type.NUMBER, "powerFactorStandard", Type.NUMBER, "phoneDoubtful", Type.FLAG, "addressEmpty",
                    Type.FLAG),
            POINT, fields("usageClass", Type.TEXT, "voltage", Type.TEXT, "highVoltage", Type.FLAG, "meteringMode", Type.TEXT, "purpose",
                    Type.TEXT, "calculation", Type.TEXT, "hasMeter", Type.FLAG, "multiplier", Type.NUMBER, "lossMethod", Type.TEXT,
                    "bearsLoss", Type.FLAG, "copperPct", Type.NUMBER, "linePct", Type.NUMBER, "ratioPct", Type.NUMBER, "fixedKwh",
                    Type.NUMBER, "hasParent", Type.FLAG, "runningKva", Type.NUMBER, "kwh", Type.NUMBER, "installedOn", Type.DATE),
            USE, fields("usageClass", Type.TEXT, "runningKva", Type.NUMBER, "installedKva", Type.NUMBER, "sealedKva", Type.NUMBER, "kwh",
                    Type.NUMBER, "kwhBefore", Type.NUMBER, "kwhYearAgo", Type.NUMBER, "zeroMonths", Type.NUMBER, "estimatedMonths",
                    Type.NUMBER, "touKwh", Type.NUMBER, "maxDemandKw", Type.NUMBER),
            BILL, fields("usageClass", Type.TEXT, "tariffCode", Type.TEXT, "amount", Type.NUMBER, "kwh", Type.NUMBER, "amountBefore",
                    Type.NUMBER, "kwhBefore", Type.NUMBER, "averagePrice", Type.NUMBER, "averagePriceBefore", Type.NUMBER, "days",
                    Type.NUMBER));

    private Populations() {
    }

    private static Map<String, Type> fields(Object... pairs) {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], (Type) pairs[i + 1]);
        }
        return Map.copyOf(fields);
    }

    /** Fields of a population of this bundle; null for another. */
    public static Map<String, Type> of(String population) {
        return FIELDS.get(population);
    }
}
