package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingGroup.Member;
import org.karawatt.rating.EnergySharing;
import org.karawatt.rating.EnergySharing.Participant;
import org.karawatt.rating.EnergySharing.Shared;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.SharedSale;

/**
 * What a group has shared (F75), from its load curves, day by day and at the longest interval that any curve of the day has. Whoever asks
 * gets the same answer, so what members get is what the producer gives. A curve that is not there, or has a hole, is a CONFLICT and never a
 * zero. Each day is worked out once and kept; used by one thread.
 */
public final class SharedProduction {

    /** Channel of curves that tell what an account has got from a group. */
    static final String SHARED = "SHARED";

    private static final String DRAWN = "DRAWN";
    private static final String FED = "FED";
    /** Shares are cut to watt-hours, or finer where the curves are. */
    private static final int LEAST_SCALE = 3;

    private final SharingGroup group;
    private final Map<LocalDate, LoadCurve> produced = new HashMap<>();
    private final Map<Long, Map<LocalDate, List<LoadCurve>>> used = new HashMap<>();
    private final Map<Long, TreeSet<Long>> points = new HashMap<>();
    private final Map<LocalDate, Day> days = new TreeMap<>();

    /**
     * What was shared on a day.
     *
     * @param used what members have used, by account
     * @param shared what they have got, by account
     */
    public record Day(DayCurve produced, Map<Long, DayCurve> used, Map<Long, DayCurve> shared, DayCurve surplus) {
    }

    /** @param curves curves of the group's accounts; others do no harm */
    public SharedProduction(SharingGroup group, List<LoadCurve> curves) {
        this.group = group;
        for (LoadCurve curve : curves) {
            if (curve.channel().equals(FED) && curve.pointId() == group.pointId()) {
                produced.put(curve.day(), curve);
            } else if (curve.channel().equals(DRAWN)) {
                used.computeIfAbsent(curve.accountId(), id -> new HashMap<>()).computeIfAbsent(curve.day(), day -> new ArrayList<>()).add(curve);
                points.computeIfAbsent(curve.accountId(), id -> new TreeSet<>()).add(curve.pointId());
            }
        }
    }

    /** Whether an account is a member on some day of a period, or the producer while somebody is. */
    public boolean concerns(long accountId, Period period) {
        return group.members().stream().anyMatch(member -> member.validity().overlaps(period)
                && (member.accountId() == accountId || group.accountId() == accountId));
    }

    boolean isProducer(long accountId) {
        return group.accountId() == accountId;
    }

    long pointId() {
        return group.pointId();
    }

    /** What was agreed with a member for some day of a period, in day order. */
    List<Member> agreed(long accountId, Period period) {
        return group.members().stream().filter(member -> member.accountId() == accountId && member.validity().overlaps(period)).toList();
    }

