package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageService;

/** Reject a proposed package with a note. */
@Service
@Command(scope = "business", name = "tariff-reject", description = "Reject a proposed package with a note")
public class TariffRejectCommand extends TariffDecisionCommand {

    @Override
    TariffPackageDetail decide(TariffPackageService packages, CallContext caller) {
        return packages.reject(caller, id, note);
    }
}
