package org.karawatt.extender.internal;

import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.kernel.extension.Contributions.Contribution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings bundles and handlers together, in whichever order they come. A handler that refuses a file, or fails in any other way, is
 * noted and stops nobody else. Guarded by its monitor; the extender calls it from one thread.
 */
final class ContributionBook {

    private static final Logger LOG = LoggerFactory.getLogger(ContributionBook.class);

    private final Map<Long, Origin> origins = new LinkedHashMap<>();
    private final List<ContributionHandler> handlers = new ArrayList<>();
    /** What a handler has been given and refused: its message. */
    private final Map<ContributionHandler, Map<Long, Optional<String>>> given = new LinkedHashMap<>();

    /** Handlers that have gone although the worker has not come to their removal yet. */
    private final Set<ContributionHandler> leaving = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * From now on nothing is handed over or taken back, and what is under way may fail unheard: the extender stops, usually with the
     * whole server, and handlers forget by themselves.
     */
    void close() {
        closed = true;
    }

    synchronized void addOrigin(long bundle, Origin origin) {
        removeOrigin(bundle);
        origins.put(bundle, origin);
        handlers.forEach(handler -> give(handler, bundle, origin));
    }

    synchronized void removeOrigin(long bundle) {
        Origin origin = origins.remove(bundle);
        if (origin != null) {
            handlers.forEach(handler -> take(handler, bundle, origin));
        }
    }

    synchronized void addHandler(ContributionHandler handler) {
        handlers.add(handler);
        given.put(handler, new LinkedHashMap<>());
        origins.forEach((bundle, origin) -> give(handler, bundle, origin));
    }

    /**
     * A handler goes: from now on it is given nothing, and what it is just being given may fail unheard. Does not wait for that;
     * {@link #removeHandler} must follow.
     */
    void leaves(ContributionHandler handler) {
        leaving.add(handler);
    }

    /** A handler that has gone has forgotten all; it is not asked to remove anything. */
    synchronized void removeHandler(ContributionHandler handler) {
        handlers.remove(handler);
        given.remove(handler);
        leaving.remove(handler);
    }

    private void give(ContributionHandler handler, long bundle, Origin origin) {
        List<URL> files = origin.files().get(handler.kind());
        if (files == null || isOver(handler)) {
            return;
        }
        Optional<String> fault = Optional.empty();
        try {
            handler.add(origin.name(), files);
            LOG.info("{} contributes {} {} file(s)", origin.name(), files.size(), handler.kind());
        } catch (RuntimeException | LinkageError e) {
            if (isOver(handler)) {
                LOG.debug("{} of {} was under way when its handler went", handler.kind(), origin.name(), e);
                return;
            }
            LOG.warn("{} of {} refused", handler.kind(), origin.name(), e);
            fault = Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
        given.get(handler).put(bundle, fault);
    }

    private boolean isOver(ContributionHandler handler) {
        return closed || leaving.contains(handler);
    }

    private void take(ContributionHandler handler, long bundle, Origin origin) {
        Optional<String> outcome = given.get(handler).remove(bundle);
        if (outcome == null || outcome.isPresent() || isOver(handler)) {
            return;
        }
        try {
            handler.remove(origin.name());
        } catch (RuntimeException | LinkageError e) {
            if (isOver(handler)) {
                LOG.debug("{} of {} was being removed when its handler went", handler.kind(), origin.name(), e);
                return;
            }
            LOG.warn("{} of {} could not be removed", handler.kind(), origin.name(), e);
        }
    }

    /** All contributions by origin and kind; one without a handler has no fault, its handler may still come. */
    synchronized List<Contribution> list() {
        List<Contribution> list = new ArrayList<>();
        origins.forEach((bundle, origin) -> origin.files().forEach((kind, files) -> list.add(new Contribution(origin.name(), kind,
                files.stream().map(URL::getPath).toList(), fault(kind, bundle)))));
        list.sort(Comparator.comparing(Contribution::origin).thenComparing(Contribution::kind));
        return List.copyOf(list);
    }

    private String fault(String kind, long bundle) {
        return handlers.stream().filter(h -> h.kind().equals(kind)).map(h -> given.get(h).get(bundle))
                .filter(o -> o != null && o.isPresent()).map(Optional::get).findFirst().orElse(null);
    }

    /** Contributions that nobody has taken in yet. */
    synchronized List<String> waiting() {
        return list().stream().filter(c -> handlers.stream().noneMatch(h -> h.kind().equals(c.kind())))
                .map(c -> c.origin() + " " + c.kind()).toList();
    }
}
