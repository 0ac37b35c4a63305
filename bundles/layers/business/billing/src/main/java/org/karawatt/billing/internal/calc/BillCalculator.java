package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.SectionRater;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;
import org.karawatt.tariff.api.TariffAssignment;

/**
 * From facts to a bill. Run, preview and replay all come through here, so they cannot differ. Pure but for the contributors that it
 * calls; thread-safe.
 */
public final class BillCalculator {

    private static final int MAX_CONTRIBUTED = 50;

    private final Stretches stretches;

    /** @param fixedItem code of the tariff item that prices fixed and ratio quantities and sub-meters whose rule names none */
    public BillCalculator(String fixedItem) {
        this.stretches = new Stretches(fixedItem);
    }

    /**
     * Computes a bill with its explanation.
     *
     * @throws KarawattException with the cause when the account cannot be billed
     */
    public CalculatedBill calculate(AccountFacts facts, List<BillContributor> contributors) {
        return rated(facts, stretches.of(facts), TraceMode.FULL, contributors);
    }

    /**
     * Computes a stored bill again from its own inputs with the tariff versions that priced it.
     *
     * @param plans gives the very version that a key names
     */
    public CalculatedBill replay(StoredCalculation stored, Function<TariffKey, TariffPlan> plans, List<BillContributor> contributors) {
        List<RatedSection> sections = stored.record().stretches().stream()
                .map(stretch -> new RatedSection(plans.apply(stretch.tariff()), stretch.input())).toList();
        return rated(null, sections, TraceMode.FULL, contributors);
    }

    /** Prices stored inputs on other tariffs as a bill would be, without its explanation. For studies. */
    public CalculatedBill price(List<RatedSection> sections, List<BillContributor> contributors) {
        return rated(null, sections, TraceMode.NONE, contributors);
    }

    private static CalculatedBill rated(AccountFacts facts, List<RatedSection> sections, TraceMode mode, List<BillContributor> contributors) {
        RatedBill rated = SectionRater.rate(sections, mode);
        List<RatedLine> after = contribute(sections.get(0).input(), rated, contributors);
        RatingInput.Instalment instalment = sections.get(sections.size() - 1).input().instalment();
        if (instalment.billed().isEmpty()) {
            return new CalculatedBill(facts, sections, rated, after);
        }
        instalment.billed().forEach(line -> after.add(new RatedLine(line.component(), line.item(), line.tou(), line.tier(),
                line.quantity().negate(), line.unit(), line.price(), line.amount().negate())));
        CalculatedBill bill = new CalculatedBill(facts, sections, rated, after);
        return rated.trace() == null ? bill : new CalculatedBill(facts, sections, told(rated, instalment, bill.amount()), after);
    }

    /** The bill with what it takes off in its explanation. */
    private static RatedBill told(RatedBill rated, RatingInput.Instalment instalment, BigDecimal rest) {
        List<TraceNode> steps = new ArrayList<>(rated.trace().children());
        steps.add(TraceNode.of("rating.instalment.billed").with("kwh", instalment.billedKwh())
                .with("amount", instalment.billed().stream().map(RatedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .with("currency", rated.currency().getCurrencyCode()).with("rest", rest).build());
        return new RatedBill(rated.accountNo(), rated.billingMonth(), rated.tariff(), rated.currency(), rated.lines(), rated.total(),
                rated.energyKwh(), rated.powerFactor(), rated.tiers(), rated.tax(), rated.estimated(), rated.carried(),
                new TraceNode(rated.trace().key(), rated.trace().values(), steps));
    }

    /** Whether a plan splits energy into tiers. */
    public static boolean isTiered(TariffPlan plan) {
        return Stretches.isTiered(plan);
    }

    /** Whether a plan may need what the bill before has left. */
    public static boolean carries(TariffPlan plan) {
        return Stretches.carries(plan);
    }

    /** Whether the assignment began within the year, later than the account itself. */
    public static boolean isNewInYear(AccountTerms terms, TariffAssignment assignment, int year) {
        return Stretches.isNewInYear(terms, assignment, year);
    }

    /**
     * Months by which the readings of a year cover more than its calendar, since the reading day was moved.
     *
     * @param before months covered by what was billed of the year before
     * @param endsOn day on which the account ends; null when it goes on
     */
    public static int addedMonths(AccountTerms terms, BillingMonth month, ReadingSet now, int before, LocalDate endsOn) {
        return Stretches.addedMonths(terms, month, now, before, endsOn);
    }

    /** Whether tiers began later in the year than the supply, from the months that a bill of the year counted. */
    public static boolean beganLater(AccountTerms terms, int year, int monthsInForce) {
        return Stretches.beganLater(terms, year, monthsInForce);
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
