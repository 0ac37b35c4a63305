package org.karawatt.tariff.internal.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.tariff.ChargeMethods;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.tariff.api.PackageStatus;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.internal.calc.Offer;
import org.karawatt.tariff.internal.calc.OfferedPackage;
import org.karawatt.tariff.internal.calc.PackageFile;
import org.karawatt.tariff.internal.calc.Texts;
import org.karawatt.tariff.internal.store.TariffStore;
import org.karawatt.tariff.internal.store.TariffStore.StoredPackage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compiled plans in memory. Readers see one immutable {@link Offer} that is exchanged as a whole. Offered is what is active and there:
 * what the bundles that run in this server bring, and what people have imported and approved.
 *
 * <p>Lock order: {@link MethodRegistry}, then this.
 */
@Component(service = TariffCatalog.class)
public final class TariffCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(TariffCatalog.class);

    private final UnitOfWork work;
    private final TariffStore store;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final ApprovalPolicy policy;
    private final MethodRegistry registry;
    private final MethodRegistry.Listener methodsChanged = this::methodsChanged;
    private final Map<String, List<Held>> bundles = new LinkedHashMap<>();
    private final Map<Long, Held> uploads = new LinkedHashMap<>();
    private volatile Offer offer;
    private volatile Compiler compiler;

    /**
     * The methods to compile with, and the plans that only a replay has asked for. These grow with the package versions ever used, which
     * are some hundreds in years.
     */
    private record Compiler(ChargeMethods methods, Map<Long, PricedTariff> replayed) {
    }

    /** A package that is there. Guarded by the catalog's monitor. */
    private static final class Held {
        private final String origin;
        private final PackageFile file;
        /** 0 until it is stored. */
        private long id;
        private PackageStatus status = PackageStatus.WAITING;
        private Map<String, Long> ids = Map.of();
        private List<PricedTariff> tariffs = List.of();
        private Set<String> missing = Set.of();
        /** Why it cannot be used although it misses no method; null when it can. */
        private RuntimeException fault;

        private Held(String origin, PackageFile file) {
            this.origin = origin;
            this.file = file;
        }

        private String label() {
            return file.content().code() + " " + file.content().version();
        }
    }

    /**
     * A package that is not offered although it could be.
     *
     * @param packageId 0 when nothing of it is stored
     * @param fault what is wrong with it; null when it only misses methods
     */
    record Obstacle(long packageId, PackageFile file, String origin, Set<String> missing, RuntimeException fault) {

        String text(Locale locale) {
            return fault == null ? Texts.of(TariffErrors.METHOD_AWAY, locale, file.content().code(), String.join(", ", missing))
                    : Texts.of(fault, locale);
        }
    }

    @Activate
    public TariffCatalog(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference ApprovalPolicy policy, @Reference MethodRegistry registry) {
        this.work = work;
        this.store = new TariffStore(bulk, numbering);
        this.clock = clock;
        this.audit = audit;
        this.policy = policy;
        this.registry = registry;
        this.compiler = new Compiler(ChargeMethods.standard(), new ConcurrentHashMap<>());
        this.offer = new Offer(List.of(), work.readOnly(store::codes));
        work.readOnly(() -> {
            store.activeUploads().forEach(id -> hold(store.find(id).orElseThrow()));
            return null;
        });
        registry.listen(methodsChanged);
    }

    @Deactivate
    void stop() {
        registry.forget(methodsChanged);
    }

    Offer offer() {
        return offer;
    }

    ChargeMethods methods() {
        return compiler.methods();
    }

    /** Takes what a person has imported into memory; what cannot be read any more is noted and harms nobody else. */
    private void hold(StoredPackage stored) {
        try {
            Held held = new Held(stored.origin(), PackageFile.read(store.content(stored.id()).orElseThrow().json()));
            bind(held, stored.id(), PackageStatus.ACTIVE);
            uploads.put(stored.id(), held);
        } catch (KarawattException e) {
            LOG.warn("imported tariff package {} {} cannot be read and is not offered", stored.packageCode(), stored.version(), e);
        }
    }

    /** Stores what is new of a bundle and offers what may be; either all files or none. */
    synchronized void add(String origin, List<PackageFile> files) {
        List<Held> held = files.stream().map(file -> new Held(origin, file)).toList();
        for (Held one : held) {
            one.missing = missing(one.file);
            if (one.missing.isEmpty()) {
                one.file.prove(methods());
            }
        }
        work.required(() -> held.forEach(this::admit));
        bundles.put(origin, held);
        exchange();
        held.forEach(this::tell);
        offer.shadowed().forEach(s -> LOG.info("tariff {} is replaced", s));
    }

    private Set<String> missing(PackageFile file) {
        Set<String> missing = new TreeSet<>();
        file.missing(methods()).values().forEach(missing::addAll);
        return missing;
    }

    private void tell(Held held) {
        if (!held.missing.isEmpty()) {
            LOG.warn("tariff package {} of {} waits for {}", held.label(), held.origin, held.missing);
        } else if (held.fault != null) {
            LOG.warn("tariff package {} of {} is not offered", held.label(), held.origin, held.fault);
        } else if (held.status != PackageStatus.ACTIVE) {
            LOG.info("tariff package {} of {} is {}", held.label(), held.origin, held.status);
        } else {
            LOG.info("tariff package {} of {} is offered: {} tariffs", held.label(), held.origin, held.tariffs.size());
        }
    }

    /** Finds or stores the package of a bundle. One that waits for a method is only found, because it has not been proven. */
    private void admit(Held held) {
        String code = held.file.content().code();
        String version = held.file.content().version();
        Optional<StoredPackage> stored = store.find(code, version);
        if (stored.isPresent() && !stored.get().hash().equals(held.file.hash())) {
            throw KarawattException.conflict(TariffErrors.CHANGED, code, version);
        }
        if (stored.isEmpty()) {
            if (held.missing.isEmpty()) {
                PackageStatus status = policy.waits(held.origin) ? PackageStatus.PROPOSED : PackageStatus.ACTIVE;
                long id = store.insert(held.file, held.origin, status, null, clock.now());
                took(held, id, status, status == PackageStatus.ACTIVE ? "tariff.package.taken-in" : "tariff.package.proposed");
                bind(held, id, status);
            }
            return;
        }
        StoredPackage known = stored.get();
        switch (known.status()) {
            case REJECTED, WITHDRAWN -> throw KarawattException.conflict(TariffErrors.DECIDED_AGAINST, code, version, known.status());
            case PROPOSED -> {
                if (policy.waits(held.origin)) {
                    bind(held, known.id(), PackageStatus.PROPOSED);
                    return;
                }
                // who may deploy bundles may activate what they carry; from now on it goes with its bundle
                if (!store.move(known.id(), PackageStatus.PROPOSED, PackageStatus.ACTIVE, true)) {
                    throw KarawattException.conflict(TariffErrors.NOT_PROPOSED, code, version, "?");
                }
                store.broughtBy(known.id(), held.origin, null);
                took(held, known.id(), PackageStatus.ACTIVE, "tariff.package.taken-in");
            }
            default -> {
                if (!known.isUpload() && (!known.offered() || !known.origin().equals(held.origin))) {
                    store.offered(known.id(), true, held.origin);
                    record("tariff.package.taken-in", known.id(), code, version, held.origin);
                }
            }
        }
        bind(held, known.id(), PackageStatus.ACTIVE);
    }

    private void took(Held held, long id, PackageStatus status, String action) {
        store.step(id, status, CallContext.system().user(), held.origin, clock.now());
        record(action, id, held.file.content().code(), held.file.content().version(), held.origin);
    }

    /** Connects the package with its rows and compiles it when its methods are there. */
    private void bind(Held held, long id, PackageStatus status) {
        held.id = id;
        held.status = status;
        Map<String, Long> ids = new HashMap<>();
        store.tariffIds(id).forEach(t -> ids.put(t.code() + " " + t.validFrom(), t.id()));
        held.ids = ids;
        compile(held);
    }

    private void compile(Held held) {
        held.missing = missing(held.file);
        held.tariffs = List.of();
        held.fault = null;
        if (held.missing.isEmpty()) {
            try {
                held.tariffs = priced(held.ids, held.file.compile(methods()));
            } catch (KarawattException e) {
                held.fault = e;
            }
        }
    }

    private static List<PricedTariff> priced(Map<String, Long> ids, TariffPlans plans) {
        List<PricedTariff> priced = new ArrayList<>();
        for (TariffPlan plan : plans.plans()) {
            TariffKey key = plan.key();
            priced.add(new PricedTariff(ids.get(key.code() + " " + key.validFrom()), key.code(), plan));
        }
        return priced;
    }

    /** The bundle has stopped. */
    synchronized void remove(String origin) {
        List<Held> gone = bundles.remove(origin);
        if (gone == null) {
            return;
        }
        exchange();
        List<Held> active = gone.stream().filter(h -> h.id != 0 && h.status == PackageStatus.ACTIVE && !isBrought(h.id)).toList();
        work.required(() -> active.forEach(h -> {
            store.offered(h.id, false, h.origin);
            record("tariff.package.withdrawn", h.id, h.file.content().code(), h.file.content().version(), h.origin);
        }));
        gone.forEach(h -> LOG.info("tariff package {} of {} is not offered any more", h.label(), origin));
    }

    private boolean isBrought(long packageId) {
        return held().anyMatch(h -> h.id == packageId);
    }

    /** A restart that finds everything as it was changes nothing and is not recorded. */
    private void record(String action, long packageId, String code, String version, String origin) {
        audit.record(CallContext.system(), action, "tariff-package", packageId, code + " " + version + " of " + origin);
    }

    /**
     * A person has decided about a package, and that is committed: the row tells what it has come to, whichever of two decisions is heard
     * first.
     */
    synchronized void decided(long packageId) {
        try {
            work.readOnly(() -> {
                StoredPackage stored = store.find(packageId).orElseThrow();
                uploads.remove(packageId);
                if (stored.isUpload() && stored.status() == PackageStatus.ACTIVE) {
                    hold(stored);
                }
                bundles.values().stream().flatMap(List::stream).filter(held -> held.id == packageId).forEach(held -> {
                    held.status = stored.status();
                    compile(held);
                });
                return stored;
            });
        } catch (RuntimeException e) {
            LOG.error("tariff package {} was decided about, and what is offered does not follow it before a restart", packageId, e);
            return;
        }
        exchange();
        held().filter(held -> held.id == packageId).forEach(this::tell);
    }

    private Stream<Held> held() {
        return Stream.concat(uploads.values().stream(), bundles.values().stream().flatMap(List::stream));
    }

    /** What would be offered without a package. */
    synchronized Offer without(long packageId) {
        return new Offer(active().stream().filter(p -> p.id() != packageId).toList(), offer.known());
    }

    /** What would be offered with a package that is not active yet. */
    synchronized Offer with(OfferedPackage more) {
        List<OfferedPackage> packages = new ArrayList<>(active());
        packages.removeIf(p -> p.id() == more.id());
        packages.add(more);
        return new Offer(packages, offer.known());
    }

    private List<OfferedPackage> active() {
        return held().map(TariffCatalog::offered).flatMap(Optional::stream).toList();
    }

    private static Optional<OfferedPackage> offered(Held held) {
        if (held.id == 0 || held.status != PackageStatus.ACTIVE || held.fault != null) {
            return Optional.empty();
        }
        Set<String> codes = new HashSet<>();
        held.file.content().tariffs().forEach(tariff -> codes.add(tariff.code()));
        return Optional.of(new OfferedPackage(held.id, held.file.content().code(), held.file.content().version(), held.origin, codes,
                held.tariffs, List.copyOf(held.missing)));
    }

    private void exchange() {
        offer = new Offer(active(), offer.known());
    }

    /** Compiles anew what contributed methods price, and takes in what has waited for them. */
    private synchronized void methodsChanged(ChargeMethods now) {
        compiler = new Compiler(now, new ConcurrentHashMap<>());
        for (Held held : held().filter(held -> !held.missing.isEmpty() || usesMethods(held.file)).toList()) {
            Set<String> before = held.missing;
            if (held.id == 0) {
                takeIn(held);
            } else {
                compile(held);
            }
            if (!held.missing.equals(before) || held.fault != null) {
                tell(held);
            }
        }
        exchange();
    }

    private static boolean usesMethods(PackageFile file) {
        return !file.missing(ChargeMethods.standard()).isEmpty();
    }

    /** A package of a bundle whose last method has come. It cannot refuse its bundle any more, so what is wrong is told with it. */
    private void takeIn(Held held) {
        held.missing = missing(held.file);
        held.fault = null;
        if (!held.missing.isEmpty()) {
            return;
        }
        try {
            held.file.prove(methods());
            work.required(() -> admit(held));
        } catch (RuntimeException e) {
            held.id = 0;
            held.status = PackageStatus.WAITING;
            held.fault = e;
        }
    }

    /** Packages that wait for a method or cannot be used. */
    synchronized List<Obstacle> obstacles() {
        return held().filter(h -> !h.missing.isEmpty() || h.fault != null)
                .map(h -> new Obstacle(h.id, h.file, h.origin, h.missing, h.fault)).toList();
    }

    /** Why an active package is not offered, as a sentence; null when it is, or is not active. */
    String problem(TariffPackageInfo info, Locale locale) {
        if (info.status() != PackageStatus.ACTIVE || info.offered()) {
            return null;
        }
        Optional<Obstacle> obstacle = obstacles().stream().filter(o -> o.packageId() == info.id()).findFirst();
        if (obstacle.isPresent()) {
            return obstacle.get().text(locale);
        }
        Offer now = offer;
        if (!now.isThere(info.id())) {
            return Texts.of(TariffErrors.NOT_DEPLOYED, locale, info.origin());
        }
        return now.instead(info.id()).map(p -> Texts.of(TariffErrors.SUPERSEDED, locale, p.packageCode(), p.version())).orElse(null);
    }

    PricedTariff plan(String tariffCode, LocalDate on) {
        Offer now = offer;
        return now.find(tariffCode, on).orElseThrow(() -> refusal(now, tariffCode, on));
    }

    private static KarawattException refusal(Offer now, String tariffCode, LocalDate on) {
        if (!now.knows(tariffCode)) {
            return KarawattException.notFound(TariffErrors.TARIFF_UNKNOWN, tariffCode);
        }
        if (now.offers(tariffCode)) {
            return KarawattException.notFound(TariffErrors.NOT_VALID, tariffCode, on);
        }
        List<String> missing = now.owner(tariffCode).map(OfferedPackage::missing).orElse(List.of());
        return missing.isEmpty() ? KarawattException.notFound(TariffErrors.NOT_OFFERED, tariffCode)
                : KarawattException.conflict(TariffErrors.METHOD_AWAY, tariffCode, String.join(", ", missing));
    }

    /** From memory when it is offered or was asked for before, else compiled from what was stored. */
    PricedTariff plan(long tariffId) {
        return offer.find(tariffId).orElseGet(() -> {
            Compiler now = compiler;
            PricedTariff known = now.replayed().get(tariffId);
            return known != null ? known : fromStore(tariffId, now);
        });
    }

    /** The version that a key names. */
    PricedTariff plan(TariffKey key) {
        return plan(work.readOnly(() -> store.tariffId(key))
                .orElseThrow(() -> KarawattException.notFound(TariffErrors.TARIFF_UNKNOWN, key)));
    }

    private PricedTariff fromStore(long tariffId, Compiler now) {
        return work.readOnly(() -> {
            TariffStore.Content content = store.contentOf(tariffId)
                    .orElseThrow(() -> KarawattException.notFound(TariffErrors.TARIFF_UNKNOWN, tariffId));
            PackageFile file = PackageFile.read(content.json());
            Set<String> missing = new TreeSet<>();
            file.missing(now.methods()).values().forEach(missing::addAll);
            if (!missing.isEmpty()) {
                throw KarawattException.conflict(TariffErrors.METHOD_AWAY, content.packageCode(), String.join(", ", missing));
            }
            Map<String, Long> ids = new HashMap<>();
            store.tariffIds(content.packageId()).forEach(t -> ids.put(t.code() + " " + t.validFrom(), t.id()));
            priced(ids, file.compile(now.methods())).forEach(p -> now.replayed().put(p.tariffId(), p));
            return now.replayed().get(tariffId);
        });
    }
}
