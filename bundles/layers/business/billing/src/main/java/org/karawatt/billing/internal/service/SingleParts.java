package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.karawatt.billing.internal.calc.AccountFacts.Priced;
import org.karawatt.equipment.api.CapacityHistory.Change;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.TariffPlan.SinglePart;
import org.karawatt.tariff.api.TariffAssignment;

/**
 * Prices the days on which an installed capacity is too small for two parts by the single-part tariff that the two-part one names, as
 * after a reduction (rules C.8). What is sealed for a time stays installed, and the price stays.
 */
final class SingleParts {

    private SingleParts() {
    }

    /** Whether a piece may have such days. */
    static boolean possible(Priced piece) {
        return piece.tariff().plan().singlePart() != null && !DemandMethod.NONE.name().equals(piece.assignment().demandMethod());
    }

    /**
     * The pieces, cut where the capacity falls to the limit or rises above it.
     *
     * @param installed installed capacity in day order
     * @param versions the tariff versions that are in force within a piece
     */
    static List<Priced> of(List<Priced> pieces, List<Change> installed, Function<Priced, List<Priced>> versions) {
        List<Priced> result = new ArrayList<>(pieces.size());
        for (Priced piece : pieces) {
            if (possible(piece)) {
                cut(piece, installed, versions, result);
            } else {
                result.add(piece);
            }
        }
        return result;
    }

    private static void cut(Priced piece, List<Change> installed, Function<Priced, List<Priced>> versions, List<Priced> result) {
        SinglePart rule = piece.tariff().plan().singlePart();
        TreeSet<LocalDate> ends = new TreeSet<>();
        for (Change change : installed) {
            LocalDate day = change.day();
            if (day.isAfter(piece.period().from()) && day.isBefore(piece.period().to())
                    && isSmall(rule, installed, day) != isSmall(rule, installed, day.minusDays(1))) {
                ends.add(day);
            }
        }
        ends.add(piece.period().to());
        LocalDate from = piece.period().from();
        for (LocalDate to : ends) {
            Priced part = new Priced(new Period(from, to), piece.assignment(), piece.tariff());
            if (isSmall(rule, installed, from)) {
                result.addAll(versions.apply(new Priced(part.period(), singlePart(piece.assignment(), rule.tariff()), null)));
            } else {
                result.add(part);
            }
            from = to;
        }
    }

    /** A capacity that is not known is not small. */
    private static boolean isSmall(SinglePart rule, List<Change> installed, LocalDate day) {
        BigDecimal kva = null;
        for (Change change : installed) {
            kva = change.day().isAfter(day) ? kva : change.kva();
        }
        return kva != null && kva.signum() > 0 && kva.compareTo(rule.upToKva()) <= 0;
    }

    private static TariffAssignment singlePart(TariffAssignment own, String tariff) {
        return new TariffAssignment(own.id(), own.accountId(), tariff, own.validFrom(), own.validTo(), DemandMethod.NONE.name(), null,
                own.powerFactorStandard(), own.householdPeople(), own.tierExempt(), own.special(), own.version());
    }
}
