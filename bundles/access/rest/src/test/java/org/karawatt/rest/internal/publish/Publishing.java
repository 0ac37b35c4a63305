package org.karawatt.rest.internal.publish;

import java.util.Map;
import org.karawatt.rest.api.RestResource;
import org.karawatt.rest.internal.config.RestConfig;

/** Does what the container does: brings resources to the publisher and takes them away. */
public final class Publishing {

    private final Publisher publisher;
    private long id;

    public Publishing(RestConfig config) {
        publisher = new Publisher(config);
    }

    public Publisher publisher() {
        return publisher;
    }

    public void add(String base, RestResource resource, int ranking) {
        publisher.bind(resource, Map.of(RestResource.BASE, base, "service.ranking", ranking, "service.id", ++id));
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
