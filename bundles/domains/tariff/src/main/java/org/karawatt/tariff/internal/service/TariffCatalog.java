package org.karawatt.tariff.internal.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.internal.calc.Offer;
import org.karawatt.tariff.internal.calc.OfferedPackage;
import org.karawatt.tariff.internal.calc.PackageFile;
import org.karawatt.tariff.internal.store.TariffStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compiled plans in memory. Readers see one immutable {@link Offer} that is exchanged as a whole; what is offered is what the
 * bundles that run in this server bring, whatever the table says.
 */
@Component(service = TariffCatalog.class)
public final class TariffCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(TariffCatalog.class);

    private final UnitOfWork work;
    private final TariffStore store;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Map<String, List<OfferedPackage>> byOrigin = new LinkedHashMap<>();
    // Plans that only a replay asks for. Grows with the package versions ever used, which are some hundreds in years.
    private final Map<Long, PricedTariff> replayed = new ConcurrentHashMap<>();
    private volatile Offer offer;

    @Activate
    public TariffCatalog(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit) {
        this.work = work;
        this.store = new TariffStore(bulk, numbering);
        this.clock = clock;
        this.audit = audit;
        this.offer = new Offer(List.of(), work.readOnly(store::codes));
    }

    Offer offer() {
        return offer;
    }

    /** Stores what is new of a bundle and offers all of it; either all files or none. */
    synchronized void add(String origin, List<PackageFile> files) {
        List<OfferedPackage> packages = work.required(() -> files.stream().map(file -> store(origin, file)).toList());
        byOrigin.put(origin, packages);
        exchange();
        packages.forEach(p -> LOG.info("tariff package {} {} of {} is offered: {} tariffs", p.packageCode(), p.version(), origin,
                p.tariffs().size()));
        offer.shadowed().forEach(s -> LOG.info("tariff {} is replaced", s));
    }

    private OfferedPackage store(String origin, PackageFile file) {
        String code = file.content().code();
        String version = file.content().version();
        var stored = store.find(code, version);
        if (stored.isPresent() && !stored.get().hash().equals(file.hash())) {
            throw KarawattException.conflict(TariffErrors.CHANGED, code, version);
        }
        long id = stored.map(TariffStore.StoredPackage::id).orElseGet(() -> store.insert(file, origin, clock.now()));
        if (stored.isEmpty() || !stored.get().offered() || !stored.get().origin().equals(origin)) {
            store.offered(id, true, origin);
            record("tariff.package.taken-in", id, code, version, origin);
        }
        return new OfferedPackage(id, code, version, origin, priced(id, file.plans()));
    }

    private List<PricedTariff> priced(long packageId, TariffPlans plans) {
        Map<String, Long> ids = new HashMap<>();
        store.tariffIds(packageId).forEach(t -> ids.put(t.code() + " " + t.validFrom(), t.id()));
        List<PricedTariff> priced = new ArrayList<>();
        for (TariffPlan plan : plans.plans()) {
            TariffKey key = plan.key();
            priced.add(new PricedTariff(ids.get(key.code() + " " + key.validFrom()), key.code(), plan));
        }
        return priced;
    }

    /** The bundle has stopped. */
    synchronized void remove(String origin) {
        List<OfferedPackage> gone = byOrigin.remove(origin);
        if (gone == null) {
            return;
        }
        exchange();
        work.required(() -> gone.stream().filter(p -> !offer.offersPackage(p.id()))
                .forEach(p -> {
                    store.offered(p.id(), false, p.origin());
                    record("tariff.package.withdrawn", p.id(), p.packageCode(), p.version(), p.origin());
                }));
        gone.forEach(p -> LOG.info("tariff package {} {} of {} is not offered any more", p.packageCode(), p.version(), origin));
    }

    /** A restart that finds everything as it was changes nothing and is not recorded. */
    private void record(String action, long packageId, String code, String version, String origin) {
        audit.record(CallContext.system(), action, "tariff-package", packageId, code + " " + version + " of " + origin);
    }

    private void exchange() {
        Set<String> known = new HashSet<>(offer.known());
        offer = new Offer(byOrigin.values().stream().flatMap(List::stream).toList(), known);
    }

    PricedTariff plan(String tariffCode, LocalDate on) {
        Offer now = offer;
        return now.find(tariffCode, on).orElseThrow(() -> !now.knows(tariffCode)
                ? KarawattException.notFound(TariffErrors.TARIFF_UNKNOWN, tariffCode)
                : now.offers(tariffCode) ? KarawattException.notFound(TariffErrors.NOT_VALID, tariffCode, on)
                : KarawattException.notFound(TariffErrors.NOT_OFFERED, tariffCode));
    }

    /** From memory when it is offered or was asked for before, else compiled from what was stored. */
    PricedTariff plan(long tariffId) {
        return offer.find(tariffId).orElseGet(() -> {
            PricedTariff known = replayed.get(tariffId);
            return known != null ? known : fromStore(tariffId);
        });
    }

    private PricedTariff fromStore(long tariffId) {
        return work.readOnly(() -> {
            TariffStore.Content content = store.contentOf(tariffId)
                    .orElseThrow(() -> KarawattException.notFound(TariffErrors.TARIFF_UNKNOWN, tariffId));
            priced(content.packageId(), PackageFile.read(content.packageCode(), content.json()).plans())
                    .forEach(p -> replayed.put(p.tariffId(), p));
            return replayed.get(tariffId);
        });
    }
}
