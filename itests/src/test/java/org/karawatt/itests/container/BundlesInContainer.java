package org.karawatt.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The house stands: everything that the distribution boots is there and working. */
public class BundlesInContainer extends ContainerTest {

    @Inject
    private FeaturesService features;

    @Inject
    private ServiceComponentRuntime components;

    @Test
    public void everyBundleIsActive() {
        await(() -> Arrays.stream(context.getBundles())
                .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null && b.getState() != Bundle.ACTIVE)
                // bundles with lazy activation rest until a class of theirs is asked for
                .filter(b -> !(b.getState() == Bundle.STARTING && b.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null))
                .map(b -> b.getSymbolicName() + " is in state " + b.getState()).toList());
    }

    @Test
    public void everyComponentOfOursIsSatisfied() {
        await(() -> {
            List<String> complaints = new ArrayList<>();
            for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
                if (!description.bundle.symbolicName.startsWith("karawatt-") || !description.defaultEnabled) {
                    continue;
                }
                if ("require".equals(description.configurationPolicy)) {
                    continue;
                }
                var configurations = components.getComponentConfigurationDTOs(description);
                if (configurations.isEmpty()) {
                    complaints.add(description.bundle.symbolicName + ": " + description.name + " has no configuration");
                }
                for (ComponentConfigurationDTO c : configurations) {
                    if (c.state != ComponentConfigurationDTO.ACTIVE && c.state != ComponentConfigurationDTO.SATISFIED) {
                        complaints.add(description.bundle.symbolicName + ": " + description.name + " is in state " + c.state + ", lacks "
                                + Arrays.stream(c.unsatisfiedReferences).map(r -> r.name + " " + r.target).toList()
                                + (c.failure == null ? "" : " " + c.failure.lines().findFirst().orElse("")));
                    }
                }
            }
            return complaints;
        });
    }

    @Test
    public void theFeaturesOfTheHouseAreInstalledAndStarted() throws Exception {
        List<String> started = new ArrayList<>();
        for (Feature feature : features.listInstalledFeatures()) {
            if (feature.getName().startsWith("karawatt")) {
                assertEquals(feature.getName(), "Started", features.getState(feature.getId()).name());
                started.add(feature.getName());
            }
        }
        assertTrue(started.toString(), started.containsAll(List.of("karawatt", "karawatt-demo", "karawatt-derby", "karawatt-billing",
                "karawatt-tariff", "karawatt-rest", "karawatt-console")));
    }
}
