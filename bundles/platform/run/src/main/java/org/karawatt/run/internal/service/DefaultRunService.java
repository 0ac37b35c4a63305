package org.karawatt.run.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.Contributions;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.run.api.ParkedItem;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunErrors;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.internal.calc.PartitionPlanner;
import org.karawatt.run.internal.config.RunConfig;
import org.karawatt.run.internal.service.Handlers.Registered;
import org.karawatt.run.internal.store.RunRow;
import org.karawatt.run.internal.store.RunStore;
import org.karawatt.run.spi.RunHandler;
import org.karawatt.run.spi.RunListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs on the partitions that the database holds; see {@link PartitionWork} for the work itself. */
@Component(service = RunService.class, configurationPid = RunConfig.PID)
@Designate(ocd = RunConfig.class)
public final class DefaultRunService implements RunService {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultRunService.class);
    private static final String READ = "run.read";
    private static final String STOP = "run.stop";
    private static final String OBJECT = "run";
    /** How often a waiting caller looks by himself, for changes made by another server. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How long an interrupted run waits for the contributions of other bundles, and how often it looks. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long SETTLE_MILLIS = 100;

    private final UnitOfWork unit;
    private final RunStore store;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Contributions contributions;
    private final BundleContext bundle;
    private final boolean resumeOnStart;
    private final int atLeastPartitions;
    private final int atMostPartitions;
    private final int chunkSize;
    private final String node;
    private final String life;
    private final Handlers handlers = new Handlers();
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<ServiceReference<RunHandler>, RunHandler> held = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final PartitionWork partitionWork;
    private final PartitionExecutor executor;
    private final ScheduledExecutorService control;
    private final ReentrantLock changeLock = new ReentrantLock();
    private final Condition change = changeLock.newCondition();

    @Activate
    public DefaultRunService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit, @Reference Contributions contributions,
            BundleContext bundle, RunConfig config) {
        int threads = config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        this.unit = unit;
        this.store = new RunStore(bulk, numbering);
        this.clock = clock;
        this.audit = audit;
        this.contributions = contributions;
        this.bundle = bundle;
        this.resumeOnStart = config.resumeOnStart();
        this.chunkSize = Math.max(1, config.chunkSize());
        this.atMostPartitions = Math.max(1, config.partitions());
        this.atLeastPartitions = Math.min(atMostPartitions, 2 * threads);
        this.node = config.node() + ":";
        this.life = node + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36) + ":";
        this.partitionWork = new PartitionWork(unit, store, handlers, clock, this::notifyListeners, chunkSize, config.failAfter(), closed);
        this.executor = new LocalExecutor(new EngineWork(), threads, config.stopSeconds());
        this.control = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-run-control");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    void deactivate() {
        closed.countDown();
        control.shutdown();
        executor.close();
        held.keySet().forEach(reference -> bundle.ungetService(reference));
    }

    /**
     * Takes a reference and not the service, and fetches the service on the control thread: a handler may need a module that itself
     * needs this service.
     */
    @Reference(service = RunHandler.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindHandler(ServiceReference<RunHandler> reference) {
        control.execute(() -> {
            RunHandler handler = bundle.getService(reference);
            if (handler != null) {
                held.put(reference, handler);
                addHandler(reference, handler, rankOf(reference));
            }
        });
    }

    void unbindHandler(ServiceReference<RunHandler> reference) {
        removeHandler(reference);
        if (!control.isShutdown()) {
            control.execute(() -> {
                // the reference may have been bound and unbound before the control thread came to it
                removeHandler(reference);
                // the handler is being unregistered: the framework gives it back, and doing so here too would race with that
                held.remove(reference);
            });
        }
    }

    private static int rankOf(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindListener(RunListener listener) {
        listeners.add(listener);
    }

    void unbindListener(RunListener listener) {
        listeners.remove(listener);
    }

    void addHandler(Object reference, RunHandler handler, int rank) {
        Registered added = handlers.add(reference, handler, rank);
        recover(added.kind());
    }

    void removeHandler(Object reference) {
        handlers.remove(reference);
    }

    /** Goes on with the runs of a kind that the end of a server, or of the handler's bundle, has interrupted. */
    private void recover(String kind) {
        try {
            int released = unit.required(() -> store.releaseNode(node, life));
            if (released > 0) {
                LOG.info("{} partitions that an earlier life of this server had claimed are free again", released);
            }
            for (RunRow run : unit.readOnly(() -> store.open(kind))) {
                if (run.status() == RunStatus.STOPPED && !isHandlerGone(run)) {
                    continue;
                }
                if (resumeOnStart) {
                    goOn(run, System.nanoTime() + PATIENCE_NANOS);
                } else if (run.status() != RunStatus.STOPPED) {
                    unit.required(() -> store.move(run.id(), List.of(RunStatus.PLANNING, RunStatus.RUNNING, RunStatus.STOPPING),
                            RunStatus.STOPPED, null, null));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("runs of kind {} could not be looked through; resume them by hand", kind, e);
        }
    }

    /**
     * Goes on with a run when the contributions are there that its items may need: at the start of a server the handler of a run comes
     * before the last tariff package, and the accounts of that package would be parked. One that never comes must not keep the run.
     */
    private void goOn(RunRow run, long patientUntil) {
        if (closed.getCount() == 0) {
            return;
        }
        boolean settled = contributions.settled();
        if (!settled && System.nanoTime() - patientUntil < 0) {
            try {
                control.schedule(() -> goOn(run, patientUntil), SETTLE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("this server is stopping, the run goes on at the next start", e);
            }
            return;
        }
        if (!settled) {
            LOG.warn("run {} goes on although not all contributions have been taken in", run.id());
        }
        LOG.info("run {} of kind {} goes on", run.id(), run.kind());
        executor.execute(run.id());
    }

    private static boolean isHandlerGone(RunRow run) {
        return run.message() != null && run.message().startsWith(RunErrors.HANDLER_GONE.code());
    }

    @Override
    public Run start(CallContext context, String kind, Map<String, String> params) {
        Registered handler = handlers.find(kind).orElseThrow(() -> KarawattException.notFound(RunErrors.KIND_UNKNOWN, kind));
        String key = check(context, handler, params);
        boolean[] created = new boolean[1];
        long id;
        try {
            id = unit.required(() -> {
                Optional<Long> unfinished = store.unfinished(kind, key);
                created[0] = unfinished.isEmpty();
                return unfinished.orElseGet(() -> {
                    long added = store.add(kind, key, params, context.user(), clock.now());
                    audit.record(context, "run.started", OBJECT, added, kind + " " + key);
                    return added;
                });
            });
        } catch (DuplicateKeyException e) {
            LOG.debug("another caller has started {} {} at the same time", kind, key, e);
            created[0] = false;
            id = unit.readOnly(() -> store.unfinished(kind, key)).orElseThrow(() -> e);
        }
        if (created[0]) {
            LOG.info("run {} of kind {} for {} started by {}", id, kind, key, context.user());
            executor.execute(id);
        }
        return changed(id);
    }

    private String check(CallContext context, Registered handler, Map<String, String> params) {
        return handler.use(h -> {
            context.require(h.permission());
            return unit.readOnly(() -> h.check(context, params));
        }).orElseThrow(() -> KarawattException.unavailable(RunErrors.HANDLER_GONE, handler.kind()));
    }

    @Override
    public Run stop(CallContext context, long runId) {
        RunRow run = row(runId);
        Optional<Registered> handler = handlers.find(run.kind());
        if (handler.isPresent()) {
            check(context, handler.get(), run.params());
        } else {
            context.require(STOP);
        }
        boolean moved = unit.required(() -> {
            boolean stopping = store.move(runId, List.of(RunStatus.PLANNING, RunStatus.RUNNING), RunStatus.STOPPING, null, null);
            if (stopping) {
                audit.record(context, "run.stopped", OBJECT, runId, null);
            }
            return stopping;
        });
        RunStatus status = unit.readOnly(() -> store.status(runId));
        if (!moved && (status == RunStatus.DONE || status == RunStatus.FAILED)) {
            throw KarawattException.conflict(RunErrors.NOT_RUNNING, runId);
        }
        if (moved) {
            // also settles a run that nobody works on
            executor.execute(runId);
        }
        return changed(runId);
    }

    @Override
    public Run resume(CallContext context, long runId) {
        RunRow run = row(runId);
        Registered handler = handlers.find(run.kind())
                .orElseThrow(() -> KarawattException.unavailable(RunErrors.HANDLER_GONE, run.kind()));
        check(context, handler, run.params());
        unit.required(() -> {
            if (!store.move(runId, List.of(RunStatus.STOPPED, RunStatus.FAILED), run.planned() ? RunStatus.RUNNING : RunStatus.PLANNING,
                    null, null)) {
                throw KarawattException.conflict(RunErrors.NOT_STOPPED, runId);
            }
            store.releaseRun(runId);
            PartitionPlanner planner = new PartitionPlanner(chunkSize);
            store.parkedKeys(runId, key -> planner.item(key, 1));
            store.retryParked(runId, planner.totalItems() == 0 ? List.of() : planner.partitions(atLeastPartitions, atMostPartitions));
            audit.record(context, "run.resumed", OBJECT, runId, null);
        });
        executor.execute(runId);
        return changed(runId);
    }

    private RunRow row(long runId) {
        return unit.readOnly(() -> store.row(runId)).orElseThrow(() -> KarawattException.notFound(RunErrors.RUN_UNKNOWN, runId));
    }

    @Override
    public Run run(CallContext context, long runId) {
        context.require(READ);
        return load(runId);
    }

    private Run load(long runId) {
        return unit.readOnly(() -> store.run(runId)).orElseThrow(() -> KarawattException.notFound(RunErrors.RUN_UNKNOWN, runId));
    }

    @Override
    public Page<Run> runs(CallContext context, String kind, PageRequest page) {
        context.require(READ);
        return unit.readOnly(() -> store.runs(kind, page));
    }

    @Override
    public Page<ParkedItem> parked(CallContext context, long runId, PageRequest page) {
        context.require(READ);
        row(runId);
        return unit.readOnly(() -> store.parked(runId, context.locale(), page));
    }

    @Override
    public Run await(CallContext context, long runId, Duration atMost) {
        context.require(READ);
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Run run = load(runId);
            long left = end - System.nanoTime();
            if (run.status() == RunStatus.DONE || run.status() == RunStatus.FAILED || run.status() == RunStatus.STOPPED || left <= 0) {
                return run;
            }
            changeLock.lock();
            try {
                change.awaitNanos(Math.min(left, LOOK_NANOS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return run;
            } finally {
                changeLock.unlock();
            }
        }
    }

    /** Tells everybody who waits or listens, and returns the run as it is. */
    private Run changed(long runId) {
        changeLock.lock();
        try {
            change.signalAll();
        } finally {
            changeLock.unlock();
        }
        notifyListeners(runId);
        return load(runId);
    }

    private void notifyListeners(long runId) {
        if (listeners.isEmpty()) {
            return;
        }
        Run run = load(runId);
        for (RunListener listener : listeners) {
            try {
                listener.changed(run);
            } catch (RuntimeException e) {
                LOG.warn("run listener {} failed", listener.getClass().getName(), e);
            }
        }
    }

    /** What the engine does with a run before, during and after the work on its partitions. */
    private final class EngineWork implements LocalExecutor.Work {

        @Override
        public boolean prepare(long runId) {
            RunRow run = row(runId);
            if (run.status() == RunStatus.STOPPED && isHandlerGone(run) && handlers.find(run.kind()).isPresent()) {
                unit.required(() -> store.move(runId, List.of(RunStatus.STOPPED), run.planned() ? RunStatus.RUNNING : RunStatus.PLANNING,
                        null, null));
                changed(runId);
            }
            if (unit.readOnly(() -> store.status(runId)) == RunStatus.PLANNING) {
                plan(run);
            }
            return unit.readOnly(() -> store.status(runId)) == RunStatus.RUNNING;
        }

        private void plan(RunRow run) {
            Optional<Registered> handler = handlers.find(run.kind());
            if (handler.isEmpty()) {
                return;
            }
            try {
                long items = handler.get().use(h -> unit.required(() -> {
                    PartitionPlanner planner = new PartitionPlanner(chunkSize);
                    h.plan(run.id(), run.params(), planner);
                    boolean kept = store.planned(run.id(),
                            planner.totalItems() == 0 ? List.of() : planner.partitions(atLeastPartitions, atMostPartitions),
                            planner.totalItems(), clock.now());
                    if (!kept) {
                        throw KarawattException.conflict(RunErrors.LOST_CLAIM, 0);
                    }
                    return planner.totalItems();
                })).orElse(-1L);
                LOG.info("run {}: {} items planned", run.id(), items);
            } catch (RuntimeException e) {
                if (e instanceof KarawattException known && known.code() == RunErrors.LOST_CLAIM || handler.get().isGone()) {
                    LOG.info("run {} was planned elsewhere or its handler has gone", run.id());
                    return;
                }
                LOG.error("run {} could not be planned", run.id(), e);
                unit.required(() -> store.move(run.id(), List.of(RunStatus.PLANNING), RunStatus.FAILED, PartitionWork.text(e), clock.now()));
            }
            changed(run.id());
        }

        @Override
        public Outcome partitions(long runId, int workerNo) {
            return partitionWork.work(row(runId), life + workerNo, workerNo);
        }

        @Override
        public void settle(long runId, Outcome outcome) {
            if (closed.getCount() == 0) {
                return;
            }
            RunRow run = row(runId);
            switch (run.status()) {
                case STOPPING -> stopped(run, null);
                case PLANNING -> {
                    if (handlers.find(run.kind()).isEmpty()) {
                        stopped(run, gone(run));
                    }
                }
                case RUNNING -> settleRunning(run, outcome);
                default -> LOG.debug("run {} is {}", runId, run.status());
            }
            changed(runId);
        }

        private void settleRunning(RunRow run, Outcome outcome) {
            switch (outcome.kind()) {
                case HANDLER_GONE -> stopped(run, gone(run));
                case UNAVAILABLE -> stopped(run, outcome.message());
                case FAILED -> unit.required(() -> store.move(run.id(), List.of(RunStatus.RUNNING), RunStatus.FAILED, outcome.message(),
                        clock.now()));
                case NO_WORK -> finish(run);
                default -> LOG.debug("run {} is left by this server: {}", run.id(), outcome);
            }
        }

        private void stopped(RunRow run, String message) {
            unit.required(() -> store.move(run.id(), List.of(RunStatus.PLANNING, RunStatus.RUNNING, RunStatus.STOPPING), RunStatus.STOPPED,
                    message, null));
            LOG.info("run {} stopped{}", run.id(), message == null ? "" : ": " + message);
        }

        private String gone(RunRow run) {
            return RunErrors.HANDLER_GONE.code() + ": " + RunErrors.HANDLER_GONE.message(Locale.ENGLISH, run.kind());
        }

        private void finish(RunRow run) {
            if (unit.readOnly(() -> store.unfinishedPartitions(run.id())) > 0) {
                LOG.debug("run {}: another server works on the rest", run.id());
                return;
            }
            Optional<Registered> handler = handlers.find(run.kind());
            if (handler.isEmpty()) {
                stopped(run, gone(run));
                return;
            }
            try {
                boolean finished = handler.get().use(h -> unit.required(() -> {
                    String result = h.finish(run.id(), run.params());
                    Instant now = clock.now();
                    if (!store.done(run.id(), result, now)) {
                        throw KarawattException.conflict(RunErrors.LOST_CLAIM, 0);
                    }
                    audit.record(CallContext.system(), "run.finished", OBJECT, run.id(), run.kind() + " " + run.key());
                    return true;
                })).orElse(false);
                if (finished) {
                    LOG.info("run {} of kind {} for {} is done", run.id(), run.kind(), run.key());
                } else {
                    stopped(run, gone(run));
                }
            } catch (RuntimeException e) {
                if (handler.get().isGone()) {
                    stopped(run, gone(run));
                    return;
                }
                if (e instanceof KarawattException known && known.code() == RunErrors.LOST_CLAIM) {
                    LOG.info("run {} was stopped or finished elsewhere", run.id());
                    if (unit.readOnly(() -> store.status(run.id())) == RunStatus.STOPPING) {
                        stopped(run, null);
                    }
                    return;
                }
                LOG.error("run {} failed at its end", run.id(), e);
                unit.required(() -> store.move(run.id(), List.of(RunStatus.RUNNING), RunStatus.FAILED, PartitionWork.text(e), clock.now()));
            }
        }
    }
}
