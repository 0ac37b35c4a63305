package org.karawatt.rest.internal.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All addresses that are served or known to have been. None is forgotten while this bundle runs: its module may come back. Thread-safe. */
public final class Routes {

    private final Map<String, Route> byAddress = new ConcurrentHashMap<>();

    Route of(String address) {
        return byAddress.computeIfAbsent(address, Route::new);
    }

    /**
     * The route of a request: the longest address that it begins with. Null for an unknown address.
     *
     * @param path path below {@code /api}
     */
    public Route find(String path) {
        for (String prefix = path; !prefix.isEmpty(); prefix = prefix.substring(0, prefix.lastIndexOf('/'))) {
            Route route = byAddress.get(prefix);
            if (route != null) {
                return route;
            }
            if (prefix.indexOf('/') < 0) {
                break;
            }
        }
        return null;
    }
}
