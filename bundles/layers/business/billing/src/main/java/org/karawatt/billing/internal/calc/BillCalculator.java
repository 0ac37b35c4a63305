package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.SectionRater;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.TraceMode;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffAssignment;

/**
 * From facts to a bill. Run, preview and replay all come through here, so they cannot differ. Pure but for the contributors that it
 * calls; thread-safe.
 */
public final class BillCalculator {

    private static final int MAX_CONTRIBUTED = 50;
    private static final Map<RegisterKind, TouPeriod> TOU = new EnumMap<>(Map.of(
            RegisterKind.AP_SHARP, TouPeriod.SHARP, RegisterKind.AP_PEAK, TouPeriod.PEAK, RegisterKind.AP_FLAT, TouPeriod.FLAT,
            RegisterKind.AP_VALLEY, TouPeriod.VALLEY, RegisterKind.AP_DEEP, TouPeriod.DEEP_VALLEY));

    private final String fixedItem;

    /** @param fixedItem code of the tariff item that prices fixed and ratio quantities whose rule names none */
    public BillCalculator(String fixedItem) {
        this.fixedItem = fixedItem;
    }

    /**
     * Computes a bill with its explanation.
     *
     * @throws KarawattException with the cause when the account cannot be billed
     */
    public CalculatedBill calculate(AccountFacts facts, List<BillContributor> contributors) {
        RatingInput input = input(facts);
        RatedBill rated = Rater.rate(facts.tariff().plan(), input, TraceMode.FULL);
        return new CalculatedBill(facts, input, rated, contribute(input, rated, contributors));
    }

    /** Computes a stored bill again from its own inputs with the tariff version that priced it. */
    public CalculatedBill replay(StoredCalculation stored, PricedTariff tariff, List<BillContributor> contributors) {
        RatingInput input = stored.record().input();
        RatedBill rated = stored.record().replay(tariff.plan());
        return new CalculatedBill(null, input, rated, contribute(input, rated, contributors));
    }

    /** Prices stored inputs on other tariffs as a bill would be, without its explanation. For studies. */
    public CalculatedBill price(List<RatedSection> sections, List<BillContributor> contributors) {
        RatingInput input = sections.get(0).input();
        RatedBill rated = SectionRater.rate(sections, TraceMode.NONE);
        return new CalculatedBill(null, input, rated, contribute(input, rated, contributors));
    }

