package org.karawatt.rest.internal.web;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import javax.servlet.DispatcherType;
import javax.servlet.Servlet;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.rest.internal.config.RestConfig;
import org.karawatt.rest.internal.event.Events;
import org.karawatt.rest.internal.event.EventStreams;
import org.karawatt.rest.internal.publish.Publishing;
import org.karawatt.rest.internal.system.HealthResource;
import org.karawatt.rest.internal.system.SessionResource;

/** The HTTP door on the servlet container of Karaf, without the OSGi framework. */
final class House implements AutoCloseable {

    final FakeSecurity security = new FakeSecurity();
    final SecurityFilter filter = new SecurityFilter();
    final Publishing publishing;
    final EventStreams streams;
    final int port;
    private final Server server = new Server();

    House() throws Exception {
        RestConfig config = (RestConfig) Proxy.newProxyInstance(RestConfig.class.getClassLoader(), new Class<?>[] {RestConfig.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "body_max_json" -> 2000L;
                    case "body_max_upload" -> 100_000L;
                    case "streams_max_per_user" -> 2;
                    default -> method.getDefaultValue();
                });
        publishing = new Publishing(config);
        streams = Events.with(security, config);
        ready(true);
        publishing.add("/system", new SessionResource(security, streams));
        publishing.add("/system", new HealthResource(noChecks()));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(asyncFilter(), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(async(Events.servlet(streams)), "/api/v1/system/events");
        ServletHolder api = async(new ApiServlet(publishing.publisher(), config));
        api.setInitParameter("hide-service-list-page", "true");
        context.addServlet(api, "/api/*");
        context.addServlet(async(new RootServlet()), "/");
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    void ready(boolean ready) {
        filter.security = ready ? security : null;
        filter.schema = ready ? new NoSchema() : null;
    }

    private FilterHolder asyncFilter() {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        return holder;
    }

    private static ServletHolder async(Servlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        return holder;
    }

    private static HealthCheckExecutor noChecks() {
        return (HealthCheckExecutor) Proxy.newProxyInstance(HealthCheckExecutor.class.getClassLoader(),
                new Class<?>[] {HealthCheckExecutor.class}, (proxy, method, args) -> List.of());
    }

    @Override
    public void close() throws Exception {
        Events.stop(streams);
        server.stop();
        publishing.stop();
    }

    private static final class NoSchema implements SchemaState {
        @Override
        public String database() {
            return "none";
        }

        @Override
        public List<Applied> applied() {
            return List.of();
        }
    }
}
