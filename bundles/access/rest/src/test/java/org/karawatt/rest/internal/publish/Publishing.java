package org.karawatt.rest.internal.publish;

import java.nio.file.Path;
import java.util.Map;
import org.karawatt.rest.api.RestResource;
import org.karawatt.rest.internal.config.RestConfig;

/** Does what the container does: brings resources to the publisher and takes them away. */
public final class Publishing {

    /** The bundle with this id counts as uninstalled when a publisher starts. */
    public static final long UNINSTALLED = 13;

    private final Publisher publisher;
    private long id;

    public Publishing(RestConfig config) {
        this(config, null);
    }

    /** @param memory file that outlives the publisher; may be null */
    public Publishing(RestConfig config, Path memory) {
        publisher = new Publisher(config, new KnownAddresses(memory, name -> !name.equals("bundle-" + UNINSTALLED)), id -> "bundle-" + id);
    }

    public Publisher publisher() {
        return publisher;
    }

    public void add(String base, RestResource resource, int ranking) {
        add(base, resource, ranking, 1);
    }

    public void add(String base, RestResource resource, int ranking, long bundle) {
        publisher.bind(resource, Map.of(RestResource.BASE, base, "service.ranking", ranking, "service.id", ++id, "service.bundleid", bundle));
    }

    public void add(String base, RestResource resource) {
        add(base, resource, 0);
    }

    public void remove(RestResource resource) {
        publisher.unbind(resource);
    }

    public void stop() {
        publisher.deactivate();
    }
}
