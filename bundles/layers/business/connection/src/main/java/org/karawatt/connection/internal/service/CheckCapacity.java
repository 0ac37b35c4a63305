package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks a suspension, a reduction or its end: notice, term, transformers and their state (rules A.3 2A, C.8). */
@Component(service = StepHandler.class)
public final class CheckCapacity implements StepHandler {

    private static final String NOTICE = "CAPACITY-NOTICE";
    private static final String LONGEST = "SUSPENSION-MAX";
    private final Domains domains;

    @Activate
    public CheckCapacity(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-capacity";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        boolean restore = Capacity.RESTORE.equals(step.text("change"));
        List<String> named = Capacity.named(step);
        if (named.isEmpty()) {
            faults.text("transformers");
        }
        Map<String, Transformer> known = Capacity.all(domains, faults.acting(), step).stream()
                .collect(Collectors.toMap(Transformer::transformerNo, Function.identity()));
        for (String number : named) {
            Transformer transformer = known.get(number);
            if (transformer == null) {
                faults.add("transformers", ConnectionErrors.TRANSFORMER_UNKNOWN, step.text("accountNo"), number);
            } else if (!transformer.state().equals(restore ? Capacity.SUSPENDED : Capacity.RUNNING)) {
                faults.add("transformers", ConnectionErrors.TRANSFORMER_STATE, number, transformer.state());
            }
        }
        LocalDate from = step.date("fromOn");
        LocalDate earliest = domains.limits().lastDay(NOTICE, step.workCase().officeId(), domains.clock.today());
        if (from != null && from.isBefore(earliest)) {
            faults.add("fromOn", ConnectionErrors.TOO_EARLY, earliest);
        }
        if (Capacity.SUSPENSION.equals(step.text("change"))) {
            term(faults, step, from);
        }
        if (from != null && !restore) {
            demand(faults, step, from, named, known);
        }
        faults.throwIfAny();
    }

    private void term(FormFaults faults, StepContext step, LocalDate from) {
        LocalDate until = step.date("untilOn");
        if (until == null) {
            faults.list().add("untilOn", KernelErrors.REQUIRED);
        } else if (from != null && !until.isAfter(from)) {
            faults.add("untilOn", ConnectionErrors.NOT_BEFORE_SEAL, from);
        } else if (from != null) {
            LocalDate latest = domains.limits().lastDay(LONGEST, step.workCase().officeId(), from);
            if (until.isAfter(latest)) {
                faults.add("untilOn", ConnectionErrors.TERM_LONGER, latest);
            }
        }
    }

    /** Whoever pays for demand rests with all he has, by months of the calendar (notice of 2016). */
    private void demand(FormFaults faults, StepContext step, LocalDate from, List<String> named, Map<String, Transformer> known) {
        boolean byDemand = domains.tariffs.assignments(faults.acting(), step.number("accountId").longValueExact()).stream()
                .filter(a -> !a.validFrom().isAfter(from) && (a.validTo() == null || a.validTo().isAfter(from)))
                .map(TariffAssignment::demandMethod).anyMatch(method -> method.endsWith("_DEMAND"));
        Set<String> running = known.values().stream().filter(t -> t.state().equals(Capacity.RUNNING)).map(Transformer::transformerNo)
                .collect(Collectors.toSet());
        if (byDemand && (!new HashSet<>(named).containsAll(running) || from.getDayOfMonth() != 1)) {
            faults.add("transformers", ConnectionErrors.WHOLE_ONLY);
        }
    }
}
