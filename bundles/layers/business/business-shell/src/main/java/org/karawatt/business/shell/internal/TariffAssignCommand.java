package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.SpecialTerms;
import org.karawatt.tariff.api.TariffService;

/** Put an account on a tariff. */
@Service
@Command(scope = "business", name = "tariff-assign", description = "Put an account on a tariff from a day on; the one before ends there")
public class TariffAssignCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 1, name = "tariff", required = true, description = "Tariff code, as business:tariffs lists it")
    String tariff;

    @Argument(index = 2, name = "from", required = true, description = "First day, such as 2026-07-01")
    String from;

    @Option(name = "--demand", description = "NONE, CAPACITY, CONTRACT_DEMAND or ACTUAL_DEMAND")
    @Completion(value = StringsCompleter.class, values = {"NONE", "CAPACITY", "CONTRACT_DEMAND", "ACTUAL_DEMAND"})
    String demand = "NONE";

    @Option(name = "--contract-kw", description = "Contract demand in kW, for CONTRACT_DEMAND")
    String contractKw;

    @Option(name = "--power-factor", description = "Standard of the power factor: 0.80, 0.85 or 0.90")
    @Completion(value = StringsCompleter.class, values = {"0.80", "0.85", "0.90"})
    String powerFactor;

    @Option(name = "--people", description = "People of a multi-person household")
    Integer people;

    @Option(name = "--tier-exempt", description = "The account is outside the tiers")
    boolean tierExempt;

    @Option(name = "--floor-percent", description = "Least contract demand in percent of the capacity, where the grid allows less than the tariff")
    String floorPercent;

    @Option(name = "--purchase-factor", description = "How many times the purchase price counts, such as 1.5")
    String purchaseFactor;

    @Option(name = "--highest-tier", description = "Highest tier that is charged")
    Integer highestTier;

    @Option(name = "--benefit", multiValued = true, description = "Code of a subsidy of the tariff; may be repeated")
    List<String> benefits;

    @Override
    protected void run() {
        CallContext caller = caller();
        long account = service(CustomerService.class).account(caller, accountNo).id();
        show(List.of(service(TariffService.class).assign(caller, new AssignmentDraft(account, tariff, date(from), demand,
                optionalNumber(contractKw), optionalNumber(powerFactor), people, tierExempt,
                new SpecialTerms(optionalNumber(floorPercent), optionalNumber(purchaseFactor), highestTier, benefits)))),
                TariffAssignmentsCommand.table());
    }
}
