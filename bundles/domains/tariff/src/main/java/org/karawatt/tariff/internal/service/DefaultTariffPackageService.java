package org.karawatt.tariff.internal.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.rating.tariff.TariffDefinition;
import org.karawatt.rating.tariff.TariffPackage;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.rating.tariff.UrdbImporter;
import org.karawatt.tariff.api.CaseResult;
import org.karawatt.tariff.api.PackageFault;
import org.karawatt.tariff.api.PackageImport;
import org.karawatt.tariff.api.PackageStatus;
import org.karawatt.tariff.api.PackageUpload;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.api.TariffPackageService;
import org.karawatt.tariff.internal.calc.Effects;
import org.karawatt.tariff.internal.calc.Offer;
import org.karawatt.tariff.internal.calc.OfferedPackage;
import org.karawatt.tariff.internal.calc.PackageFile;
import org.karawatt.tariff.internal.calc.Texts;
import org.karawatt.tariff.internal.calc.Versions;
import org.karawatt.tariff.internal.store.TariffStore;
import org.karawatt.tariff.internal.store.TariffStore.StoredPackage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Packages that people import; what is offered of them is up to the catalog. */
@Component
public final class DefaultTariffPackageService implements TariffPackageService {

    private static final String READ = "tariff.read";
    private static final String WRITE = "tariff.write";
    private static final String APPROVE = "tariff.approve";
    private static final int MAX_NAME = 200;
    private static final String FIRST_VERSION = "1.0.0";
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final Pattern LOCATED = Pattern.compile("(.*?) ?\\(line (\\d+)\\)", Pattern.DOTALL);

