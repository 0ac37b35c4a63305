package org.karawatt.audit.internal.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.karawatt.audit.internal.calc.Cron;
import org.karawatt.audit.internal.config.AuditConfig;
import org.karawatt.audit.internal.store.AuditStore;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.EventFeed;
import org.karawatt.kernel.work.EventFeed.StoredEvent;
import org.karawatt.kernel.work.EventFeed.Taken;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.run.api.RunService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time brings to the audit: schedules that are due, hits that wait for their case, cases that were ended before their end. All of it
 * stands in the database, so what came while the layer was away is done at the first look. A schedule that was due several times
 * meanwhile is done once. Several servers may look; each thing is done by one.
 */
@Component(service = AuditWatch.class, immediate = true, configurationPid = AuditConfig.PID)
@Designate(ocd = AuditConfig.class)
public final class AuditWatch {

    static final String CONSUMER = "quality.audit";
    private static final List<String> CASES = List.of("karawatt/workflow/case/changed");
    private static final long STOP_SECONDS = 15;
    private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);

    private final UnitOfWork work;
    private final RuleBook book;
    private final RunService runs;
    private final Dispatcher dispatcher;
    private final EventFeed feed;
    private final OfficeService offices;
    private final BusinessClock clock;
    private final AuditStore store;
    private final int atOnce;
    private final ScheduledExecutorService timer;

    @Activate
    public AuditWatch(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference RuleBook book,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs, @Reference Dispatcher dispatcher,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventFeed feed,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference BusinessClock clock, AuditConfig config) {
        this.work = work;
        this.book = book;
        this.runs = runs;
        this.dispatcher = dispatcher;
        this.feed = feed;
        this.offices = offices;
        this.clock = clock;
        this.store = new AuditStore(bulk);
        this.atOnce = Math.max(1, Math.min(1000, config.cases_at_once()));
        int seconds = Math.max(1, Math.min(3600, config.watch_seconds()));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-audit-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::look, seconds, seconds, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() {
        // not interrupted: Derby closes its files when a thread is interrupted inside it
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a look goes on after the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look; a part that fails is tried again at the next and keeps no other from being done. */
    void look() {
        part("cases", this::followCases);
        part("hits", () -> dispatcher.dispatchWaiting(atOnce));
        part("schedules", this::startDue);
    }

    private static void part(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.warn("could not look at {}; trying again", what, e);
        }
    }

    /** Takes hits back from cases that were terminated. */
    private void followCases() {
        boolean more = true;
        while (more) {
            // in one unit with the position, because a gap is told once
            more = work.required(() -> {
                Taken taken = feed.take(CONSUMER, CASES, EventFeed.MOST, events -> {
                    List<Long> ended = events.stream().map(StoredEvent::payload).filter(event -> "TERMINATED".equals(event.get("kind")))
                            .map(event -> (Long) event.get("case")).toList();
                    if (!ended.isEmpty()) {
                        store.taken(ended, "terminated");
                    }
                });
                if (taken.gap()) {
                    dispatcher.takeBack();
                }
                return taken.more();
            });
        }
    }

    /** Starts the rules whose time has come. */
    private void startDue() {
        Map<String, TreeSet<String>> codes = new TreeMap<>();
        for (AuditRuleInfo rule : book.rules()) {
            if (rule.schedule() != null && rule.available()) {
                codes.computeIfAbsent(rule.schedule(), schedule -> new TreeSet<>()).add(rule.code());
            }
        }
        List<Office> roots = offices.offices(CallContext.system()).stream().filter(office -> office.parentId() == null).toList();
        codes.forEach((schedule, rules) -> roots.forEach(office -> start(schedule, rules, office.code())));
    }

    /**
     * Starts rules for an office when their time has come, and notes that only afterwards: whoever dies in between starts them again, which
     * gives the run that is unfinished, or one that finds nothing new.
     */
    private void start(String schedule, TreeSet<String> rules, String office) {
        String name = "audit " + schedule + " " + office;
        Instant now = clock.now();
        try {
            Optional<Instant> due = due(name, schedule, now);
            if (due.isPresent()) {
                runs.start(CallContext.system(), AuditRunHandler.KIND, Map.of(AuditRunHandler.RULES, String.join(",", rules),
                        AuditRunHandler.MONTH, BillingMonth.of(clock.today()).previous().toString(), AuditRunHandler.OFFICE, office));
                work.required(() -> store.done(name, due.get(), now));
            }
        } catch (RuntimeException e) {
            LOG.warn("audit of {} for {} could not be started; trying again", rules, office, e);
        }
    }

    /** When a schedule that is due was last done; empty when it is not due. One that is new is first due at its next time. */
    private Optional<Instant> due(String name, String schedule, Instant now) {
        try {
            return work.required(() -> {
                Optional<Instant> done = store.doneAt(name);
                if (done.isEmpty()) {
                    store.know(name, now);
                }
                return done.filter(before -> Cron.parse(schedule).lastAt(now.atZone(clock.zone()))
                        .filter(last -> last.toInstant().isAfter(before)).isPresent());
            });
        } catch (DuplicateKeyException e) {
            // another server has noted the new schedule meanwhile
            return Optional.empty();
        }
    }
}
