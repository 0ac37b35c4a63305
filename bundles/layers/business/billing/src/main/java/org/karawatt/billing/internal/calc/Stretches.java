package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.internal.calc.AccountFacts.Priced;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.SharingGroup.Member;
import org.karawatt.rating.Charge;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.tariff.api.SpecialTerms;
import org.karawatt.tariff.api.TariffAssignment;

/**
 * Cuts a bill into stretches where its tariff, its terms or a rule of a point changes within the period (rules C.3, C.19), and makes the
 * input of each. Mostly nothing changes and the bill is one stretch. A change of capacity needs no cut: the tariff counts its days.
 */
final class Stretches {

    /** Steps of plans that split energy into tiers. */
    private static final Set<String> TIERED = Set.of("TIER", "TIER_TOU");
    /** The steps that every plan may have; any other is a method that may hand something to the next bill. */
    private static final Set<String> STANDARD = Set.of("TIER", "TIER_TOU", "FLAT", "TOU", "HOURLY", "COMPONENT", "PURCHASE_FACTOR", "FIXED",
            "CAPACITY", "POWER_FACTOR", "FUND", "FEE", "SUBSIDY", "BOUNDS", "TAX");

    /** Code of table {@code reading-cycle}: read in January, March and so on. */
    private static final String ODD_MONTHS = "2";
    /** A year has 14 monthly readings at most. */
    private static final int MOST_ADDED = 2;

    private final String fixedItem;

    Stretches(String fixedItem) {
        this.fixedItem = fixedItem;
    }

    /** Whether a plan splits energy into tiers. */
    static boolean isTiered(TariffPlan plan) {
        return plan.charges().stream().map(Charge::method).anyMatch(TIERED::contains);
    }

    /** Whether a plan has steps that may need what the bill before has left. */
    static boolean carries(TariffPlan plan) {
        return !plan.charges().stream().map(Charge::method).allMatch(STANDARD::contains);
    }

    /** The stretches with their inputs, in day order; at least one. */
    List<RatedSection> of(AccountFacts facts) {
        Period whole = facts.readings().period();
        List<PointRule> rules = rules(facts);
        TreeSet<LocalDate> starts = starts(facts, rules);
        if (starts.isEmpty()) {
            Priced priced = facts.tariffs().get(0);
            RatingInput.Builder input = terms(facts, whole, priced);
            year(facts, input);
            billed(facts, input);
            input.yearSettlement(settlesYear(facts));
            if (!priced.assignment().demandMethod().equals(DemandMethod.NONE.name())) {
                if (isOneCapacityOfPartMonth(facts, whole)) {
                    input.capacityKva(facts.capacity().changes().get(0).kva(), (int) whole.days()).demandDays((int) whole.days());
                } else if (facts.partOf() != null) {
                    input.stretchOf(facts.partOf());
                }
            }
            new StretchQuantities(facts, whole, rules, fixedItem).into(input, priced.tariff().plan());
            return List.of(new RatedSection(priced.tariff().plan(), input.build()));
        }
        starts.add(whole.to());
        List<RatedSection> sections = new ArrayList<>(starts.size());
        Priced before = null;
        LocalDate from = whole.from();
        for (LocalDate to : starts) {
            Period stretch = new Period(from, to);
            Priced priced = priced(facts, from);
            RatingInput.Builder input = terms(facts, stretch, priced).stretchOf(facts.partOf() == null ? Integer.valueOf((int) whole.days()) : facts.partOf())
                    .goingOn(before != null);
            if (before == null) {
                year(facts, input);
            } else if (tiers(priced) && !tiers(before)) {
                input.supplyBegan(from).yearMonthsInForce(monthsOfYear(from.getYear(), from, facts.endsOn()));
            }
            List<PointRule> inForce = rules.stream().filter(rule -> rule.validity().contains(stretch.from())).toList();
            new StretchQuantities(facts, stretch, inForce, fixedItem).into(input, priced.tariff().plan());
            input.yearSettlement(to.equals(whole.to()) && settlesYear(facts));
            if (to.equals(whole.to())) {
                billed(facts, input);
            }
            sections.add(new RatedSection(priced.tariff().plan(), input.build()));
            before = priced;
            from = to;
        }
        return sections;
    }

    private static boolean tiers(Priced priced) {
        return isTiered(priced.tariff().plan()) && !priced.assignment().tierExempt();
    }

    private static Priced priced(AccountFacts facts, LocalDate day) {
        return facts.tariffs().stream().filter(one -> one.period().contains(day)).findFirst().orElseThrow();
    }

