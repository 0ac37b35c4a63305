package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.workflow.spi.StepContext;

/** What the handlers of capacity changes share. */
final class Capacity {

    static final String RUNNING = "RUNNING";
    static final String SUSPENDED = "SUSPENDED";
    static final String STANDBY = "STANDBY";
    static final String REMOVED = "REMOVED";
    /** Kinds of changes. */
    static final String SUSPENSION = "SUSPENSION";
    static final String RESTORE = "RESTORE";

    private Capacity() {
    }

    /** Numbers of the transformers that a case names. */
    static List<String> named(StepContext step) {
        return numbers(step.text("transformers"));
    }

    private static List<String> numbers(String text) {
        return text == null ? List.of()
                : Arrays.stream(text.split("[,，;；\\s]+")).filter(number -> !number.isBlank()).distinct().toList();
    }

    static List<Transformer> all(Domains domains, CallContext acting, StepContext step) {
        return domains.equipment.transformers(acting, step.number("accountId").longValueExact());
    }

    /** Those that have not been removed. */
    static List<Transformer> there(Domains domains, CallContext acting, StepContext step) {
        return all(domains, acting, step).stream().filter(t -> !t.state().equals(REMOVED)).toList();
    }

    /** What runs by the agreement; all that is agreed when it tells no other. */
    static BigDecimal running(Account account) {
        return account.runningCapacityKva() == null ? account.contractCapacityKva() : account.runningCapacityKva();
    }

    /** The one with this number, which the account has. */
    static Transformer of(Domains domains, CallContext acting, StepContext step, String number) {
        return all(domains, acting, step).stream().filter(t -> t.transformerNo().equals(number)).findFirst()
                .orElseThrow(() -> KarawattException.conflict(ConnectionErrors.TRANSFORMER_UNKNOWN, step.text("accountNo"), number));
    }

    /** Those that a field names; a number that the account does not have, or of one that does not run, is a fault. */
    static List<Transformer> named(FormFaults faults, StepContext step, String field, List<Transformer> known) {
        List<Transformer> named = new ArrayList<>();
        for (String number : numbers(step.text(field))) {
            Transformer found = known.stream().filter(t -> t.transformerNo().equals(number)).findFirst().orElse(null);
            if (found == null) {
                faults.add(field, ConnectionErrors.TRANSFORMER_UNKNOWN, step.text("accountNo"), number);
            } else if (!found.state().equals(RUNNING)) {
                faults.add(field, ConnectionErrors.TRANSFORMER_STATE, number, found.state());
            } else {
                named.add(found);
            }
        }
        return named;
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
