package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.workflow.spi.StepContext;

/** What the handlers of capacity changes share. */
final class Capacity {

    static final String RUNNING = "RUNNING";
    static final String SUSPENDED = "SUSPENDED";
    /** Kinds of changes. */
    static final String SUSPENSION = "SUSPENSION";
    static final String RESTORE = "RESTORE";

    private Capacity() {
    }

    /** Numbers of the transformers that a case names. */
    static List<String> named(StepContext step) {
        String text = step.text("transformers");
        return text == null ? List.of()
                : Arrays.stream(text.split("[,，;；\\s]+")).filter(number -> !number.isBlank()).distinct().toList();
    }

    static List<Transformer> all(Domains domains, CallContext acting, StepContext step) {
        return domains.equipment.transformers(acting, step.number("accountId").longValueExact());
    }

    /** Gives the transformers of a case a state from a day on, and has the agreement say what runs then. */
    static void set(Domains domains, StepContext step, String state, LocalDate from) {
        CallContext acting = domains.acting(step);
        List<String> named = named(step);
        for (String number : named) {
            domains.equipment.setState(acting, number, state, from);
        }
        Account account = domains.customers.account(acting, step.text("accountNo"));
        if (account.contractCapacityKva() == null) {
            return;
        }
        BigDecimal running = all(domains, acting, step).stream()
                .filter(t -> named.contains(t.transformerNo()) ? state.equals(RUNNING) : t.state().equals(RUNNING))
                .map(Transformer::capacityKva).reduce(BigDecimal.ZERO, BigDecimal::add).min(account.contractCapacityKva());
        domains.customers.agree(acting, account.accountNo(), account.version(),
                new CapacityTerms(from, account.contractCapacityKva(), running));
    }
}
