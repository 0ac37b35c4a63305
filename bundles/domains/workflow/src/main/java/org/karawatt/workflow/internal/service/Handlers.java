package org.karawatt.workflow.internal.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The handlers of automatic steps that are there at the moment; of several with one name the highest ranking counts. Thread-safe. */
@Component(service = Handlers.class)
public final class Handlers {

    private record Known(StepHandler handler, int ranking) {
    }

    private final List<Known> all = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(StepHandler handler, Map<String, Object> properties) {
        all.add(new Known(handler, properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0));
    }

    void remove(StepHandler handler) {
        all.removeIf(known -> known.handler() == handler);
    }

    Optional<StepHandler> find(String name) {
        return all.stream().filter(known -> known.handler().name().equals(name)).max(Comparator.comparingInt(Known::ranking))
                .map(Known::handler);
    }
}
