package org.karawatt.rating.tariff;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The charge methods that a compiler knows, by name and version. The standard ones are always there; others are added to a registry that
 * is passed to {@link TariffCompiler}. Immutable and thread-safe.
 */
public final class ChargeMethods {

    /**
     * Steps of a bill that a contributed method can run before, in order. Everything about energy runs at {@code ENERGY}; {@code END} is
     * behind all steps.
     */
    public static final List<String> POSITIONS =
            List.of("ENERGY", "FIXED", "CAPACITY", "POWER_FACTOR", "FUND", "FEE", "SUBSIDY", "BOUNDS", "TAX", "END");

    private static final ChargeMethods STANDARD = new ChargeMethods(StandardMethods.all());

    private final Map<String, ChargeMethod> methods;

    private ChargeMethods(Map<String, ChargeMethod> methods) {
        this.methods = methods;
    }

    /** The methods of the product. */
    public static ChargeMethods standard() {
        return STANDARD;
    }

    /**
     * These methods and one more.
     *
     * @throws IllegalArgumentException when there is one of that name and version already
     */
    public ChargeMethods with(ChargeMethod method) {
        Map<String, ChargeMethod> more = new TreeMap<>(methods);
        if (more.put(key(method.name(), method.version()), Objects.requireNonNull(method)) != null) {
            throw new IllegalArgumentException("there is a method " + key(method.name(), method.version()) + " already");
        }
        return new ChargeMethods(more);
    }

    /** The method of that name and version; null when there is none. */
    public ChargeMethod find(String name, int version) {
        return methods.get(key(name, version));
    }

    /** Names with versions, sorted. */
    public List<String> names() {
        return List.copyOf(methods.keySet());
    }

    static String key(String name, int version) {
        return name + "@" + version;
    }
}
