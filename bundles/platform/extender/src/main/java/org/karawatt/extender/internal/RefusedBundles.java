package org.karawatt.extender.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.bundle.core.BundleState;
import org.apache.karaf.bundle.core.BundleStateService;
import org.karawatt.kernel.extension.Contributions;
import org.karawatt.kernel.extension.Contributions.Contribution;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets the console call a bundle with refused files a failure: {@code bundle:list} shows the state, {@code bundle:diag} the reason, as for a
 * bundle whose own code could not start. The bundle itself is not stopped: what watches over bundles, such as the deploy folder, would start
 * it again and again.
 */
@Component(immediate = true)
public class RefusedBundles implements BundleStateService {

    private final Contributions contributions;

    @Activate
    public RefusedBundles(@Reference Contributions contributions) {
        this.contributions = contributions;
    }

    @Override
    public String getName() {
        return "Karawatt";
    }

    @Override
    public BundleState getState(Bundle bundle) {
        return faults(bundle).isEmpty() ? BundleState.Unknown : BundleState.Failure;
    }

    @Override
    public String getDiag(Bundle bundle) {
        List<Contribution> faults = faults(bundle);
        return faults.isEmpty() ? null : faults.stream().map(c -> c.kind() + " refused: " + c.fault())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private List<Contribution> faults(Bundle bundle) {
        String origin = Extender.origin(bundle);
        return contributions.list().stream().filter(c -> c.fault() != null && c.origin().equals(origin)).toList();
    }
}
