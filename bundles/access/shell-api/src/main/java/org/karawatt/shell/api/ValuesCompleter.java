package org.karawatt.shell.api;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes a word with values that a service knows, such as office codes. Subclasses carry {@code @Service}. While the service
 * is away nothing is offered.
 *
 * @param <S> type of the service
 */
public abstract class ValuesCompleter<S> implements Completer {

    private static final Logger LOG = LoggerFactory.getLogger(ValuesCompleter.class);

    @Reference
    BundleContext bundleContext;

    private final Class<S> type;

    protected ValuesCompleter(Class<S> type) {
        this.type = type;
    }

    /** The values to offer; few enough to be listed on a screen. */
    protected abstract List<String> values(S service, Session session);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        ServiceReference<S> reference = bundleContext.getServiceReference(type);
        S service = reference == null ? null : bundleContext.getService(reference);
        if (service == null) {
            return -1;
        }
        try {
            return new StringsCompleter(values(service, session)).complete(session, line, candidates);
        } catch (RuntimeException e) {
            LOG.debug("No completion from {}", type.getName(), e);
            return -1;
        } finally {
            bundleContext.ungetService(reference);
        }
    }
}
