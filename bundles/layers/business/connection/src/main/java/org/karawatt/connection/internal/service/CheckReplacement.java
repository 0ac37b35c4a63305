package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks a temporary replacement: the transformer whose place is taken, and how long it may last at the voltage (rules A.3 2A). */
@Component(service = StepHandler.class)
public final class CheckReplacement implements StepHandler {

    private static final String LOWER = "REPLACEMENT-MAX-10KV";
    private static final String HIGHER = "REPLACEMENT-MAX-35KV";
    private static final int HIGHER_KV = 35;
    private final Domains domains;

    @Activate
    public CheckReplacement(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-replacement";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        Account account = domains.customers.account(faults.acting(), step.text("accountNo"));
        if (account.contractCapacityKva() == null) {
            faults.add("accountNo", ConnectionErrors.NO_CAPACITY, account.accountNo());
        }
        List<Transformer> named = Capacity.named(faults, step, "replacedNo", Capacity.there(domains, faults.acting(), step));
        if (named.size() > 1) {
            faults.add("replacedNo", ConnectionErrors.TRANSFORMER_UNKNOWN, account.accountNo(), step.text("replacedNo"));
        }
        term(domains, faults, step, account, domains.clock.today());
        faults.throwIfAny();
    }

    /** The term is no longer than the voltage allows, counted from the day of the change. */
    static void term(Domains domains, FormFaults faults, StepContext step, Account account, LocalDate from) {
        LocalDate until = step.date("untilOn");
        LocalDate latest = domains.limits().lastDay(kilovolts(account.voltageCode()) < HIGHER_KV ? LOWER : HIGHER, step.workCase().officeId(), from);
        if (!until.isAfter(from)) {
            faults.add("untilOn", ConnectionErrors.NOT_BEFORE_CHANGE, from);
        } else if (until.isAfter(latest)) {
            faults.add("untilOn", ConnectionErrors.TERM_LONGER, latest);
        }
    }

    /** Codes of voltages have the kilovolts in their third to sixth place; a code of another shape has the shorter term. */
    private static int kilovolts(String voltageCode) {
        return voltageCode.matches("[A-Z]{2}\\d{5}") ? Integer.parseInt(voltageCode.substring(2, 6)) : 0;
    }
}