    private RatingInput input(AccountFacts facts) {
        AccountTerms terms = facts.terms();
        TariffAssignment assignment = facts.assignment();
        ReadingSet readings = facts.readings();
        RatingInput.Builder input = RatingInput.builder(terms.accountNo(), readings.period(), facts.month())
                .monthsCovered(readings.monthsCovered())
                .activeKwh(readings.energy().get(RegisterKind.AP_TOTAL))
                .reactiveKvarh(readings.energy().get(RegisterKind.RP_TOTAL))
                .maxDemandKw(readings.maxDemandKw())
                .contractDemandKw(assignment.contractDemandKw())
                .demandMethod(DemandMethod.valueOf(assignment.demandMethod()))
                .powerFactorStandard(standard(terms.accountNo(), assignment.powerFactorStandard()))
                .householdPeople(assignment.householdPeople())
                .extraMonths(extraMonths(facts))
                .tierExempt(assignment.tierExempt())
                .yearMonthsInForce(yearMonthsInForce(facts))
                .yearKwhBefore(yearKwhBefore(facts))
                .yearTierKwhBefore(facts.yearTierKwh());
        TOU.forEach((register, period) -> input.touKwh(period, readings.energy().get(register)));
        capacity(facts, input);
        fixed(facts, input);
        return input.build();
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

    /** Equipment counts by days where it changed; without equipment the running capacity of the agreement counts as a whole. */
    private static void capacity(AccountFacts facts, RatingInput.Builder input) {
        Period period = facts.readings().period();
        List<CapacitySegment> inPeriod = new ArrayList<>();
        for (CapacitySegment segment : facts.capacity()) {
            new Period(segment.from(), segment.to()).intersection(period)
                    .ifPresent(p -> inPeriod.add(new CapacitySegment(segment.accountId(), p.from(), p.to(), segment.capacityKva())));
        }
        if (inPeriod.isEmpty()) {
            if (facts.terms().runningCapacityKva() != null) {
                requireOneAgreement(facts);
                input.capacityKva(facts.terms().runningCapacityKva());
            }
        } else if (inPeriod.size() == 1 && inPeriod.get(0).from().equals(period.from()) && inPeriod.get(0).to().equals(period.to())) {
            input.capacityKva(inPeriod.get(0).capacityKva());
        } else {
            inPeriod.forEach(s -> input.capacityKva(s.capacityKva(), (int) new Period(s.from(), s.to()).days()));
        }
    }

    /** A capacity that began within the period would count for days before it, unless it is the account's first. */
    private static void requireOneAgreement(AccountFacts facts) {
        AccountTerms terms = facts.terms();
        boolean paid = !facts.assignment().demandMethod().equals(DemandMethod.NONE.name());
        if (paid && terms.agreedFrom().isAfter(facts.readings().period().from()) && terms.agreedFrom().isAfter(terms.openedOn())) {
            throw KarawattException.conflict(BillingErrors.CAPACITY_CHANGED, terms.accountNo(), terms.agreedFrom());
        }
    }

    /** The rules in force in the period, each of which must hold for the whole of it. */
    private static List<PointRule> rules(AccountFacts facts) {
        Period period = facts.readings().period();
        List<PointRule> rules = new ArrayList<>(facts.rules().size());
        for (PointRule rule : facts.rules()) {
            boolean plain = !rule.isAgreed() && rule.loss().isNone() && rule.parentId() == null;
            if (plain || !rule.validity().overlaps(period)) {
                continue;
            }
            if (!rule.loss().isNone() || rule.parentId() != null && (!rule.isAgreed() || "PARALLEL".equals(rule.connection()))) {
                throw KarawattException.conflict(BillingErrors.RULE_NOT_BILLED, facts.terms().accountNo());
            }
            if (rule.validFrom().isAfter(period.from()) || rule.validTo() != null && rule.validTo().isBefore(period.to())) {
                throw KarawattException.conflict(BillingErrors.RULE_CHANGED, facts.terms().accountNo(), rule.validFrom(),
                        rule.validTo() == null ? "-" : rule.validTo());
            }
            rules.add(rule);
        }
        return rules;
    }

    /** Agreed kWh for the months covered, one sum for each price item, and ratios of what they leave (rules C.7). */
    private void fixed(AccountFacts facts, RatingInput.Builder input) {
        BigDecimal months = BigDecimal.valueOf(facts.readings().monthsCovered());
        Map<String, BigDecimal> agreed = new LinkedHashMap<>();
        for (PointRule rule : rules(facts)) {
            if (rule.fixedKwh() != null && rule.fixedKwh().signum() != 0) {
                agreed.merge(item(rule), rule.fixedKwh().multiply(months), BigDecimal::add);
            }
            if (rule.ratioPct() != null && rule.ratioPct().signum() != 0) {
                input.ratio(item(rule), rule.ratioPct());
            }
        }
        agreed.forEach(input::fixed);
    }

    private String item(PointRule rule) {
        return rule.priceItem() == null ? fixedItem : rule.priceItem();
    }

    /** A household that registers in mid-year gets the allowance from the month of application on (rules C.4). */
    private static Integer extraMonths(AccountFacts facts) {
        TariffAssignment assignment = facts.assignment();
        return assignment.householdPeople() != null && isNewAllowance(facts.terms(), assignment, facts.month().year())
                ? Integer.valueOf(13 - assignment.validFrom().getMonthValue()) : null;
    }

    /** Whether the assignment began within the year, later than the account itself. */
    public static boolean isNewAllowance(AccountTerms terms, TariffAssignment assignment, int year) {
        LocalDate begin = LocalDate.of(year, Month.JANUARY, 1);
        LocalDate known = terms.openedOn().isAfter(begin) ? terms.openedOn() : begin;
        return assignment.validFrom().getYear() == year && assignment.validFrom().isAfter(known);
    }

    private static int yearMonthsInForce(AccountFacts facts) {
        LocalDate opened = facts.terms().openedOn();
        return opened.getYear() == facts.month().year() ? 13 - opened.getMonthValue() : 12;
    }

    /** Known when the year or the account has just begun, or when there are bills of the year; unknown otherwise, which is not zero. */
    private static BigDecimal yearKwhBefore(AccountFacts facts) {
        boolean known = facts.yearBills() > 0 || facts.month().month() == 1
                || facts.terms().openedOn().getYear() >= facts.month().year();
        return known ? facts.yearKwh() : null;
    }

    private static List<RatedLine> contribute(RatingInput input, RatedBill rated, List<BillContributor> contributors) {
        List<RatedLine> lines = new ArrayList<>(0);
        for (BillContributor contributor : contributors) {
            try {
                List<RatedLine> added = contributor.contribute(input, rated);
                added.forEach(line -> check(line, rated));
                lines.addAll(added);
            } catch (RuntimeException e) {
                throw new ContributorFailure(contributor.name(), e);
            }
            if (lines.size() > MAX_CONTRIBUTED) {
                throw new ContributorFailure(contributor.name(), new IllegalStateException("more than " + MAX_CONTRIBUTED + " lines"));
            }
        }
        return lines;
    }

    /** What a contributor adds must fit the tables and must not disturb the proof of energy. */
    private static void check(RatedLine line, RatedBill rated) {
        if (line.carriesEnergy()) {
            throw new IllegalArgumentException("a contributed line must not carry energy");
        }
        if (line.amount().scale() > rated.currency().getDefaultFractionDigits()) {
            throw new IllegalArgumentException("amount " + line.amount() + " is not rounded to " + rated.currency());
        }
        if (line.component().isEmpty() || line.component().length() > 20 || line.item().isEmpty() || line.item().length() > 40
                || line.unit().length() > 8) {
            throw new IllegalArgumentException("component, item or unit too long: " + line);
        }
    }
}
