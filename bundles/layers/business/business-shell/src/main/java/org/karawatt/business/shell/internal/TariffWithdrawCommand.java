package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.tariff.api.TariffPackageDetail;
import org.karawatt.tariff.api.TariffPackageService;

/** Take an imported package out of the offer, with a note. */
@Service
@Command(scope = "business", name = "tariff-withdraw", description = "Take an imported package out of the offer, with a note")
public class TariffWithdrawCommand extends TariffDecisionCommand {

    @Override
    TariffPackageDetail decide(TariffPackageService packages, CallContext caller) {
        return packages.withdraw(caller, id, note);
    }
}