    private final TariffCatalog catalog;
    private final UnitOfWork work;
    private final TariffStore store;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    @Activate
    public DefaultTariffPackageService(@Reference TariffCatalog catalog,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox) {
        this.catalog = catalog;
        this.work = work;
        this.store = new TariffStore(bulk, numbering);
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** What could be found out about a file without storing it. */
    private static final class Inspection {
        private PackageFile file;
        private List<CaseResult> cases = List.of();
        private List<String> effects = List.of();
        private final List<Fault> faults = new ArrayList<>();
        /** The row of the same content that was decided against before; null when there is none. */
        private StoredPackage again;
    }

    @Override
    public PackageImport dryRun(CallContext context, PackageUpload upload) {
        context.require(WRITE);
        Inspection found = inspect(upload, context.locale());
        return result(context, found, null);
    }

    @Override
    public PackageImport importPackage(CallContext context, PackageUpload upload) {
        context.require(WRITE);
        Inspection found = inspect(upload, context.locale());
        if (!found.faults.isEmpty()) {
            throw KarawattException.invalid(found.faults);
        }
        PackageFile file = found.file;
        TariffPackage content = file.content();
        long id = work.required(() -> {
            long stored = found.again == null ? insert(context, file) : proposeAgain(context, found.again);
            store.step(stored, PackageStatus.PROPOSED, context.user(), upload.name(), clock.now());
            record(context, "tariff.package.proposed", stored, content.code(), content.version(), upload.name());
            publish("proposed", stored, content.code(), content.version());
            return stored;
        });
        return result(context, found, id);
    }

    private long insert(CallContext context, PackageFile file) {
        try {
            return store.insert(file, TariffPackageInfo.UPLOAD, PackageStatus.PROPOSED, context.user(), clock.now());
        } catch (DuplicateKeyException e) {
            throw KarawattException.conflict(TariffErrors.ALREADY_THERE, file.content().code(), file.content().version(),
                    PackageStatus.PROPOSED);
        }
    }

    private long proposeAgain(CallContext context, StoredPackage again) {
        if (!store.move(again.id(), again.status(), PackageStatus.PROPOSED, false)) {
            throw KarawattException.conflict(TariffErrors.ALREADY_THERE, again.packageCode(), again.version(), PackageStatus.PROPOSED);
        }
        store.broughtBy(again.id(), TariffPackageInfo.UPLOAD, context.user());
        return again.id();
    }

    private PackageImport result(CallContext context, Inspection found, Long id) {
        boolean sound = found.faults.isEmpty();
        TariffPackage content = found.file == null ? null : found.file.content();
        List<TariffInfo> tariffs = found.file == null ? List.of()
                : id == null ? tariffs(found.file) : work.readOnly(() -> store.tariffsOf(id, catalog.offer()::offers));
        return new PackageImport(id, sound ? PackageStatus.PROPOSED : null, content == null ? null : content.code(),
                content == null ? null : content.version(), tariffs, found.cases,
                found.faults.stream().map(fault -> told(fault, context.locale())).toList(), found.effects);
    }

    private static List<TariffInfo> tariffs(PackageFile file) {
        List<TariffInfo> tariffs = new ArrayList<>();
        for (int i = 0; i < file.content().tariffs().size(); i++) {
            TariffDefinition tariff = file.content().tariffs().get(i);
            tariffs.add(new TariffInfo(0, tariff.code(), file.content().code(), file.content().version(), tariff.name().zh(),
                    tariff.name().en(), tariff.usageClass(), tariff.validFrom(), tariff.validTo(), false, null, tariff.voltages(),
                    file.methodsOf(i)));
        }
        return tariffs;
    }

    private static PackageFault told(Fault fault, Locale locale) {
        Matcher located = LOCATED.matcher(fault.field());
        boolean line = located.matches() && located.group(2).length() < 9;
        return new PackageFault(line ? Integer.valueOf(located.group(2)) : null, line ? located.group(1) : fault.field(),
                fault.code().code(), fault.message(locale));
    }

    private Inspection inspect(PackageUpload upload, Locale locale) {
        Faults faults = new Faults();
        faults.required("format", upload.format()).text("name", upload.name(), MAX_NAME).required("content", upload.content());
        faults.throwIfAny();
        Inspection found = new Inspection();
        try {
            found.file = PackageFile.read(content(upload));
            check(found, locale);
        } catch (KarawattException e) {
            if (e.kind() != KarawattException.Kind.INVALID) {
                throw e;
            }
            // lines of the package that was made of other rates would mislead
            found.faults.addAll(upload.format() == PackageUpload.Format.URDB && found.file != null ? e.faults().stream()
                    .map(fault -> Fault.of(told(fault, locale).field(), fault.code(), fault.args().toArray())).toList() : e.faults());
        }
        return found;
    }

    private static byte[] content(PackageUpload upload) {
        if (upload.format() != PackageUpload.Format.URDB) {
            return upload.content();
        }
        String code = upload.packageCode() == null ? code(upload.name()) : upload.packageCode();
        String version = upload.version() == null ? FIRST_VERSION : upload.version();
        if (!CODE.matcher(code).matches()) {
            throw KarawattException.invalid(List.of(Fault.of("packageCode", TariffErrors.PACKAGE_CODE, code)));
        }
        new Faults().text("version", version, 20).throwIfAny();
        try {
            return UrdbImporter.convert(upload.content(), code, version, upload.validFrom());
        } catch (KarawattException e) {
            throw TariffPackageReader.located(upload.content(), e);
        }
    }

    /** A file name without its ending, as a package code. */
    private static String code(String name) {
        String plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceFirst("\\.[A-Za-z]{1,5}$", "");
        String code = plain.replaceAll("[^A-Za-z0-9._-]+", "-");
        return "urdb-" + (code.length() > 50 ? code.substring(0, 50) : code);
    }

    /** Everything that can be said against a file that could be read. */
    private void check(Inspection found, Locale locale) {
        PackageFile file = found.file;
        work.readOnly(() -> {
            clashes(found);
            return null;
        });
        TariffPlans plans;
        try {
            plans = file.compile(catalog.methods());
        } catch (KarawattException e) {
            found.faults.addAll(e.faults());
            return;
        }
        found.cases = file.cases(plans);
        try {
            file.prove(catalog.methods());
        } catch (KarawattException e) {
            found.faults.addAll(e.faults());
        }
        found.effects = effects(file, found.again == null ? -1 : found.again.id(), plans, locale).texts();
    }

    private void clashes(Inspection found) {
        PackageFile file = found.file;
        String code = file.content().code();
        String version = file.content().version();
        store.find(code, version).ifPresent(stored -> {
            if (!stored.hash().equals(file.hash())) {
                found.faults.add(Fault.of("version", TariffErrors.CHANGED, code, version));
            } else if (stored.status() == PackageStatus.ACTIVE || stored.status() == PackageStatus.PROPOSED) {
                found.faults.add(Fault.of("version", TariffErrors.ALREADY_THERE, code, version, stored.status()));
            } else {
                found.again = stored;
            }
        });
        higher(code, version).ifPresent(higher ->
                found.faults.add(Fault.of("version", TariffErrors.LOWER_VERSION, code, higher, version)));
    }

    /** The version of the package that goes before this one. */
    private Optional<String> higher(String code, String version) {
        return catalog.offer().packages().stream().filter(p -> p.packageCode().equals(code)).map(OfferedPackage::version)
                .filter(other -> Versions.ORDER.compare(other, version) > 0).max(Versions.ORDER);
    }

    private Effects effects(PackageFile file, long packageId, TariffPlans plans, Locale locale) {
        OfferedPackage approved = new OfferedPackage(packageId, file.content().code(), file.content().version(), TariffPackageInfo.UPLOAD,
                Set.copyOf(plans.plans().stream().map(plan -> plan.key().code()).toList()), List.of(), List.of());
        return work.readOnly(() -> new Effects(catalog.offer(), catalog.with(approved), clock.today(), locale,
                id -> store.tariff(id, (p, code) -> true).orElseThrow().definition()).of(file, approved));
    }

    @Override
    public TariffPackageDetail tariffPackage(CallContext context, long packageId) {
        context.require(READ);
        return work.readOnly(() -> detail(find(packageId), context.locale(), null));
    }

    private StoredPackage find(long packageId) {
        return store.find(packageId).orElseThrow(() -> KarawattException.notFound(TariffErrors.PACKAGE_UNKNOWN, packageId));
    }

    /** @param effects null to have them worked out for a proposal */
    private TariffPackageDetail detail(StoredPackage stored, Locale locale, List<String> effects) {
        Offer offer = catalog.offer();
        PackageFile file = PackageFile.read(store.content(stored.id()).orElseThrow().json());
        TariffPackage content = file.content();
        List<CaseResult> cases;
        List<String> told = effects == null ? List.of() : effects;
        try {
            TariffPlans plans = file.compile(catalog.methods());
            cases = file.cases(plans);
            if (effects == null && stored.status() == PackageStatus.PROPOSED) {
                told = effects(file, stored.id(), plans, locale).texts();
            }
        } catch (KarawattException e) {
            cases = file.cases(Texts.of(e, locale));
        }
        List<TariffInfo> tariffs = store.tariffsOf(stored.id(), offer::offers);
        TariffPackageInfo info = new TariffPackageInfo(stored.id(), stored.packageCode(), stored.version(), content.name().zh(),
                content.name().en(), stored.origin(), offer.offersPackage(stored.id()), stored.loadedAt(), tariffs.size(), stored.status(),
                stored.importedBy(), null);
        return new TariffPackageDetail(info.id(), info.packageCode(), info.version(), info.nameZh(), info.nameEn(), info.origin(),
                info.offered(), info.loadedAt(), info.status(), info.importedBy(), catalog.problem(info, locale), content.source(),
                content.note(), content.currency().getCurrencyCode(), tariffs, cases, store.steps(stored.id()),
                store.accountsOn(lost(stored.id(), offer), clock.today()), told);
    }

    /** Codes that nobody would offer without this package. */
    private Set<String> lost(long packageId, Offer now) {
        Set<String> lost = new TreeSet<>(now.offered());
        lost.removeAll(catalog.without(packageId).offered());
        return lost;
    }

    @Override
    public TariffPackageDetail approve(CallContext context, long packageId, String note) {
        context.require(APPROVE);
        String why = checked(note, false);
        StoredPackage stored = work.readOnly(() -> find(packageId));
        requireProposed(stored);
        if (context.user().equals(stored.importedBy())) {
            throw KarawattException.denied(TariffErrors.OWN_IMPORT, stored.packageCode(), stored.version());
        }
        PackageFile file = PackageFile.read(work.readOnly(() -> store.content(packageId)).orElseThrow().json());
        // methods may have changed since the import
        TariffPlans plans = file.prove(catalog.methods());
        higher(stored.packageCode(), stored.version()).ifPresent(higher -> {
            throw KarawattException.conflict(TariffErrors.LOWER_VERSION, stored.packageCode(), higher, stored.version());
        });
        Effects effects = effects(file, packageId, plans, context.locale());
        if (why == null && effects.changesPast()) {
            throw KarawattException.invalid(List.of(Fault.of("note", TariffErrors.NOTE_REQUIRED, String.join("; ", effects.texts()))));
        }
        decide(context, stored, PackageStatus.PROPOSED, PackageStatus.ACTIVE, why);
        return work.readOnly(() -> detail(find(packageId), context.locale(), effects.texts()));
    }

    @Override
    public TariffPackageDetail reject(CallContext context, long packageId, String note) {
        context.require(APPROVE);
        String why = checked(note, true);
        StoredPackage stored = work.readOnly(() -> find(packageId));
        requireProposed(stored);
        decide(context, stored, PackageStatus.PROPOSED, PackageStatus.REJECTED, why);
        return work.readOnly(() -> detail(find(packageId), context.locale(), List.of()));
    }

    @Override
    public TariffPackageDetail withdraw(CallContext context, long packageId, String note) {
        context.require(APPROVE);
        StoredPackage stored = work.readOnly(() -> find(packageId));
        if (stored.status() != PackageStatus.ACTIVE) {
            throw KarawattException.conflict(TariffErrors.NOT_WITHDRAWABLE, stored.packageCode(), stored.version(), stored.status());
        }
        if (!stored.isUpload()) {
            throw KarawattException.conflict(TariffErrors.NOT_WITHDRAWABLE, stored.packageCode(), stored.version(), stored.origin());
        }
        Set<String> lost = lost(packageId, catalog.offer());
        long accounts = work.readOnly(() -> store.accountsOn(lost, clock.today()));
        List<String> effects = accounts == 0 ? List.of() : List.of(Effects.stranded(accounts, lost, context.locale()));
        String why = note == null || note.isBlank() ? null : checked(note, true);
        if (why == null) {
            throw KarawattException.invalid(List.of(Fault.of("note", TariffErrors.NOTE_REQUIRED, String.join("; ", effects))));
        }
        decide(context, stored, PackageStatus.ACTIVE, PackageStatus.WITHDRAWN, why);
        return work.readOnly(() -> detail(find(packageId), context.locale(), effects));
    }

    private static String checked(String note, boolean required) {
        Faults faults = new Faults();
        if (required) {
            faults.text("note", note, MAX_NOTE);
        } else if (note != null && !note.isBlank()) {
            faults.optionalText("note", note, MAX_NOTE);
        }
        faults.throwIfAny();
        return note == null || note.isBlank() ? null : note.strip();
    }

    private static void requireProposed(StoredPackage stored) {
        if (stored.status() != PackageStatus.PROPOSED) {
            throw KarawattException.conflict(TariffErrors.NOT_PROPOSED, stored.packageCode(), stored.version(), stored.status());
        }
    }

    /** One of two who decide at once comes first; the other one is told what has become of it. */
    private void decide(CallContext context, StoredPackage stored, PackageStatus from, PackageStatus to, String note) {
        Instant now = clock.now();
        String action = switch (to) {
            case ACTIVE -> "approved";
            case REJECTED -> "rejected";
            default -> "withdrawn";
        };
        work.required(() -> {
            if (!store.move(stored.id(), from, to, to == PackageStatus.ACTIVE)) {
                throw KarawattException.conflict(from == PackageStatus.PROPOSED ? TariffErrors.NOT_PROPOSED : TariffErrors.NOT_WITHDRAWABLE,
                        stored.packageCode(), stored.version(), find(stored.id()).status());
            }
            store.step(stored.id(), to, context.user(), note, now);
            record(context, "tariff.package." + action, stored.id(), stored.packageCode(), stored.version(), note);
            publish(action, stored.id(), stored.packageCode(), stored.version());
            work.afterCommit(() -> catalog.decided(stored.id()));
        });
    }

    private void record(CallContext context, String action, long id, String code, String version, String detail) {
        audit.record(context, action, "tariff-package", id, code + " " + version + (detail == null ? "" : ": " + detail));
    }

    private void publish(String what, long id, String code, String version) {
        outbox.publish("karawatt/tariff/package/" + what, code, Map.of("packageId", id, "packageCode", code, "version", version));
    }
}
