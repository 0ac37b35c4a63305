package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;

/**
 * Shares the energy that a production feeds in among customers, interval by interval (共享自用, F75). Nobody gets more than he has used in
 * the interval; what nobody gets, with all that rounding leaves, stays the producer's surplus. The order of the customers does not matter.
 * Pure and thread-safe.
 */
public final class EnergySharing {

    private EnergySharing() {
    }

    /** How a production is shared. */
    public enum Method {
        /** Everybody has an agreed share of the production; what he does not use goes to nobody else. */
        FIXED,
        /** In proportion to what each has used in the interval. */
        PROPORTIONAL
    }

    /**
     * A customer who takes part.
     *
     * @param share agreed share of the production, 0 to 1; null for {@link Method#PROPORTIONAL}
     * @param use kWh by interval, never null
     */
    public record Participant(BigDecimal share, Intervals use) {
    }

    /**
     * What was shared; together with the surplus it is the production, in every interval.
     *
     * @param shares kWh by interval, in the order of the participants
     * @param surplus kWh by interval that nobody has got
     */
    public record Shared(List<Intervals> shares, Intervals surplus) {

        public Shared {
            shares = List.copyOf(shares);
        }
    }

    /**
     * Shares a production. Shares are cut to the scale of the series.
     *
     * @param production kWh by interval
     * @param participants customers, all series of the same intervals and scale as the production
     * @throws KarawattException of kind INVALID (RATING-097) when a value is missing or below zero, the series do not fit each other, or
     *     agreed shares are missing, below zero or more than 1 together
     */
    public static Shared share(Method method, Intervals production, List<Participant> participants) {
        require(production, production, "production");
        BigDecimal agreed = BigDecimal.ZERO;
        for (Participant participant : participants) {
            require(participant.use(), production, "use");
            if (method == Method.FIXED) {
                if (participant.share() == null || participant.share().signum() < 0) {
                    throw KarawattException.invalid(RatingErrors.SHARING, "share " + participant.share());
                }
                agreed = agreed.add(participant.share());
            }
        }
        if (agreed.compareTo(BigDecimal.ONE) > 0) {
            throw KarawattException.invalid(RatingErrors.SHARING, "shares " + agreed);
        }
        long[][] got = new long[participants.size()][production.size()];
        long[] left = new long[production.size()];
        for (int i = 0; i < production.size(); i++) {
            BigInteger used = BigInteger.ZERO;
            for (Participant participant : participants) {
                used = used.add(BigInteger.valueOf(participant.use().at(i)));
            }
            left[i] = production.at(i);
            for (int p = 0; p < participants.size(); p++) {
                got[p][i] = method == Method.FIXED ? fixed(participants.get(p), production.at(i), i)
                        : proportional(participants.get(p).use().at(i), production.at(i), used);
                left[i] -= got[p][i];
            }
        }
        List<Intervals> shares = new ArrayList<>(participants.size());
        for (long[] own : got) {
            shares.add(new Intervals(production.minutes(), production.scale(), own));
        }
        return new Shared(shares, new Intervals(production.minutes(), production.scale(), left));
    }

    private static void require(Intervals series, Intervals like, String name) {
        if (series.minutes() != like.minutes() || series.scale() != like.scale() || series.size() != like.size()) {
            throw KarawattException.invalid(RatingErrors.SHARING, name + ": " + series + " <> " + like);
        }
        for (int i = 0; i < series.size(); i++) {
            if (series.at(i) < 0) {
                throw KarawattException.invalid(RatingErrors.SHARING, name + " [" + i + "]");
            }
        }
    }

    private static long fixed(Participant participant, long produced, int at) {
        // the integer part: toBigInteger cuts
        long share = participant.share().multiply(BigDecimal.valueOf(produced)).toBigInteger().longValueExact();
        return Math.min(share, participant.use().at(at));
    }

    private static long proportional(long use, long produced, BigInteger used) {
        if (used.compareTo(BigInteger.valueOf(produced)) <= 0) {
            return use;
        }
        return BigInteger.valueOf(use).multiply(BigInteger.valueOf(produced)).divide(used).longValueExact();
    }
}
