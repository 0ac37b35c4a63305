package org.karawatt.reading.internal.service;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeterReadingService.RouteProgress;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.Route;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ImportState;
import org.karawatt.reading.api.PlanResult;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.api.ReadingException;
import org.karawatt.reading.api.ReadingPlan;
import org.karawatt.reading.api.ReadingProgress;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.reading.api.RowFault;
import org.karawatt.reading.internal.calc.ChunkValidator;
import org.karawatt.reading.internal.calc.Settings;
import org.karawatt.reading.internal.config.ReadingConfig;
import org.karawatt.reading.internal.store.ExceptionStore;
import org.karawatt.reading.internal.store.ImportStore;
import org.karawatt.reading.internal.store.ImportStore.Import;
import org.karawatt.reading.internal.store.ImportStore.Origin;
import org.karawatt.reading.internal.store.PlanStore;
import org.karawatt.reading.internal.store.PlanStore.Plan;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans, imports and decisions. */
@Component(configurationPid = ReadingConfig.PID, immediate = true)
@Designate(ocd = ReadingConfig.class)
public final class DefaultReadingService implements ReadingService {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultReadingService.class);

    private static final String READ = "reading.read";
    private static final int REPORTED = 100;
    private static final int PAGE = PageRequest.MAX_LIMIT;
    private static final Set<String> STATUSES = Set.of("OPEN", "ACCEPTED", "REJECTED");
    private static final String EVERYTHING = "/";
    private static final String IMPORT = "reading.import";
    /** Most open imports that a start looks through. */
    private static final int MOST_OPEN = 1000;
    /** What a chunk may take when the module stops. */
    private static final long CHUNK_SECONDS = 20;

    private final UnitOfWork work;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final BusinessClock clock;
    private final OfficeService offices;
    private final MeteringService metering;
    private final MeterReadingService readings;
    private final Settings settings;
    private final Path folder;
    private final PlanStore plans;
    private final ImportStore imports;
    private final ExceptionStore exceptions;
    /** Files that this server is importing, by hash. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService recovery = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "karawatt-reading-recovery");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closing;

    @Activate
    public DefaultReadingService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore store,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings, ReadingConfig config,
            BundleContext bundle) {
        this(work, store, numbering, audit, outbox, clock, offices, metering, readings, Settings.of(config), config.folder().isBlank()
                ? Path.of(bundle.getProperty("karaf.data"), "reading-imports") : Path.of(config.folder()));
        recovery.execute(this::recover);
    }

    @Deactivate
    void deactivate() {
        closing = true;
        recovery.shutdown();
        try {
            if (!recovery.awaitTermination(CHUNK_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("an import was still being worked on; its chunk will be done again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For tests, which have no configuration. */
    DefaultReadingService(UnitOfWork work, BulkStore store, Numbering numbering, AuditTrail audit, Outbox outbox, BusinessClock clock,
            OfficeService offices, MeteringService metering, MeterReadingService readings, Settings settings,
            Path folder) {
        ChunkValidator.checkRules(settings);
        this.work = work;
        this.numbering = numbering;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
        this.offices = offices;
        this.metering = metering;
        this.readings = readings;
        this.settings = settings;
        this.folder = folder;
        this.plans = new PlanStore(store);
        this.imports = new ImportStore(store);
        this.exceptions = new ExceptionStore(store);
    }

    @Override
    public PlanResult plan(CallContext context, BillingMonth month, String officeCode) {
        context.require("reading.plan");
        Set<String> paths = officeCode == null ? context.scope().paths() : Set.of(path(context, officeCode));
        PlanResult all = new PlanResult(0, 0, 0);
        for (String path : paths) {
            PlanResult one = planBelow(context, month, path);
            all = new PlanResult(all.created() + one.created(), all.existing() + one.existing(), all.registers() + one.registers());
        }
        return all;
    }

    private PlanResult planBelow(CallContext context, BillingMonth month, String path) {
        try {
            return work.required(() -> makePlans(context, month, path));
        } catch (DuplicateKeyException e) {
            LOG.debug("somebody else is planning {} too; once more", month, e);
            return work.required(() -> makePlans(context, month, path));
        }
    }

    private PlanResult makePlans(CallContext context, BillingMonth month, String path) {
        List<Route> due = metering.routesBelow(path).stream().filter(r -> r.isDue(month)).toList();
        Map<Long, Integer> registers = readings.registersByRoute(path);
        Set<Long> planned = plans.planned(month);
        List<Route> missing = due.stream().filter(r -> !planned.contains(r.id())).toList();
        if (!missing.isEmpty()) {
            long id = numbering.block(Numbering.ID, missing.size());
            List<Plan> made = new ArrayList<>(missing.size());
            for (Route r : missing) {
                made.add(new Plan(id++, r.id(), r.routeNo(), r.name(), r.officeId(), month,
                        r.plannedOn(month), registers.getOrDefault(r.id(), 0), 0));
            }
            plans.insert(made);
            audit.record(context, "reading.planned", "month", month.value(), made.size() + " routes below " + path);
        }
        long all = due.stream().mapToLong(r -> registers.getOrDefault(r.id(), 0)).sum();
        return new PlanResult(missing.size(), due.size() - missing.size(), all);
    }

    /** Path of an office that the caller may work for; without one the root, and the scope alone limits what is found. */
    private String path(CallContext context, String officeCode) {
        if (officeCode == null) {
            return EVERYTHING;
        }
        Office office = offices.office(CallContext.system(), officeCode);
        context.requireOffice(office.path());
        return office.path();
    }

    @Override
    public Page<ReadingPlan> plans(CallContext context, BillingMonth month, String officeCode, PageRequest page) {
        context.require(READ);
        String path = path(context, officeCode);
        return work.readOnly(() -> {
            List<Plan> found = plans.page(context.scope(), path, month, page);
            Map<Long, RouteProgress> progress = readings.progress(found.stream().map(Plan::routeId).toList(), month);
            return Page.of(found.stream().map(p -> plan(p, progress.getOrDefault(p.routeId(), new RouteProgress(0, 0)))).toList(), page,
                    plans.count(context.scope(), path, month));
        });
    }

    private static ReadingPlan plan(Plan p, RouteProgress progress) {
        String status = progress.read() == 0 ? "PLANNED"
                : progress.read() < p.registers() || progress.held() > 0 ? "READING" : "COMPLETE";
        return new ReadingPlan(p.id(), p.routeId(), p.routeNo(), p.routeName(), p.officeId(), p.month(), p.plannedOn(), status,
                p.registers(), progress.read(), progress.held(), p.version());
    }

    @Override
    public void export(CallContext context, BillingMonth month, String officeCode, OutputStream out) {
        context.require(READ);
        String path = path(context, officeCode);
        try {
            BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            CsvWriter csv = CsvWriter.builder().build(text);
            csv.writeRecord("meter_no", "register", "read_on", "value", "route_no", "last_on", "last_value");
            List<Plan> found;
            long offset = 0;
            do {
                PageRequest page = new PageRequest(offset, PAGE);
                found = work.readOnly(() -> plans.page(context.scope(), path, month, page));
                for (Plan plan : found) {
                    readings.statesOfRoute(plan.routeId(), month, state -> {
                        if (!state.alreadyRead()) {
                            csv.writeRecord(state.meterNo(), state.kind().name(), plan.plannedOn().toString(), "", plan.routeNo(),
                                    state.lastOn().toString(), plain(state.lastValue()));
                        }
                    });
                }
                offset += found.size();
            } while (found.size() == PAGE);
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    @Override
    public ImportReport importCsv(CallContext context, BillingMonth month, String fileName, InputStream csv, ReadingProgress progress) {
        context.require(IMPORT);
        new Faults().text("fileName", fileName, 200).throwIfAny();
        try (ImportFile file = ImportFile.receive(folder, csv, salt(month, context.scope()), settings.maxRows())) {
            return alone(context, month, fileName, file, progress);
        }
    }

    /** The same file may be for another month, and means other rows to somebody of other offices. */
    private static String salt(BillingMonth month, OfficeScope scope) {
        return month + " " + new TreeSet<>(scope.paths());
    }

    private ImportReport alone(CallContext context, BillingMonth month, String fileName, ImportFile file, ReadingProgress progress) {
        if (!running.add(file.hash())) {
            throw KarawattException.conflict(ReadingErrors.IMPORT_RUNNING);
        }
        try {
            return run(context, month, fileName, file, progress);
        } finally {
            running.remove(file.hash());
        }
    }

    @Override
    public Page<ImportState> imports(CallContext context, boolean openOnly, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> Page.of(imports.states(context.user(), context.scope(), openOnly, page,
                hash -> ImportFile.isKept(folder, hash)), page, imports.countStates(context.user(), context.scope(), openOnly)));
    }

    @Override
    public ImportReport resume(CallContext context, long importId, ReadingProgress progress) {
        context.require(IMPORT);
        Origin origin = work.readOnly(() -> {
            requireVisible(context, importId);
            return imports.origin(importId).orElseThrow();
        });
        return origin.state().done() ? report(origin.state(), true) : goOn(origin, context.user(), progress)
                .orElseThrow(() -> KarawattException.conflict(ReadingErrors.CONTENT_AWAY, origin.state().fileName()));
    }

    /** Goes on with the rights of the one who began; empty when the content is not here. */
    private Optional<ImportReport> goOn(Origin origin, String user, ReadingProgress progress) {
        if (origin.scope() == null) {
            return Optional.empty();
        }
        Import state = origin.state();
        Optional<ImportFile> kept = ImportFile.reopen(folder, origin.hash(), salt(state.month(), origin.scope()), settings.maxRows());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        CallContext context = new CallContext(user, Set.of(IMPORT), origin.scope(), Locale.ENGLISH, "system",
                "goes on behind row " + state.rows() + " for " + origin.user());
        try (ImportFile file = kept.get()) {
            return Optional.of(alone(context, state.month(), state.fileName(), file, progress));
        }
    }

    /** Finishes what the end of a server has interrupted, and names what it cannot finish. */
    void recover() {
        try {
            List<Origin> open = work.readOnly(() -> imports.open(MOST_OPEN));
            for (Origin origin : open) {
                if (closing) {
                    return;
                }
                recover(origin);
            }
            ImportFile.tidy(folder, open.stream().map(Origin::hash).collect(Collectors.toSet()), Instant.now());
        } catch (IOException | RuntimeException e) {
            if (closing) {
                LOG.debug("closing; the next start looks again", e);
                return;
            }
            LOG.error("open imports could not be looked through; resume them by hand", e);
        }
    }

    private void recover(Origin origin) {
        Import state = origin.state();
        try {
            if (goOn(origin, CallContext.system().user(), this::unlessClosing).isEmpty()) {
                LOG.warn("import {} of {} has stopped behind row {} and its content is not on this server: send the same file again",
                        state.id(), state.fileName(), state.rows());
            }
        } catch (RuntimeException e) {
            if (closing) {
                LOG.info("import {} of {} waits for the next start", state.id(), state.fileName());
                LOG.debug("it was left in the middle", e);
                return;
            }
            LOG.error("import {} of {} could not go on; it is tried again at the next start, or resume it by hand", state.id(),
                    state.fileName(), e);
        }
    }

    /** Called behind each chunk: the place where a stopping module can leave. */
    private void unlessClosing(long rows, long total) {
        if (closing) {
            throw new CancellationException("closing");
        }
    }

    private ImportReport run(CallContext context, BillingMonth month, String fileName, ImportFile file, ReadingProgress progress) {
        List<Office> inScope = offices.offices(new CallContext(context.user(), Set.of("*"), context.scope(), context.locale(),
                context.channel(), context.reason()));
        // before the first row is in the database, so that there is always something to go on from
        file.keep();
        Import start = begin(context, month, fileName, file.hash(), inScope);
        if (start.done()) {
            file.discard();
            return report(start, true);
        }
        if (start.rows() > 0) {
            LOG.info("import {} of {} goes on behind row {}", start.id(), fileName, start.rows());
        }
        Set<Long> officeIds = inScope.stream().map(Office::id).collect(Collectors.toSet());
        LongPredicate allowed = context.scope().isAll() ? id -> true : officeIds::contains;
        ReadingImport pass = new ReadingImport(work, numbering, readings, imports, exceptions,
                new ChunkValidator(settings, month, allowed), file, start, progress);
        pass.run();
        work.required(() -> finish(context, pass.done()));
        file.discard();
        LOG.info("import {} of {}: {} rows, {} in, {} held, {} bad", start.id(), fileName, pass.done().rows(), pass.done().ok(),
                pass.done().held(), pass.done().bad());
        return report(pass.done(), false);
    }

    private Import begin(CallContext context, BillingMonth month, String fileName, String hash, List<Office> inScope) {
        return work.required(() -> imports.byHash(hash).orElseGet(() -> {
            Import fresh = new Import(numbering.nextId(), fileName, month, false, 0, 0, 0, 0, 0);
            try {
                imports.insert(fresh, hash, topOffice(context, inScope), clock.now(), context.user(), context.scope());
            } catch (DuplicateKeyException e) {
                LOG.debug("another server has just begun with {}", fileName, e);
                throw KarawattException.conflict(ReadingErrors.IMPORT_RUNNING);
            }
            audit.record(context, "reading.import.started", "reading-import", fresh.id(), fileName + " for " + month);
            return fresh;
        }));
    }

    /** The office that an import belongs to: the top of the caller's scope, if there is one. */
    private static Long topOffice(CallContext context, List<Office> inScope) {
        return context.scope().paths().size() != 1 ? null
                : inScope.stream().filter(o -> context.scope().paths().contains(o.path())).map(Office::id).findFirst().orElse(null);
    }

    private void finish(CallContext context, Import done) {
        if (!imports.finish(done.id(), clock.now())) {
            throw KarawattException.conflict(ReadingErrors.IMPORT_RUNNING);
        }
        audit.record(context, "reading.import.finished", "reading-import", done.id(),
                done.rows() + " rows, " + done.ok() + " in, " + done.held() + " held, " + done.bad() + " bad");
        outbox.publish("karawatt/reading/import/finished", String.valueOf(done.id()), Map.of("importId", done.id(), "month",
                done.month().value(), "rows", done.rows(), "ok", done.ok(), "bad", done.bad(), "held", done.held()));
    }

    private ImportReport report(Import done, boolean repeated) {
        List<RowFault> first = work.readOnly(() -> imports.faults(done.id(), PageRequest.first(REPORTED)));
        return new ImportReport(done.id(), done.fileName(), done.month(), repeated, done.rows(), done.ok(), done.bad(), done.held(),
                Math.max(0, done.faults() - ReadingImport.FAULTS_KEPT), first);
    }

    @Override
    public Page<RowFault> faults(CallContext context, long importId, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> {
            requireVisible(context, importId);
            return Page.of(imports.faults(importId, page), page, imports.countFaults(importId));
        });
    }

    private void requireVisible(CallContext context, long importId) {
        if (!imports.visible(importId, context.user(), context.scope())) {
            throw KarawattException.notFound(ReadingErrors.IMPORT_UNKNOWN, importId);
        }
    }

    @Override
    public Page<ReadingException> exceptions(CallContext context, BillingMonth month, String status, PageRequest page) {
        context.require(READ);
        if (status != null && !STATUSES.contains(status)) {
            throw KarawattException.invalid(new Faults().add("status", ReadingErrors.BAD_VALUE, status).list());
        }
        return work.readOnly(() -> Page.of(exceptions.page(context.scope(), month, status, page), page,
                exceptions.count(context.scope(), month, status)));
    }

    @Override
    public ReadingException decide(CallContext context, long exceptionId, boolean accept, String reason) {
        context.require("reading.decide");
        new Faults().optionalText("reason", reason, 200).throwIfAny();
        String status = accept ? "ACCEPTED" : "REJECTED";
        return work.required(() -> {
            ExceptionStore.Stored stored = exceptions.find(context.scope(), exceptionId)
                    .orElseThrow(() -> KarawattException.notFound(ReadingErrors.EXCEPTION_UNKNOWN, exceptionId));
            if (exceptions.close(stored.groupId(), status, context.user(), clock.now()) == 0) {
                throw KarawattException.conflict(ReadingErrors.ALREADY_DECIDED);
            }
            for (long readingId : exceptions.readings(stored.groupId())) {
                if (!readings.decide(readingId, status)) {
                    throw KarawattException.conflict(ReadingErrors.ALREADY_DECIDED);
                }
            }
            ReadingException before = stored.exception();
            String verdict = status.toLowerCase(Locale.ROOT);
            audit.record(context.withReason(reason), "reading.exception." + verdict, "reading-exception", exceptionId,
                    before.rule() + " " + before.detail() + (reason == null ? "" : "; " + reason));
            outbox.publish("karawatt/reading/exception/decided", String.valueOf(before.accountId()), Map.of("exceptionId", exceptionId,
                    "accountId", before.accountId(), "month", before.month().value(), "accepted", accept));
            return exceptions.find(context.scope(), exceptionId).orElseThrow().exception();
        });
    }
}
