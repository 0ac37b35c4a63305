package org.karawatt.extender.internal;

import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.kernel.extension.Contributions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the files below {@code KARAWATT-INF/<kind>/} of the active bundles and hands them to the handler of their kind. The work is
 * done by one thread, so that handlers see one call at a time and a slow one does not hold up the start of a bundle.
 */
@Component(service = {Contributions.class, HealthCheck.class}, immediate = true, property = {"hc.name=contributions",
    "hc.tags=karawatt"})
public class Extender implements Contributions, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Extender.class);
    private static final String ROOT = "KARAWATT-INF/";
    private static final int STOP_SECONDS = 10;

    private final ContributionBook book = new ContributionBook();
    private final ExecutorService worker;
    private final BundleTracker<Long> tracker;
    private final BundleContext context;
    private final AtomicInteger pending = new AtomicInteger();

    @Activate
    public Extender(BundleContext context) {
        this.context = context;
        worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-extender");
            thread.setDaemon(true);
            return thread;
        });
        tracker = new BundleTracker<>(context, Bundle.ACTIVE, new BundleTrackerCustomizer<Long>() {
            @Override
            public Long addingBundle(Bundle bundle, BundleEvent event) {
                Map<String, List<URL>> files = files(bundle);
                if (files.isEmpty()) {
                    return null;
                }
                Origin origin = new Origin(origin(bundle), files);
                submit(() -> book.addOrigin(bundle.getBundleId(), origin));
                return bundle.getBundleId();
            }

            @Override
            public void modifiedBundle(Bundle bundle, BundleEvent event, Long id) {
                // only ACTIVE is tracked
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, Long id) {
                submit(() -> book.removeOrigin(id));
            }
        });
        tracker.open();
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        book.close();
        tracker.close();
        worker.shutdown();
        if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            worker.shutdownNow();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(ContributionHandler handler) {
        submit(() -> book.addHandler(handler));
    }

    void removeHandler(ContributionHandler handler) {
        book.leaves(handler);
        submit(() -> book.removeHandler(handler));
    }

    private void submit(Runnable task) {
        pending.incrementAndGet();
        try {
            worker.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("A contribution could not be handled", e);
                } finally {
                    pending.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            pending.decrementAndGet();
            LOG.debug("The extender is stopping", e);
        }
    }

    /** What a bundle is called where its files are listed. */
    static String origin(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** The files of a bundle by kind; {@code KARAWATT-INF/tariff/sub/x.json} is of kind {@code tariff}. */
    static Map<String, List<URL>> files(Bundle bundle) {
        Enumeration<URL> entries = bundle.findEntries(ROOT, "*", true);
        Map<String, List<URL>> files = new TreeMap<>();
        for (URL url : entries == null ? List.<URL>of() : Collections.list(entries)) {
            String path = url.getPath();
            String below = path.substring(path.indexOf(ROOT) + ROOT.length());
            int slash = below.indexOf('/');
            if (slash > 0 && !below.endsWith("/")) {
                files.computeIfAbsent(below.substring(0, slash), k -> new ArrayList<>()).add(url);
            }
        }
        files.values().forEach(list -> list.sort(Comparator.comparing(URL::getPath)));
        return files;
    }

    @Override
    public List<Contribution> list() {
        return book.list();
    }

    @Override
    public boolean settled() {
        return pending.get() == 0 && book.waiting().isEmpty() && Arrays.stream(context.getBundles()).noneMatch(Extender::isComing)
                && pending.get() == 0;
    }

    /** Whether a bundle is to run and does not yet. One with a lazy start runs when it is used. */
    private static boolean isComing(Bundle bundle) {
        BundleStartLevel start = bundle.adapt(BundleStartLevel.class);
        boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        boolean lazy = bundle.getState() == Bundle.STARTING && start.isActivationPolicyUsed();
        return bundle.getState() != Bundle.ACTIVE && !fragment && !lazy && start.isPersistentlyStarted();
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        List<Contribution> all = list();
        log.info("{} contributions", all.size());
        all.stream().filter(c -> c.fault() != null).forEach(c -> log.warn("{} of {}: {}", c.kind(), c.origin(), c.fault()));
        book.waiting().forEach(w -> log.info("{} waits for its handler", w));
        return new Result(log);
    }
}
