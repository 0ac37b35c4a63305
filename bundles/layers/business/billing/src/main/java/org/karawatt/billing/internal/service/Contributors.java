package org.karawatt.billing.internal.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.kernel.error.KarawattException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The contributors in the order that the configuration lists. Thread-safe. */
@Component(service = Contributors.class, configurationPid = BillingConfig.PID)
public final class Contributors {

    private final List<String> names;
    private final List<BillContributor> present = new CopyOnWriteArrayList<>();

    @Activate
    public Contributors(BillingConfig config) {
        this.names = List.of(config.contributors());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(BillContributor contributor) {
        present.add(contributor);
    }

    void unbind(BillContributor contributor) {
        present.remove(contributor);
    }

    /** @throws KarawattException of kind UNAVAILABLE when one that the configuration names is not there: no bill may lack its lines */
    List<BillContributor> inOrder() {
        List<BillContributor> ordered = new ArrayList<>(names.size());
        for (String name : names) {
            ordered.add(present.stream().filter(contributor -> contributor.name().equals(name)).findFirst()
                    .orElseThrow(() -> KarawattException.unavailable(BillingErrors.CONTRIBUTOR_FAILED, name, "not deployed")));
        }
        return ordered;
    }
}
