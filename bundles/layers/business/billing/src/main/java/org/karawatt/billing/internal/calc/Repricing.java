package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RatingRecord;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TierUse;

/**
 * Prices what bills were computed from on another tariff. A version of the same tariff takes over how far each tier was used before; to
 * another tariff only the year's energy means something, and nothing is carried over from bills of other rules. Pure and thread-safe.
 */
public final class Repricing {

    private static final Period ALWAYS = Period.since(LocalDate.of(1900, 1, 1));

    private Repricing() {
    }

    /**
     * Prices one bill by itself, also where the tariff is not in force yet.
     *
     * @throws org.karawatt.kernel.error.KarawattException when the tariff cannot price the input
     */
    public static CalculatedBill alone(BillCalculator calculator, RatingRecord stored, TariffPlan plan, List<BillContributor> contributors) {
        return calculator.price(sections(stored, plan.asIfInForce(ALWAYS), null), contributors);
    }

    /**
     * Prices one of several bills in the order of their months, as if those before it had been priced by the same tariff.
     *
     * @param before the bill priced before this one; null for the first
     */
    public static CalculatedBill following(BillCalculator calculator, RatingRecord stored, TariffPlan plan,
            List<BillContributor> contributors, CalculatedBill before) {
        return calculator.price(sections(stored, plan, before == null ? null : before.rated()), contributors);
    }

    /** The highest tier that a bill uses; null without tiers. */
    public static Integer tier(RatedBill bill) {
        Integer reached = null;
        for (TierUse use : bill.tiers()) {
            if (reached == null || use.now().signum() > 0) {
                reached = use.tier();
            }
        }
        return reached;
    }

    private static List<RatedSection> sections(RatingRecord stored, TariffPlan plan, RatedBill before) {
        List<RatedSection> sections = new ArrayList<>(stored.stretches().size());
        for (RatingRecord.Stretch stretch : stored.stretches()) {
            boolean same = stretch.tariff().code().equals(plan.key().code());
            sections.add(new RatedSection(plan, same ? stretch.input() : onAnother(stretch.input(), before)));
        }
        return sections;
    }

    private static RatingInput onAnother(RatingInput input, RatedBill before) {
        Map<String, BigDecimal> carried = before == null ? Map.of() : before.carried();
        List<BigDecimal> tiers = null;
        if (input.yearTierKwhBefore() != null && before != null && before.billingMonth().year() == input.billingMonth().year()
                && !before.tiers().isEmpty()) {
            // the allowance has changed within the year, so that only the bill before knows how far each tier is used
            tiers = before.tiers().stream().map(use -> use.before().add(use.now())).toList();
        }
        return input.yearTierKwhBefore() == null && input.twoWay().carried().equals(carried) ? input
                : input.afterOtherBills(input.yearKwhBefore(), tiers, carried);
    }
}
