package org.karawatt.tariff.internal.service;

import org.karawatt.tariff.internal.calc.OfferedPackage;
import org.karawatt.tariff.internal.config.TariffConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which packages of bundles wait for a second person. A change counts for bundles that start from then on. Thread-safe. */
@Component(service = ApprovalPolicy.class, configurationPid = TariffConfig.PID)
@Designate(ocd = TariffConfig.class)
public final class ApprovalPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalPolicy.class);
    private static final String ALL = "all";
    private static final String UPLOADS = "uploads";

    private volatile boolean all;

    @Activate
    public ApprovalPolicy(TariffConfig config) {
        changed(config);
    }

    @Modified
    void changed(TariffConfig config) {
        String approval = String.valueOf(config.approval()).strip();
        boolean known = ALL.equals(approval) || UPLOADS.equals(approval);
        if (!known) {
            LOG.warn("approval is {}, which is neither uploads nor all: packages of bundles wait for approval until it is corrected",
                    approval);
        }
        all = !UPLOADS.equals(approval);
    }

    /** Whether a package that this bundle brings must be approved before it prices anything. */
    boolean waits(String origin) {
        return all && !OfferedPackage.isProducts(origin);
    }
}
