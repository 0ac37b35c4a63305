package org.karawatt.console.internal.module;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.console.api.UiEvents;
import org.karawatt.console.api.UiModule;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the UI modules that are there right now, and tells the open browsers when that changes.
 *
 * <p>Of several modules with one id the one with the highest service ranking counts, so that a utility can put its own
 * pages in the place of ours; when it goes, ours are back. Thread safe.
 */
@Component(service = ModuleRegistry.class, immediate = true)
public class ModuleRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleRegistry.class);

    private final Map<ServiceReference<UiModule>, ModuleFiles> modules = new ConcurrentHashMap<>();
    private volatile UiEvents events;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEvents(UiEvents service) {
        events = service;
    }

    void unsetEvents(UiEvents service) {
        if (events == service) {
            events = null;
        }
    }

    @Reference(service = UiModule.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addModule(ServiceReference<UiModule> reference) {
        if (!(reference.getProperty(UiModule.ID) instanceof String id)) {
            LOG.warn("UI module of {} has no {}", reference.getBundle().getSymbolicName(), UiModule.ID);
            return;
        }
        try {
            boolean open = Boolean.TRUE.equals(reference.getProperty(UiModule.PUBLIC));
            ModuleFiles files = ModuleFiles.read(id, open, reference.getBundle());
            modules.put(reference, files);
            LOG.info("UI module {} revision {} from {}", id, files.revision(), reference.getBundle().getSymbolicName());
            tellBrowsers();
        } catch (IOException e) {
            LOG.warn("UI module {} of {} is not usable: {}", id, reference.getBundle().getSymbolicName(), e.getMessage());
        }
    }

    void removeModule(ServiceReference<UiModule> reference) {
        ModuleFiles gone = modules.remove(reference);
        if (gone != null) {
            LOG.info("UI module {} revision {} is gone", gone.id(), gone.revision());
            tellBrowsers();
        }
    }

    /** The module that is in force for an id. */
    public Optional<ModuleFiles> find(String id) {
        return modules.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(id))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /** The modules in force, ordered by id. */
    public List<ModuleFiles> all() {
        return modules.values().stream().map(ModuleFiles::id).distinct().sorted(Comparator.naturalOrder())
                .flatMap(id -> find(id).stream()).toList();
    }

    private void tellBrowsers() {
        UiEvents current = events;
        if (current != null) {
            current.publish(UiEvents.MODULES, null, "{}");
        }
    }
}
