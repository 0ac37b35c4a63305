package org.karawatt.tariff.internal.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.karawatt.rating.tariff.ChargeMethod;
import org.karawatt.rating.tariff.ChargeMethods;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The charge methods at hand: the product's and those that bundles register as services, by name and version. Of two services with the same
 * name and version the one with the higher ranking counts, and of equals the older one. Thread-safe.
 */
@Component(service = MethodRegistry.class)
public final class MethodRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(MethodRegistry.class);
    private static final String NAME = "[A-Z][A-Z0-9_]{0,39}";

    private final List<Registered> services = new ArrayList<>();
    private ChargeMethods methods = ChargeMethods.standard();
    private Listener listener = now -> { };

    private record Registered(ChargeMethod method, int ranking, long id) {
    }

    /** Is told of every change, one after another. */
    @FunctionalInterface
    interface Listener {
        void changed(ChargeMethods methods);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bind(ChargeMethod method, Map<String, Object> properties) {
        services.add(new Registered(method, properties.get("service.ranking") instanceof Integer ranking ? ranking : 0,
                properties.get("service.id") instanceof Long id ? id : 0));
        services.sort(Comparator.comparing(Registered::ranking).reversed().thenComparing(Registered::id));
        rebuild();
    }

    synchronized void unbind(ChargeMethod method) {
        services.removeIf(registered -> registered.method() == method);
        rebuild();
    }

    /** Tells the listener of the methods now and of every change from now on. */
    synchronized void listen(Listener newListener) {
        listener = newListener;
        listener.changed(methods);
    }

    synchronized void forget(Listener oldListener) {
        if (listener == oldListener) {
            listener = now -> { };
        }
    }

    private void rebuild() {
        ChargeMethods now = ChargeMethods.standard();
        for (Registered registered : services) {
            now = with(now, registered.method());
        }
        methods = now;
        listener.changed(now);
    }

    /** One bad method must not take the others along. */
    private static ChargeMethods with(ChargeMethods now, ChargeMethod method) {
        try {
            if (!String.valueOf(method.name()).matches(NAME) || method.version() < 1) {
                LOG.warn("charge method {} version {} of {} has no proper name or version", method.name(), method.version(),
                        method.getClass().getName());
                return now;
            }
            if (now.find(method.name(), method.version()) != null) {
                LOG.warn("charge method {} version {} of {} stands back: there is one", method.name(), method.version(),
                        method.getClass().getName());
                return now;
            }
            return now.with(method);
        } catch (RuntimeException e) {
            LOG.warn("charge method {} does not tell what it is", method.getClass().getName(), e);
            return now;
        }
    }
}
