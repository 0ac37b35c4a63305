package org.karawatt.rest.internal.publish;

/** A request inside a module. Thread-safe. */
public final class Visit implements AutoCloseable {

    /** Name of the request attribute under which the visit is left for whoever answers a failure. */
    public static final String ATTRIBUTE = "karawatt.visit";

    private final Route route;
    private final long opening;

    Visit(Route route, long opening) {
        this.route = route;
        this.opening = opening;
    }

    /**
     * Whether the module has gone, or has gone and come back, since the request entered. Whatever the module used may then have been
     * taken from under the request: an unexpected failure says nothing about the request itself.
     */
    public boolean hasModuleMoved() {
        return route.hasMovedSince(opening);
    }

    @Override
    public void close() {
        route.leave();
    }
}
