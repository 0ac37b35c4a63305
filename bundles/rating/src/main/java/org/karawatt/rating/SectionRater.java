package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.trace.TraceNode;

/**
 * Bills of several stretches: a price that changed within the period, a meter or capacity change that alters the standard of the power
 * factor (rules C.3, C.9 and C.19). Each stretch is rated by {@link Rater}; the lines are joined, so the total is their sum. Tiers go on
 * from stretch to stretch of one month (or of one year for yearly tiers) unless an input states its own use before. Pure and thread-safe.
 */
public final class SectionRater {

    private static final int KWH_DECIMALS = 2;

    private SectionRater() {
    }

    /**
     * Rates all stretches.
     *
     * @param sections at least one, following each other without gap, of one account and currency
     * @return the joined bill; it counts for the month of the last stretch and names the tariff of the last
     * @throws KarawattException of kind INVALID with the faults of the first stretch that has any, or RATING-083 when they do not follow
     *     each other
     */
    public static RatedBill rate(List<RatedSection> sections, TraceMode mode) {
        if (sections.size() == 1) {
            return Rater.rate(sections.get(0).plan(), sections.get(0).input(), mode);
        }
        check(sections);
        List<RatedBill> bills = new ArrayList<>(sections.size());
        RatedSection before = null;
        for (RatedSection section : sections) {
            RatingInput input = before == null ? section.input() : goingOn(before, bills.get(bills.size() - 1), section);
            bills.add(Rater.rate(section.plan(), input, mode));
            before = section;
        }
        return join(bills, sections, mode);
    }

    private static void check(List<RatedSection> sections) {
        if (sections.isEmpty()) {
            throw KarawattException.invalid(RatingErrors.SECTIONS, 0);
        }
        RatedSection first = sections.get(0);
        LocalDate day = first.input().period().from();
        for (RatedSection section : sections) {
            if (!section.input().period().from().equals(day) || !section.input().accountNo().equals(first.input().accountNo())
                    || !section.plan().currency().equals(first.plan().currency())) {
                throw KarawattException.invalid(RatingErrors.SECTIONS, section.input().accountNo() + " " + section.input().period());
            }
            day = section.input().period().to();
        }
    }

    /** The input with the tiers used so far, when the tiers go on and the input does not state its own use before. */
    private static RatingInput goingOn(RatedSection before, RatedBill billed, RatedSection now) {
        RatingInput input = now.input();
        boolean stated = input.yearKwhBefore() != null || input.yearTierKwhBefore() != null || input.tierTerms().supplyBegan() != null;
        boolean sameMonth = before.input().billingMonth().equals(input.billingMonth());
        if (stated || billed.tiers().isEmpty() || !sameMonth) {
            return input;
        }
        List<BigDecimal> used = new ArrayList<>(billed.tiers().size());
        for (TierUse use : billed.tiers()) {
            used.add(use.before().add(use.now()));
        }
        return input.withTierUse(used);
    }

