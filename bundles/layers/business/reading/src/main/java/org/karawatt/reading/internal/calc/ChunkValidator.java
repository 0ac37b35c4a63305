package org.karawatt.reading.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.reading.api.ReadingErrors;
import org.karawatt.reading.api.RowFault;

/** Compares the rows of a chunk with the states of their registers and runs the rules. Pure; used by one thread at a time. */
public final class ChunkValidator {

    private static final Set<String> OPTIONAL = Set.of("HELD_HIGH", "HELD_SUM", "HELD_ZERO");
    private static final BigDecimal MOST = new BigDecimal("1e14");

    private final Settings settings;
    private final BillingMonth month;
    private final LongPredicate officeInScope;

    /**
     * @param officeInScope whether the caller may read meters of an office
     * @throws IllegalArgumentException for a rule that does not exist
     */
    public ChunkValidator(Settings settings, BillingMonth month, LongPredicate officeInScope) {
        checkRules(settings);
        this.settings = settings;
        this.month = month;
        this.officeInScope = officeInScope;
    }

    /** Throws {@link IllegalArgumentException} for a configured rule that does not exist. */
    public static void checkRules(Settings settings) {
        for (String rule : settings.rules()) {
            if (!OPTIONAL.contains(rule)) {
                throw new IllegalArgumentException("no such rule: " + rule + "; there are " + OPTIONAL);
            }
        }
    }

    /**
     * @param readings what goes in, accepted or held
     * @param faults faults of the rows that stay out, by line
     * @param badRows rows that stay out
     */
    public record Outcome(List<Candidate> readings, List<RowFault> faults, int badRows) {
    }

    /** @param states registers by meter number; unknown meters are absent */
    public Outcome validate(List<ParsedRow> rows, Map<String, List<RegisterState>> states) {
        Map<String, List<Candidate>> byMeter = new LinkedHashMap<>();
        List<RowFault> faults = new ArrayList<>();
        int bad = 0;
        for (ParsedRow row : rows) {
            List<RowFault> found = new ArrayList<>(row.faults());
            Candidate reading = row.meterNo() == null || isRepeated(row) ? null : candidate(row, states, found);
            if (found.isEmpty()) {
                byMeter.computeIfAbsent(row.meterNo(), meter -> new ArrayList<>()).add(reading);
            } else {
                faults.addAll(found);
                bad++;
            }
        }
        List<ReadingRule> rules = rules(states);
        List<Candidate> readings = new ArrayList<>(rows.size());
        byMeter.values().forEach(meter -> {
            rules.forEach(rule -> rule.apply(meter));
            readings.addAll(meter);
        });
        return new Outcome(readings, faults, bad);
    }

    private static boolean isRepeated(ParsedRow row) {
        return row.faults().stream().anyMatch(fault -> fault.code().equals(ReadingErrors.DUPLICATE_IN_FILE.code()));
    }

    private List<ReadingRule> rules(Map<String, List<RegisterState>> states) {
        HighRule high = new HighRule(settings.highFactor(), settings.highFloor());
        List<ReadingRule> rules = new ArrayList<>();
        rules.add(new SmallerRule(high));
        for (String name : settings.rules()) {
            rules.add(switch (name) {
                case "HELD_HIGH" -> high;
                case "HELD_SUM" -> new SumRule(settings.sumTolerance(), states);
                default -> new ZeroRule();
            });
        }
        return rules;
    }

    /** Adds the faults that the register shows; null when there is any fault. */
    private Candidate candidate(ParsedRow row, Map<String, List<RegisterState>> states, List<RowFault> faults) {
        List<RegisterState> registers = states.get(row.meterNo());
        if (registers == null || !officeInScope.test(registers.get(0).officeId())) {
            faults.add(RowFaults.of(row.line(), RowParser.METER_NO, ReadingErrors.METER_UNKNOWN, row.meterNo(), row.meterNo()));
            return null;
        }
        if (row.kind() == null) {
            return null;
        }
        RegisterState state = registers.stream().filter(register -> register.kind() == row.kind()).findFirst().orElse(null);
        if (state == null) {
            faults.add(RowFaults.of(row.line(), RowParser.REGISTER, ReadingErrors.REGISTER_UNKNOWN, row.kind().name(), row.kind()));
            return null;
        }
        if (state.alreadyRead()) {
            faults.add(RowFaults.of(row.line(), RowParser.METER_NO, ReadingErrors.ALREADY_READ, row.meterNo()));
            return null;
        }
        date(row, state, faults);
        if (row.value() != null && (!fits(row.value(), state)
                || new Candidate(state, row.readOn(), row.value()).quantity().compareTo(MOST) >= 0)) {
            String text = row.value().toPlainString();
            faults.add(RowFaults.of(row.line(), RowParser.VALUE, ReadingErrors.TOO_MANY_DIGITS, text, text));
        }
        return faults.isEmpty() ? new Candidate(state, row.readOn(), row.value()) : null;
    }

    private void date(ParsedRow row, RegisterState state, List<RowFault> faults) {
        LocalDate on = row.readOn();
        if (on == null) {
            return;
        }
        LocalDate earliest = month.firstDay().minusDays(settings.dateSlackDays());
        LocalDate latest = month.next().firstDay().plusDays(settings.dateSlackDays());
        if (on.isBefore(earliest) || on.isAfter(latest)) {
            faults.add(RowFaults.of(row.line(), RowParser.READ_ON, ReadingErrors.DATE_OUTSIDE_MONTH, on.toString(), on));
        } else if (!on.isAfter(state.lastOn())) {
            faults.add(RowFaults.of(row.line(), RowParser.READ_ON, ReadingErrors.DATE_BEFORE_LAST, on.toString(), on, state.lastOn()));
        }
    }

    private static boolean fits(BigDecimal value, RegisterState state) {
        return value.compareTo(BigDecimal.TEN.pow(state.integerDigits())) < 0
                && value.stripTrailingZeros().scale() <= state.decimalDigits();
    }
}
