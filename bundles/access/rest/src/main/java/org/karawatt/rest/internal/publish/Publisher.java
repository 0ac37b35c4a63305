package org.karawatt.rest.internal.publish;

import com.fasterxml.jackson.jaxrs.json.JacksonJsonProvider;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.karawatt.rest.api.RestResource;
import org.karawatt.rest.internal.config.RestConfig;
import org.karawatt.rest.internal.error.ProblemMapper;
import org.karawatt.rest.internal.error.WebProblemMapper;
import org.karawatt.rest.internal.json.JsonMappers;
import org.karawatt.rest.internal.json.ParamReaders;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every {@link RestResource} its own CXF server, so that one that comes or goes never touches another. Resources with the
 * same literal address share a server; of those with the same template the one with the highest service ranking answers. A
 * resource that goes first lets its running requests end, and its address is remembered as one that may come back.
 */
@Component(service = Publisher.class, configurationPid = RestConfig.PID)
public class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private record Member(RestResource resource, Address address, int ranking, long serviceId) {
    }

    /** The resources of one literal address. Its monitor guards it. */
    private static final class Group {
        private final List<Member> members = new ArrayList<>();
        private List<Member> served = List.of();
        private Server server;
    }

    private final Bus bus;
    private final List<Object> providers;
    private final long drainMillis;
    private final Routes routes = new Routes();
    private final KnownAddresses known;
    private final LongFunction<String> bundleName;
    private final Map<String, Group> groups = new ConcurrentHashMap<>();
    /** The OpenAPI document; null when resources have come or gone since it was made. */
    private final AtomicReference<byte[]> openApi = new AtomicReference<>();
    private volatile boolean stopped;

    @Activate
    public Publisher(RestConfig config, BundleContext context) {
        this(config, new KnownAddresses(file(context), name -> isInstalled(context, name)), id -> nameOf(context.getBundle(id)));
    }

    /** @param bundleName symbolic name of the bundle with an id; null when there is none */
    Publisher(RestConfig config, KnownAddresses known, LongFunction<String> bundleName) {
        this.known = known;
        this.bundleName = bundleName;
        known.all().forEach(routes::of);
        this.drainMillis = config.drain_millis();
        this.bus = withOwnLoader(() -> new CXFBusFactory().createBus());
        this.providers = List.of(new JacksonJsonProvider(JsonMappers.create()), new ParamReaders(), new ProblemMapper(),
                new WebProblemMapper());
    }

    private static Path file(BundleContext context) {
        File file = context.getDataFile("addresses");
        return file == null ? null : file.toPath();
    }

    private static boolean isInstalled(BundleContext context, String name) {
        return Arrays.stream(context.getBundles()).anyMatch(b -> name.equals(b.getSymbolicName()));
    }

    private static String nameOf(Bundle bundle) {
        return bundle == null ? null : bundle.getSymbolicName();
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        groups.values().forEach(group -> {
            synchronized (group) {
                stop(group);
            }
        });
        bus.shutdown(true);
    }

    public Bus bus() {
        return bus;
    }

    public Routes routes() {
        return routes;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bind(RestResource resource, Map<String, Object> properties) {
        Object ranking = properties.get("service.ranking");
        Object id = properties.get("service.id");
        try {
            Address address = Address.of(properties.get(RestResource.BASE), resource.getClass());
            change(address.literal(), g -> g.members.add(new Member(resource, address, ranking instanceof Integer i ? i : 0,
                    id instanceof Long l ? l : 0)));
            String bundle = properties.get("service.bundleid") instanceof Long l ? bundleName.apply(l) : null;
            if (bundle != null) {
                known.add(address.literal(), bundle);
            }
        } catch (IllegalArgumentException e) {
            LOG.error("REST resource {} is not published", resource.getClass().getName(), e);
        }
    }

    void unbind(RestResource resource) {
        // by instance: a replacement may already be there
        groups.forEach((address, group) -> {
            if (holds(group, resource)) {
                change(address, g -> g.members.removeIf(m -> m.resource() == resource));
            }
        });
    }

    private static boolean holds(Group group, RestResource resource) {
        synchronized (group) {
            return group.members.stream().anyMatch(m -> m.resource() == resource);
        }
    }

    private void change(String address, Consumer<Group> edit) {
        Group group = groups.computeIfAbsent(address, a -> new Group());
        synchronized (group) {
            edit.accept(group);
            List<Member> best = best(group.members);
            if (stopped || best.equals(group.served)) {
                return;
            }
            Route route = routes.of(address);
            if (!route.close(drainMillis)) {
                LOG.warn("Requests to {} are still running after {} ms; the module goes all the same", address, drainMillis);
            }
            stop(group);
            try {
                if (!best.isEmpty()) {
                    group.server = withOwnLoader(() -> start(address, best));
                    group.served = best;
                    route.open();
                    LOG.debug("REST {} is served by {}", address, best);
                }
            } catch (RuntimeException e) {
                LOG.error("REST {} cannot be served", address, e);
            } finally {
                openApi.set(null);
            }
        }
    }

    /** Of resources with the same template the best ranked one, and of equals the oldest. */
    private static List<Member> best(Collection<Member> members) {
        Map<String, Member> byTemplate = new LinkedHashMap<>();
        members.stream().sorted(Comparator.comparingInt(Member::ranking).reversed().thenComparingLong(Member::serviceId))
                .forEach(m -> byTemplate.putIfAbsent(m.address().rest(), m));
        return List.copyOf(byTemplate.values());
    }

    private Server start(String address, List<Member> members) {
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress(address);
        factory.setProviders(providers);
        factory.setResourceClasses(members.stream().<Class<?>>map(m -> m.resource().getClass()).toList());
        for (Member member : members) {
            Class<?> type = member.resource().getClass();
            factory.setResourceProvider(type, new SingletonResourceProvider(member.resource(), true));
            for (ClassResourceInfo info : factory.getServiceFactory().getClassResourceInfo()) {
                if (info.getServiceClass() == type) {
                    info.setURITemplate(URITemplate.createTemplate(member.address().rest()));
                }
            }
        }
        return factory.create();
    }

    private static void stop(Group group) {
        group.served = List.of();
        if (group.server != null) {
            group.server.destroy();
            group.server = null;
        }
    }

    /** The OpenAPI document of what is served now. */
    public byte[] openApi() {
        byte[] document = openApi.get();
        if (document == null) {
            List<OpenApiDocument.Part> parts = new ArrayList<>();
            groups.values().forEach(group -> {
                synchronized (group) {
                    group.served.forEach(m -> parts.add(new OpenApiDocument.Part(m.address().base(), m.resource().getClass())));
                }
            });
            document = OpenApiDocument.write(parts);
            openApi.set(document);
        }
        return document;
    }

    /** CXF looks for its parts with the class loader of the thread. */
    private static <T> T withOwnLoader(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Publisher.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