    /** What a member has got on each day of a period; nothing on days on which it was none. */
    List<LoadCurve> shared(long accountId, Period period) {
        List<LoadCurve> curves = new ArrayList<>();
        for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
            DayCurve own = members(day).containsKey(accountId) ? day(day).shared().get(accountId)
                    : new DayCurve(Collections.nCopies(24, BigDecimal.ZERO));
            // the point does not matter: there is one such curve a day
            curves.add(new LoadCurve(0, accountId, day, SHARED, own, 0, "", null));
        }
        return curves;
    }

    /** What is left to the producer on each day of a period. */
    List<LoadCurve> surplus(Period period) {
        List<LoadCurve> curves = new ArrayList<>();
        for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
            curves.add(new LoadCurve(group.pointId(), group.accountId(), day, FED, day(day).surplus(), 0, "", null));
        }
        return curves;
    }

    /** What each member has got in a period, by the price of the day; nothing for a member that has got nothing. */
    List<SharedSale> sold(Period period) {
        Map<String, Map<BigDecimal, BigDecimal>> sold = new TreeMap<>();
        for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
            Map<Long, DayCurve> shares = day(day).shared();
            for (Member member : members(day).values()) {
                BigDecimal kwh = shares.get(member.accountId()).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                if (kwh.signum() > 0) {
                    sold.computeIfAbsent(member.accountNo(), no -> new TreeMap<>()).merge(member.price(), kwh, BigDecimal::add);
                }
            }
        }
        List<SharedSale> sales = new ArrayList<>();
        sold.forEach((member, byPrice) -> byPrice.forEach((price, kwh) -> sales.add(new SharedSale(member, kwh, price))));
        return sales;
    }

    /** What was shared on a day. */
    public Day day(LocalDate day) {
        return days.computeIfAbsent(day, this::work);
    }

    private Map<Long, Member> members(LocalDate day) {
        Map<Long, Member> members = new LinkedHashMap<>();
        group.members().stream().filter(member -> member.validity().contains(day)).forEach(member -> members.put(member.accountId(), member));
        return members;
    }

    private Day work(LocalDate day) {
        LoadCurve fed = produced.get(day);
        if (fed == null || fed.curve().missing() > 0) {
            throw hole(group.pointNo(), day);
        }
        Map<Long, Member> members = members(day);
        int minutes = fed.curve().minutes();
        int scale = Math.max(LEAST_SCALE, fed.curve().scale());
        for (Member member : members.values()) {
            for (LoadCurve curve : drawn(member, day)) {
                minutes = Math.max(minutes, curve.curve().minutes());
                scale = Math.max(scale, curve.curve().scale());
            }
        }
        List<Participant> participants = new ArrayList<>();
        Map<Long, DayCurve> uses = new LinkedHashMap<>();
        for (Member member : members.values()) {
            Intervals use = sum(drawn(member, day), minutes, scale);
            participants.add(new Participant(member.share(), use));
            uses.put(member.accountId(), curve(use));
        }
        Intervals production = sum(List.of(fed), minutes, scale);
        Shared shared = EnergySharing.share(EnergySharing.Method.valueOf(group.method()), production, participants);
        Map<Long, DayCurve> shares = new LinkedHashMap<>();
        int at = 0;
        for (long account : members.keySet()) {
            shares.put(account, curve(shared.shares().get(at++)));
        }
        return new Day(curve(production), uses, shares, curve(shared.surplus()));
    }

    /** The curves of all points of a member, without a hole. */
    private List<LoadCurve> drawn(Member member, LocalDate day) {
        List<LoadCurve> own = used.getOrDefault(member.accountId(), Map.of()).getOrDefault(day, List.of());
        if (own.isEmpty() || own.size() < points.get(member.accountId()).size() || own.stream().anyMatch(curve -> curve.curve().missing() > 0)) {
            throw hole(member.accountNo(), day);
        }
        return own;
    }

    private KarawattException hole(String whose, LocalDate day) {
        return KarawattException.conflict(BillingErrors.SHARING_HOLE, group.groupNo(), whose, day);
    }

    private static Intervals sum(List<LoadCurve> curves, int minutes, int scale) {
        long[] sums = new long[24 * 60 / minutes];
        for (LoadCurve curve : curves) {
            int each = curve.curve().values().size() / sums.length;
            for (int i = 0; i < curve.curve().values().size(); i++) {
                sums[i / each] += curve.curve().values().get(i).movePointRight(scale).longValueExact();
            }
        }
        return new Intervals(minutes, scale, sums);
    }

    private static DayCurve curve(Intervals series) {
        BigDecimal[] values = new BigDecimal[series.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = BigDecimal.valueOf(series.at(i), series.scale());
        }
        return new DayCurve(Arrays.asList(values));
    }

    /** The price agreed with a member at the beginning of a stretch, or else the first of it. */
    Optional<BigDecimal> price(long accountId, Period stretch) {
        return agreed(accountId, stretch).stream().findFirst().map(Member::price);
    }
}
