package org.karawatt.mart.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.karawatt.decision.api.MartProof;
import org.karawatt.decision.api.MartService;
import org.karawatt.decision.api.MartStatus;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.mart.internal.config.MartConfig;
import org.karawatt.mart.internal.store.MartDatabase;
import org.karawatt.mart.internal.store.MartReader;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the mart up to date on a thread of its own. Which finished runs are in stands in the mart itself, so that whatever finished
 * while it was away is brought in at its return. Changes that no run makes, such as payments and corrections, show in the sums: those of
 * the newest months are compared every few minutes, all of them once a day and after the start.
 */
@Component(service = MartService.class, immediate = true, configurationPid = MartConfig.PID)
public final class DefaultMartService implements MartService {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultMartService.class);
    private static final String READ = "decision.read";
    private static final String REBUILD = "decision.rebuild";
    private static final int MOST_RUNS = 5000;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private final RunService runs;
    private final MartFeed feed;
    private final MartNews news;
    private final MartDatabase database;
    private final MartReader reader;
    private final BusinessClock clock;
    private final int newest;
    private final ScheduledExecutorService worker;
    private final AtomicBoolean asked = new AtomicBoolean();
    private LocalDate checkedOn;

    @Activate
    public DefaultMartService(@Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs, @Reference MartFeed feed,
            @Reference MartNews news, @Reference MartDatabase database, @Reference BusinessClock clock, MartConfig config) {
        this(runs, feed, news, database, clock, config, FIRST_LOOK);
    }

    /** @param firstLook how long after the start it looks for what it has missed */
    DefaultMartService(RunService runs, MartFeed feed, MartNews news, MartDatabase database, BusinessClock clock, MartConfig config,
            Duration firstLook) {
        this.runs = runs;
        this.feed = feed;
        this.news = news;
        this.database = database;
        this.reader = new MartReader(database);
        this.clock = clock;
        this.newest = Math.max(1, config.months());
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "karawatt-mart");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.worker = executor;
        news.listener(this::wake);
        worker.scheduleWithFixedDelay(this::quietly, firstLook.toSeconds(), Math.max(1, Math.min(1440, config.minutes())) * 60L,
                TimeUnit.SECONDS);
    }

    @Deactivate
    void deactivate() {
        news.listener(null);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(20, TimeUnit.SECONDS)) {
                worker.shutdownNow();
                LOG.warn("the mart is still at the last month; it will be brought in again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for one more look soon; any number of askers cause one. */
    private void wake() {
        if (asked.compareAndSet(false, true)) {
            try {
                worker.execute(this::quietly);
            } catch (RejectedExecutionException e) {
                LOG.debug("the mart is closing; the run is found at its return", e);
            }
        }
    }

    private void quietly() {
        asked.set(false);
        try {
            if (feed.isReady()) {
                bringIn();
            }
        } catch (RuntimeException e) {
            LOG.warn("the mart could not be brought up to date; it is tried again", e);
        }
    }

    @Override
    public int refresh(CallContext context) {
        context.require(REBUILD);
        feed.requireReady();
        return bringIn();
    }

    private synchronized int bringIn() {
        feed.basics();
        List<Run> fresh = fresh();
        SortedSet<BillingMonth> months = new TreeSet<>();
        fresh.forEach(run -> months.add(BillingMonth.parse(run.params().get("month"))));
        Set<BillingMonth> others = new TreeSet<>(feed.months());
        others.addAll(feed.loaded());
        others.removeAll(months);
        LocalDate today = clock.today();
        if (today.equals(checkedOn)) {
            List<BillingMonth> all = new ArrayList<>(others);
            others.retainAll(new HashSet<>(all.subList(Math.max(0, all.size() - newest), all.size())));
        }
        months.addAll(feed.changed(others));
        for (BillingMonth month : months) {
            feed.month(month);
        }
        feed.cases();
        feed.taken(fresh.stream().map(Run::id).toList());
        checkedOn = today;
        if (!months.isEmpty()) {
            LOG.info("the mart has taken in {}", MartFeed.text(months));
        }
        return months.size();
    }

    /** Finished billing runs that the mart does not know of, newest first. */
    private List<Run> fresh() {
        Set<Long> known = feed.taken();
        List<Run> fresh = new ArrayList<>();
        Page<Run> page;
        long offset = 0;
        do {
            page = runs.runs(CallContext.system(), MartFeed.BILLING, new PageRequest(offset, PageRequest.MAX_LIMIT));
            page.items().stream().filter(run -> run.status() == RunStatus.DONE && !known.contains(run.id())).forEach(fresh::add);
            offset += page.items().size();
        } while (offset < page.total() && offset < MOST_RUNS && !page.items().isEmpty());
        return fresh;
    }

    @Override
    public Run rebuild(CallContext context) {
        feed.requireReady();
        return runs.start(context, MartRunHandler.KIND, Map.of());
    }

    @Override
    public MartProof prove(CallContext context) {
        context.require(READ);
        feed.requireReady();
        return feed.prove(context.scope());
    }

    @Override
    public MartStatus status(CallContext context) {
        context.require(READ);
        String problem = database.problem();
        if (problem != null) {
            return new MartStatus(MartStatus.State.ABSENT, problem, 0, 0, null, null, 0, null, List.of());
        }
        List<MartStatus> found = reader.query("SELECT (SELECT count(*) FROM store.bill), (SELECT min(month) FROM store.sales),"
                + " (SELECT max(month) FROM store.sales), (SELECT count(*) FROM store.run),"
                + " (SELECT max(value) FROM store.meta WHERE name = 'loaded_at')", List.of(), row -> {
                    int first = row.getInt(2);
                    BillingMonth firstMonth = row.wasNull() ? null : new BillingMonth(first);
                    return new MartStatus(MartStatus.State.READY, null, database.bytes(), row.getLong(1), firstMonth,
                            firstMonth == null ? null : new BillingMonth(row.getInt(3)), row.getLong(4),
                            row.getString(5) == null ? null : Instant.parse(row.getString(5)), List.of());
                });
        MartStatus status = found.get(0);
        return new MartStatus(status.state(), null, status.bytes(), status.bills(), status.firstMonth(), status.lastMonth(), status.runs(),
                status.loadedAt(), waiting());
    }

    private List<BillingMonth> waiting() {
        try {
            return fresh().stream().map(run -> BillingMonth.parse(run.params().get("month"))).distinct().sorted().toList();
        } catch (KarawattException e) {
            LOG.debug("runs are away, so nobody knows what is waiting", e);
            return List.of();
        }
    }
}
