package org.karawatt.tariff.internal.calc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.tariff.api.PricedTariff;

/**
 * What can be priced at one moment. Immutable: a change makes a new one.
 *
 * <p>Of one package only the highest version counts. When two packages carry the same tariff code, one that was imported and approved goes
 * before one of a utility's bundle, and that before one of the product; between two of the same kind the lower package code wins. A
 * package whose charge method is away keeps its place: nothing else silently prices in its stead.
 */
public final class Offer {

    /** Nothing is offered and nothing known. */
    public static final Offer NONE = new Offer(List.of(), Set.of());

    private final Map<String, List<PricedTariff>> byCode = new HashMap<>();
    private final Map<Long, PricedTariff> byId = new HashMap<>();
    private final List<OfferedPackage> packages;
    private final Set<String> known;
    private final List<String> shadowed = new ArrayList<>();
    private final Map<String, OfferedPackage> owners = new HashMap<>();

    /**
     * @param packages active packages that were imported or whose bundles are running
     * @param stored tariff codes that have ever been active
     */
    public Offer(Collection<OfferedPackage> packages, Set<String> stored) {
        this.packages = List.copyOf(packages);
        Set<String> codes = new HashSet<>(stored);
        Map<String, OfferedPackage> highest = new TreeMap<>();
        for (OfferedPackage p : packages) {
            codes.addAll(p.codes());
            p.tariffs().forEach(t -> byId.put(t.tariffId(), t));
            highest.merge(p.packageCode(), p, Offer::higher);
        }
        this.known = Set.copyOf(codes);
        List<OfferedPackage> order = new ArrayList<>(highest.values());
        order.sort(Comparator.comparing(OfferedPackage::rank).thenComparing(OfferedPackage::packageCode));
        for (OfferedPackage p : order) {
            for (String code : p.codes()) {
                OfferedPackage winner = owners.putIfAbsent(code, p);
                if (winner != null) {
                    shadowed.add(code + " of " + p.packageCode() + " by " + winner.packageCode());
                }
            }
        }
        owners.forEach((code, owner) -> {
            List<PricedTariff> versions = owner.tariffs().stream().filter(t -> t.tariffCode().equals(code)).toList();
            if (!versions.isEmpty()) {
                byCode.put(code, versions);
            }
        });
    }

    /** The same version may come from a bundle and from an import. */
    private static OfferedPackage higher(OfferedPackage a, OfferedPackage b) {
        int order = Versions.ORDER.compare(a.version(), b.version());
        return order > 0 || order == 0 && a.rank() <= b.rank() ? a : b;
    }

    /** Whether a tariff of this code has ever been loaded. */
    public boolean knows(String tariffCode) {
        return known.contains(tariffCode);
    }

    /** Whether the code can be priced. */
    public boolean offers(String tariffCode) {
        return byCode.containsKey(tariffCode);
    }

    /** Codes that can be priced. */
    public Set<String> offered() {
        return Set.copyOf(byCode.keySet());
    }

    /** The package that stands for a tariff code, which may miss a charge method. */
    public Optional<OfferedPackage> owner(String tariffCode) {
        return Optional.ofNullable(owners.get(tariffCode));
    }

    /** Whether accounts on this tariff are priced by this package. */
    public boolean offers(long packageId, String tariffCode) {
        OfferedPackage owner = owners.get(tariffCode);
        return owner != null && owner.id() == packageId && owner.missing().isEmpty();
    }

    /** Whether the package prices at least one tariff. */
    public boolean offersPackage(long packageId) {
        return owners.values().stream().anyMatch(owner -> owner.id() == packageId && owner.missing().isEmpty());
    }

    /** Whether the package is active, there, and misses nothing; another one may go before it. */
    public boolean isThere(long packageId) {
        return packages.stream().anyMatch(p -> p.id() == packageId && p.missing().isEmpty());
    }

    /** All active packages that are there, also those that stand back. */
    public List<OfferedPackage> packages() {
        return packages;
    }

    /** The package that prices the first tariff of one that stands back; empty when it does not. */
    public Optional<OfferedPackage> instead(long packageId) {
        return packages.stream().filter(p -> p.id() == packageId).flatMap(p -> p.codes().stream().sorted()).map(owners::get)
                .filter(owner -> owner != null && owner.id() != packageId).findFirst();
    }

    /** The version of the tariff that is in force on the day. */
    public Optional<PricedTariff> find(String tariffCode, LocalDate on) {
        for (PricedTariff tariff : byCode.getOrDefault(tariffCode, List.of())) {
            if (tariff.plan().validity().contains(on)) {
                return Optional.of(tariff);
            }
        }
        return Optional.empty();
    }

    /** An offered tariff version by its id, also of a package version that does not count at the moment. */
    public Optional<PricedTariff> find(long tariffId) {
        return Optional.ofNullable(byId.get(tariffId));
    }

    /** Tariffs that stand back behind another package, for the log. */
    public List<String> shadowed() {
        return List.copyOf(shadowed);
    }

    /** All codes ever loaded. */
    public Set<String> known() {
        return known;
    }
}
