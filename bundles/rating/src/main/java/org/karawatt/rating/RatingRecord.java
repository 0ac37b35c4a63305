package org.karawatt.rating;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.karawatt.kernel.error.KarawattException;

/**
 * What is stored with a bill so that it can be explained and computed again: what went in and what came out.
 *
 * @param stretches what the bill was computed from, at least one; more than one for a bill of {@link SectionRater}; never null
 * @param bill the bill with its tariff key and, when it was kept, its trace; never null
 */
public record RatingRecord(List<Stretch> stretches, RatedBill bill) {

    /**
     * What a stretch of the bill was computed from.
     *
     * @param tariff tariff and version that priced it, never null
     * @param input what went in, never null
     */
    public record Stretch(TariffKey tariff, RatingInput input) {

        public Stretch {
            Objects.requireNonNull(tariff, "tariff");
            Objects.requireNonNull(input, "input");
        }
    }

    public RatingRecord {
        stretches = List.copyOf(stretches);
        Objects.requireNonNull(bill, "bill");
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException("a bill without input");
        }
    }

    /** A bill that was rated as a whole. */
    public RatingRecord(RatingInput input, RatedBill bill) {
        this(List.of(new Stretch(bill.tariff(), input)), bill);
    }

    /** A bill of {@link SectionRater}. */
    public static RatingRecord of(List<RatedSection> sections, RatedBill bill) {
        return new RatingRecord(sections.stream().map(section -> new Stretch(section.plan().key(), section.input())).toList(), bill);
    }

    /** Input of the first stretch, which is the whole bill mostly. */
    public RatingInput input() {
        return stretches.get(0).input();
    }

    /**
     * Computes a bill of one tariff version again.
     *
     * @param plan the very version that priced it, see {@link RatedBill#tariff()}
     * @return the bill of today; equals the stored one unless the engine or the tariff was changed
     * @throws KarawattException of kind INVALID when the plan is another version, or a stretch was priced by another one
     */
    public RatedBill replay(TariffPlan plan) {
        return replay(key -> plan);
    }

    /**
     * Computes the bill again from the stored input.
     *
     * @param plans gives the very version of a key
     * @return the bill of today; equals the stored one unless the engine or a tariff was changed
     * @throws KarawattException of kind INVALID when a plan is another version
     */
    public RatedBill replay(Function<TariffKey, TariffPlan> plans) {
        List<RatedSection> sections = new ArrayList<>(stretches.size());
        for (Stretch stretch : stretches) {
            TariffPlan plan = plans.apply(stretch.tariff());
            if (!plan.key().equals(stretch.tariff())) {
                throw KarawattException.invalid(RatingErrors.REPLAY_TARIFF, stretch.tariff(), plan.key());
            }
            sections.add(new RatedSection(plan, stretch.input()));
        }
        return SectionRater.rate(sections, bill.trace() == null ? TraceMode.NONE : TraceMode.FULL);
    }
}
