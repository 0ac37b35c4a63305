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
import java.util.stream.Collectors;
import org.karawatt.tariff.api.PricedTariff;

/**
 * What can be priced at one moment. Immutable: a change makes a new one.
 *
 * <p>Of one package only the highest version counts. When two packages carry the same tariff code, the one of a utility goes before
 * one of the product, so that a utility can replace a tariff; between two of the same kind the lower package code wins.
 */
public final class Offer {

    /** Nothing is offered and nothing known. */
    public static final Offer NONE = new Offer(List.of(), Set.of());

    private final Map<String, List<PricedTariff>> byCode = new HashMap<>();
    private final Map<Long, PricedTariff> byId = new HashMap<>();
    private final Set<Long> packageIds;
    private final Set<String> known;
    private final List<String> shadowed = new ArrayList<>();

    /**
     * @param packages packages of all running bundles
     * @param stored tariff codes that have ever been loaded
     */
    public Offer(Collection<OfferedPackage> packages, Set<String> stored) {
        this.packageIds = packages.stream().map(OfferedPackage::id).collect(Collectors.toUnmodifiableSet());
        Set<String> codes = new HashSet<>(stored);
        Map<String, OfferedPackage> highest = new TreeMap<>();
        for (OfferedPackage p : packages) {
            p.tariffs().forEach(t -> {
                byId.put(t.tariffId(), t);
                codes.add(t.tariffCode());
            });
            highest.merge(p.packageCode(), p, (a, b) -> Versions.ORDER.compare(a.version(), b.version()) >= 0 ? a : b);
        }
        this.known = Set.copyOf(codes);
        List<OfferedPackage> order = new ArrayList<>(highest.values());
        order.sort(Comparator.comparing((OfferedPackage p) -> !p.isUtilitys()).thenComparing(OfferedPackage::packageCode));
        Map<String, String> winners = new HashMap<>();
        for (OfferedPackage p : order) {
            for (PricedTariff tariff : p.tariffs()) {
                String winner = winners.putIfAbsent(tariff.tariffCode(), p.packageCode());
                if (winner == null || winner.equals(p.packageCode())) {
                    byCode.computeIfAbsent(tariff.tariffCode(), c -> new ArrayList<>()).add(tariff);
                } else {
                    shadowed.add(tariff.tariffCode() + " of " + p.packageCode() + " by " + winner);
                }
            }
        }
    }

    /** Whether a tariff of this code has ever been loaded. */
    public boolean knows(String tariffCode) {
        return known.contains(tariffCode);
    }

    /** Whether a running bundle offers the code. */
    public boolean offers(String tariffCode) {
        return byCode.containsKey(tariffCode);
    }

    /** Whether a running bundle brings this package. */
    public boolean offersPackage(long packageId) {
        return packageIds.contains(packageId);
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