    /** The rules that say more than that a point is read. */
    private static List<PointRule> rules(AccountFacts facts) {
        if (facts.rules().isEmpty()) {
            return List.of();
        }
        Period period = facts.readings().period();
        List<PointRule> rules = new ArrayList<>(facts.rules().size());
        for (PointRule rule : facts.rules()) {
            boolean plain = !rule.isAgreed() && rule.loss().isNone() && rule.parentId() == null && rule.priceItem() == null
                    && rule.standbyGroup() == null;
            if (!plain && rule.validity().overlaps(period)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** First days of the second and later stretches. */
    private static TreeSet<LocalDate> starts(AccountFacts facts, List<PointRule> rules) {
        TreeSet<LocalDate> starts = new TreeSet<>();
        for (int i = 1; i < facts.tariffs().size(); i++) {
            starts.add(facts.tariffs().get(i).period().from());
        }
        Period period = facts.readings().period();
        for (PointRule rule : rules) {
            within(starts, period, rule.validFrom());
            within(starts, period, rule.validTo());
        }
        shared(starts, facts, period);
        return starts;
    }

    /** Shares may change by the day; only another price, or another group, needs a line of its own. */
    private static void shared(TreeSet<LocalDate> starts, AccountFacts facts, Period period) {
        List<List<Member>> groups = facts.hourly().shared().stream()
                .map(production -> production.agreed(facts.terms().accountId(), period)).filter(agreed -> !agreed.isEmpty()).toList();
        for (List<Member> agreed : groups) {
            for (int i = 0; i < agreed.size(); i++) {
                if (groups.size() > 1) {
                    within(starts, period, agreed.get(i).validFrom());
                    within(starts, period, agreed.get(i).validTo());
                } else if (i > 0 && agreed.get(i).price().compareTo(agreed.get(i - 1).price()) != 0) {
                    within(starts, period, agreed.get(i).validFrom());
                }
            }
        }
    }

    private static void within(TreeSet<LocalDate> starts, Period period, LocalDate day) {
        if (day != null && day.isAfter(period.from()) && day.isBefore(period.to())) {
            starts.add(day);
        }
    }

    /** Everything but quantities and the year before. */
    private static RatingInput.Builder terms(AccountFacts facts, Period stretch, Priced priced) {
        TariffAssignment assignment = priced.assignment();
        RatingInput.Builder input = RatingInput.builder(facts.terms().accountNo(), stretch, facts.month())
                .monthsCovered(facts.readings().monthsCovered())
                .contractDemandKw(assignment.contractDemandKw())
                .demandMethod(DemandMethod.valueOf(assignment.demandMethod()))
                .powerFactorStandard(standard(facts.terms().accountNo(), assignment.powerFactorStandard()))
                .householdPeople(assignment.householdPeople())
                .extraMonths(extraMonths(facts.terms(), assignment, facts.month().year()))
                .tierExempt(assignment.tierExempt())
                .yearMonthsInForce(yearMonthsInForce(facts));
        input.intermediate(facts.instalment() != null && facts.instalment().intermediate());
        special(assignment.special(), input);
        if (!assignment.demandMethod().equals(DemandMethod.NONE.name()) && !isOneCapacityOfPartMonth(facts, stretch)) {
            capacity(facts, input);
        }
        if (carries(priced.tariff().plan())) {
            if (facts.carried() != null) {
                input.carried(facts.carried());
            }
            // a rule that looks back looks no further than the supply; tiers of later stretches go on, whenever it began
            if (stretch.equals(facts.readings().period()) || facts.carried() == null && isFirst(facts)) {
                input.supplyBegan(facts.terms().openedOn());
            }
        }
        return input;
    }

    private static boolean isFirst(AccountFacts facts) {
        return !facts.terms().openedOn().isBefore(facts.readings().period().from());
    }

    private static void special(SpecialTerms special, RatingInput.Builder input) {
        input.contractFloorPercent(special.contractFloorPercent()).purchaseFactor(special.purchaseFactor()).highestTier(special.highestTier());
        special.benefits().forEach(input::benefit);
    }

    private static void year(AccountFacts facts, RatingInput.Builder input) {
        input.yearKwhBefore(facts.year().kwh()).yearTierKwhBefore(facts.year().byTier());
    }

    private static void billed(AccountFacts facts, RatingInput.Builder input) {
        if (facts.instalment() != null) {
            input.billed(facts.instalment().billed(), facts.instalment().kwh());
        }
    }

    private static PowerFactorStandard standard(String accountNo, BigDecimal standard) {
        if (standard == null) {
            return PowerFactorStandard.NONE;
        }
        for (PowerFactorStandard known : PowerFactorStandard.values()) {
            if (known != PowerFactorStandard.NONE && known.value().compareTo(standard) == 0) {
                return known;
            }
        }
        throw KarawattException.conflict(BillingErrors.CALCULATION_FAILED, accountNo, "power factor standard " + standard);
    }

    /** The tariff has the rules of the days: here is only what was installed and sealed, and when. */
    private static void capacity(AccountFacts facts, RatingInput.Builder input) {
        CapacityHistory history = facts.capacity();
        if (history == null || history.changes().isEmpty()) {
            return;
        }
        CapacityHistory.Change first = history.changes().get(0);
        if (history.changes().size() == 1 && first.day().isBefore(facts.readings().period().from())) {
            input.capacityKva(first.kva());
        } else {
            history.changes().forEach(change -> input.capacityChange(change.day(), change.kva()));
        }
        history.holds().forEach(hold -> input.capacityHold(hold.from(), hold.to(), hold.kva()));
    }

    /** A household that registers in mid-year gets the allowance from the month of application on (rules C.4). */
    private static Integer extraMonths(AccountTerms terms, TariffAssignment assignment, int year) {
        return assignment.householdPeople() != null && isNewInYear(terms, assignment, year)
                ? Integer.valueOf(13 - assignment.validFrom().getMonthValue()) : null;
    }

    /** Whether the assignment began within the year, later than the account itself. */
    static boolean isNewInYear(AccountTerms terms, TariffAssignment assignment, int year) {
        LocalDate begin = LocalDate.of(year, Month.JANUARY, 1);
        LocalDate known = terms.openedOn().isAfter(begin) ? terms.openedOn() : begin;
        return assignment.validFrom().getYear() == year && assignment.validFrom().isAfter(known);
    }

    /**
     * Whether no further bill of the year follows: that of December, of November where odd months are read, and that with which supply
     * ends (rules C.4, Shaanxi). A bill of a part of the month in between settles nothing.
     */
    private static boolean settlesYear(AccountFacts facts) {
        int month = facts.month().month();
        boolean last = month == 12 || month == 11 && ODD_MONTHS.equals(facts.terms().readingCycle());
        boolean goesOn = facts.partOf() != null && facts.readings().period().to().isBefore(facts.month().next().firstDay());
        return facts.endsOn() != null || last && !goesOn;
    }

    /**
     * Whether supply begins or ends with this bill and one capacity holds for all of its days, of which the tariff then has the rule (rules
     * C.8). Where supply goes on before and after, the parts of a month share what the month costs.
     */
    private static boolean isOneCapacityOfPartMonth(AccountFacts facts, Period stretch) {
        CapacityHistory history = facts.capacity();
        boolean ends = facts.endsOn() != null && facts.partOf() != null;
        boolean begins = facts.partOf() == null && facts.terms().openedOn().equals(stretch.from());
        return (begins || ends) && stretch.equals(facts.readings().period()) && history != null && history.holds().isEmpty()
                && history.changes().size() == 1 && !history.changes().get(0).day().isAfter(stretch.from());
    }

    private static int yearMonthsInForce(AccountFacts facts) {
        LocalDate began = facts.year().tiersBegan() == null ? facts.terms().openedOn() : facts.year().tiersBegan();
        return monthsOfYear(facts.month().year(), began, facts.endsOn()) + facts.year().addedMonths();
    }

    /** Months of the year in which an account is supplied; a part of a month counts (rules C.4). */
    private static int monthsOfYear(int year, LocalDate began, LocalDate endsOn) {
        return lastMonth(endsOn) + 1 - (began.getYear() == year ? began.getMonthValue() : 1);
    }

    private static int lastMonth(LocalDate endsOn) {
        return endsOn == null ? Month.DECEMBER.getValue() : endsOn.minusDays(1).getMonthValue();
    }

    /**
     * Months by which the readings of a year cover more than its calendar: with a moved reading day the year has 13 or 14 (rules C.4,
     * Hefei 2020). A month that is left counts as one, and so does what is left of the year after this bill.
     *
     * @param before months covered by what was billed of the year before
     * @param endsOn day on which the account ends; null when it goes on
     */
    static int addedMonths(AccountTerms terms, BillingMonth month, ReadingSet now, int before, LocalDate endsOn) {
        int left = ODD_MONTHS.equals(terms.readingCycle()) ? Month.NOVEMBER.getValue() : Month.DECEMBER.getValue();
        int covered = endsOn == null ? now.monthsCovered() + Math.max(0, left - month.month()) : now.wholeMonths();
        int more = before + covered - monthsOfYear(month.year(), terms.openedOn(), endsOn);
        return Math.max(0, Math.min(more, MOST_ADDED));
    }

    /** Whether tiers began later in the year than the supply: what a bill of the year counted is then less than the supply's months. */
    static boolean beganLater(AccountTerms terms, int year, int monthsInForce) {
        return monthsInForce < monthsOfYear(year, terms.openedOn(), null);
    }
}
