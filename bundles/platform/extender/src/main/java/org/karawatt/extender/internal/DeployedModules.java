package org.karawatt.extender.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.extension.Modules;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Reads the modules from the framework and from DS. */
@Component(service = Modules.class)
public class DeployedModules implements Modules {

    private static final String PREFIX = "karawatt-";
    private static final String FLOOR = "Karawatt-Floor";
    private static final Map<String, Set<String>> FLOORS = Map.of(
            "kernel", Set.of("kernel", "rating"),
            "persistence", Set.of("persistence", "derby"),
            "platform", Set.of("extender", "run", "security"),
            "domain", Set.of("codes", "customer", "equipment", "asset", "metering", "tariff", "workflow"),
            "business", Set.of("connection", "contract", "reading", "billing", "ledger", "prepay", "inspection", "lineloss", "business"),
            "service", Set.of("desk", "notice", "outage", "service"),
            "quality", Set.of("quality", "supervision", "audit", "performance"),
            "decision", Set.of("decision", "mart", "forecast", "simulation", "report"),
            "access", Set.of("rest", "shell", "console", "portal", "document", "demo"));
    private static final List<String> ORDER = List.of("kernel", "persistence", "platform", "domain", "business", "service", "quality",
            "decision", "access", "extension");

    private final BundleContext context;
    private final Optional<ServiceComponentRuntime> components;

    @Activate
    public DeployedModules(BundleContext context,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
            ServiceComponentRuntime components) {
        this.context = context;
        this.components = Optional.ofNullable(components);
    }

    @Override
    public List<Module> list() {
        return Arrays.stream(context.getBundles()).filter(DeployedModules::isModule).map(this::module)
                .sorted(Comparator.comparingInt((Module m) -> ORDER.indexOf(m.floor())).thenComparing(Module::name)).toList();
    }

    private static boolean isModule(Bundle bundle) {
        return bundle.getSymbolicName() != null
                && (bundle.getSymbolicName().startsWith(PREFIX) || bundle.getHeaders().get(FLOOR) != null);
    }

    private Module module(Bundle bundle) {
        return new Module(floor(bundle.getSymbolicName(), bundle.getHeaders().get(FLOOR)), bundle.getSymbolicName(),
                bundle.getHeaders().get(Constants.BUNDLE_NAME), bundle.getVersion().toString(), state(bundle.getState()),
                services(bundle), missing(bundle));
    }

    /** The floor that a bundle says it belongs to, or that its name stands for. */
    static String floor(String symbolicName, String header) {
        if (header != null && ORDER.contains(header)) {
            return header;
        }
        String own = symbolicName.startsWith(PREFIX) ? symbolicName.substring(PREFIX.length()) : "";
        String first = own.contains("-") ? own.substring(0, own.indexOf('-')) : own;
        return FLOORS.entrySet().stream().filter(e -> e.getValue().contains(first)).map(Map.Entry::getKey).findFirst().orElse("extension");
    }

    private List<Provided> services(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        List<Provided> list = new ArrayList<>();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
            for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                if (type.startsWith("org.karawatt.")) {
                    ServiceReference<?> best = context.getServiceReference(type);
                    list.add(new Provided(type, ranking instanceof Integer i ? i : 0, reference.equals(best)));
                }
            }
        }
        list.sort(Comparator.comparing(Provided::service));
        return list;
    }

    private List<Missing> missing(Bundle bundle) {
        List<Missing> list = new ArrayList<>();
        if (bundle.getState() == Bundle.ACTIVE) {
            components.ifPresent(runtime -> runtime.getComponentDescriptionDTOs(bundle).forEach(d -> collect(runtime, d, list)));
        }
        return list;
    }

    private static void collect(ServiceComponentRuntime runtime, ComponentDescriptionDTO description, List<Missing> list) {
        for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
            if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
                list.add(new Missing(description.implementationClass, "configuration " + String.join(", ", description.configurationPid)));
            } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                    list.add(new Missing(description.implementationClass, service(description, reference)));
                }
            } else if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                list.add(new Missing(description.implementationClass, String.valueOf(configuration.failure).lines().findFirst().orElse("")));
            }
        }
    }

    private static String service(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO unsatisfied) {
        String target = unsatisfied.target == null ? "" : " " + unsatisfied.target;
        return Arrays.stream(description.references).filter(r -> r.name.equals(unsatisfied.name)).map(r -> r.interfaceName)
                .findFirst().orElse(unsatisfied.name) + target;
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.ACTIVE -> "ACTIVE";
            default -> "UNINSTALLED";
        };
    }
}
