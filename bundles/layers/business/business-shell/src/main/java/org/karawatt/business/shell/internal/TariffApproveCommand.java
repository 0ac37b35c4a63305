package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageService;

/** Approve a proposed package; its tariffs are offered from now on. */
@Service
@Command(scope = "business", name = "tariff-approve", description = "Approve a proposed package; who imported it cannot")
public class TariffApproveCommand extends TariffDecisionCommand {

    @Override
    TariffPackageDetail decide(TariffPackageService packages, CallContext caller) {
        return packages.approve(caller, id, note);
    }
}