    private static RatedBill join(List<RatedBill> bills, List<RatedSection> sections, TraceMode mode) {
        RatedBill last = bills.get(bills.size() - 1);
        List<RatedLine> lines = new ArrayList<>();
        List<TraceNode> traces = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal kwh = BigDecimal.ZERO;
        BigDecimal factor = null;
        BigDecimal tax = null;
        boolean estimated = false;
        for (RatedBill bill : bills) {
            lines.addAll(bill.lines());
            total = total.add(bill.total());
            kwh = kwh.add(bill.energyKwh());
            factor = bill.powerFactor() == null ? factor : bill.powerFactor();
            tax = Energy.sum(tax, bill.tax());
            estimated |= bill.estimated();
            if (mode == TraceMode.FULL) {
                traces.add(bill.trace());
            }
        }
        TraceNode root = null;
        if (mode == TraceMode.FULL) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("account", last.accountNo());
            values.put("from", sections.get(0).input().period().from());
            values.put("to", sections.get(sections.size() - 1).input().period().to().minusDays(1));
            values.put("count", bills.size());
            values.put("kwh", kwh);
            values.put("total", total);
            values.put("currency", last.currency().getCurrencyCode());
            root = new TraceNode("rating.bill.sections", values, traces);
        }
        return new RatedBill(last.accountNo(), last.billingMonth(), last.tariff(), last.currency(), lines, total, kwh, factor, last.tiers(),
                tax, estimated, last.carried(), root);
    }

    /**
     * Splits an input at the given days: interval data exactly, everything else in proportion to the days, energy to 0.01 kWh with the
     * rest to the last stretch. The highest demand is that of the whole bill in every stretch, and each stretch pays its part of the
     * month's price. Every stretch but the first is marked as going on, so that amounts for a month or a bill are charged once.
     *
     * @param input an input with energy as given or by interval; meters, capacity by days and losses other than agreed ones cannot be
     *     split, because they tell their own time; a customer who pays by demand needs the highest demand of the whole bill
     *     ({@link Intervals#highestKw} tells it)
     * @param days first days of new stretches; days outside the period are ignored
     * @return the stretches in order; the input itself when no day lies within its period
     * @throws KarawattException of kind INVALID (RATING-083) for an input that cannot be split
     */
    public static List<RatingInput> split(RatingInput input, LocalDate... days) {
        SortedSet<LocalDate> bounds = new TreeSet<>();
        for (LocalDate day : days) {
            if (day.isAfter(input.period().from()) && day.isBefore(input.period().to())) {
                bounds.add(day);
            }
        }
        if (bounds.isEmpty()) {
            return List.of(input);
        }
        refuse(input, !input.metered().meters().isEmpty(), "meters");
        refuse(input, input.capacity().stream().anyMatch(share -> share.days() != null), "capacity by days");
        refuse(input, input.metered().shared() != null, "shared");
        refuse(input, !input.twoWay().equals(RatingInput.TwoWay.NONE), "twoWay");
        refuse(input, input.twoPart().demandDays() != null, "demandDays");
        Losses losses = input.metered().losses();
        refuse(input, losses != null && losses.method() != Losses.Method.NONE
                && (losses.method() != Losses.Method.GIVEN || losses.days() != null), "losses");
        boolean byDemand = input.demandMethod() == DemandMethod.CONTRACT_DEMAND || input.demandMethod() == DemandMethod.ACTUAL_DEMAND;
        refuse(input, byDemand && input.maxDemandKw() == null && input.twoPart().lines().isEmpty(), "maxDemandKw");
        bounds.add(input.period().to());
        List<RatingInput> parts = new ArrayList<>(bounds.size());
        Share share = new Share(input);
        LocalDate from = input.period().from();
        for (LocalDate to : bounds) {
            parts.add(share.part(new Period(from, to)));
            from = to;
        }
        return parts;
    }

    private static void refuse(RatingInput input, boolean cannotBeSplit, String what) {
        if (cannotBeSplit) {
            throw KarawattException.invalid(RatingErrors.SECTIONS, input.accountNo() + " " + what);
        }
    }

    /** Hands out an input by days; what rounding leaves goes to the last stretch. */
    private static final class Share {
        private final RatingInput input;
        private final long length;
        private final Map<String, BigDecimal> left = new LinkedHashMap<>();

        Share(RatingInput input) {
            this.input = input;
            this.length = input.period().days();
        }

        RatingInput part(Period period) {
            boolean last = period.to().equals(input.period().to());
            boolean first = period.from().equals(input.period().from());
            RatingInput.Builder part = RatingInput.builder(input.accountNo(), period, input.billingMonth()).like(input);
            part.activeKwh(share("active", input.activeKwh(), period, last));
            input.touKwh().forEach((tou, kwh) -> part.touKwh(tou, share(tou.name(), kwh, period, last)));
            part.reactiveKvarh(share("reactive", input.reactiveKvarh(), period, last));
            part.reactiveBackKvarh(share("back", input.metered().reactiveBackKvarh(), period, last));
            for (FixedQuantity fixed : input.fixed()) {
                part.fixed(fixed.kwh() == null ? fixed
                        : new FixedQuantity(fixed.item(), share("fixed." + fixed.item(), fixed.kwh(), period, last)));
            }
            part.losses(losses(period));
            if (input.metered().intervals() != null) {
                part.intervals(cut(input.metered().intervals(), period));
            }
            if (input.market().prices() != null) {
                part.marketPrices(cut(input.market().prices(), period));
            }
            part.byDays(input.metered().intervals() == null);
            part.stretchOf(input.twoPart().stretchOf() == null ? Integer.valueOf((int) length) : input.twoPart().stretchOf());
            if (first) {
                input.metered().adjustments().forEach(part::adjustment);
                part.yearKwhBefore(input.yearKwhBefore()).yearTierKwhBefore(input.yearTierKwhBefore())
                        .supplyBegan(input.tierTerms().supplyBegan());
            } else {
                part.goingOn(true);
            }
            return part.build();
        }

        private Losses losses(Period period) {
            Losses losses = input.metered().losses();
            return losses == null || losses.method() == Losses.Method.NONE ? losses : losses.forDays((int) period.days(), (int) length);
        }

        private BigDecimal share(String name, BigDecimal whole, Period period, boolean last) {
            if (whole == null) {
                return null;
            }
            BigDecimal open = left.getOrDefault(name, whole);
            BigDecimal part = last ? open : whole.multiply(BigDecimal.valueOf(period.days()))
                    .divide(BigDecimal.valueOf(length), KWH_DECIMALS, RoundingMode.HALF_UP);
            left.put(name, open.subtract(part));
            return part;
        }

        private Intervals cut(Intervals whole, Period period) {
            int perDay = 1440 / whole.minutes();
            int from = (int) new Period(input.period().from(), period.to()).days() * perDay - (int) period.days() * perDay;
            long[] values = new long[(int) period.days() * perDay];
            for (int i = 0; i < values.length; i++) {
                values[i] = whole.at(from + i);
            }
            return new Intervals(whole.minutes(), whole.scale(), values);
        }
    }
}
