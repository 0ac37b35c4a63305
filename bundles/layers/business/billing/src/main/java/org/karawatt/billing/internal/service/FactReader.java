package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.internal.calc.AccountFacts.Hourly;
import org.karawatt.billing.internal.calc.AccountFacts.Priced;
import org.karawatt.billing.internal.calc.AccountFacts.Year;
import org.karawatt.billing.internal.calc.AccountFacts;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.HourlyQuantities;
import org.karawatt.billing.internal.calc.ReadingSet;
import org.karawatt.billing.internal.calc.SharedProduction;
import org.karawatt.billing.internal.calc.StoredCalculation;
import org.karawatt.billing.internal.store.BillStore.BillOfYear;
import org.karawatt.billing.internal.store.BillStore.Billed;
import org.karawatt.billing.internal.store.BillStore.YearSoFar;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.LossParameters;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.RatingRecord;
import org.karawatt.rating.TariffPlan;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffService;

/**
 * Gathers what bills are made from, for a range of accounts at a time and with one query for each kind of fact: terms, bills of the
 * year, held readings, readings, assignments, rules of points, and shared productions, and capacity when somebody pays for it; more only for accounts that need it:
 * terms of another day, names of points, figures of transformers, opening balances, the bill before. Works inside the current unit of work. Thread-safe.
 */
final class FactReader {

    /** Months back that the bill before may lie: a longer gap is a new beginning. */
    private static final int LOOK_BACK = 24;
    private static final YearSoFar NOTHING = new YearSoFar(false, false, 0, 0, BigDecimal.ZERO, 0, false);

    /** Stands for an account whose readings of the month are billed already. */
    private static final ReadingSet NOTHING_LEFT = new ReadingSet(new Period(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1)), Map.of(), List.of());

    private final CustomerService customers;
    private final MeterReadingService readings;
    private final MeteringService metering;
    private final EquipmentService equipment;
    private final TariffService tariffs;
    private final HourlySource hourly;
    private final BillStore store;
    private final OpeningStore openingStore;

    FactReader(CustomerService customers, MeterReadingService readings, MeteringService metering, EquipmentService equipment,
            TariffService tariffs, HourlySource hourly, BillStore store, OpeningStore openingStore) {
        this.customers = customers;
        this.readings = readings;
        this.metering = metering;
        this.equipment = equipment;
        this.tariffs = tariffs;
        this.hourly = hourly;
        this.store = store;
        this.openingStore = openingStore;
    }

    /** An account that cannot be billed, and why. */
    record Obstacle(AccountTerms terms, ErrorCode code, List<Object> args) {

        static Obstacle of(AccountTerms terms, ErrorCode code, Object... args) {
            return new Obstacle(terms, code, List.of(args));
        }

        /** Of an invalid input the first fault says most. */
        static Obstacle of(AccountTerms terms, KarawattException e) {
            if (e.faults().isEmpty()) {
                return new Obstacle(terms, e.code(), e.args());
            }
            Fault fault = e.faults().get(0);
            return new Obstacle(terms, fault.code(), fault.args());
        }
    }

    /**
     * What a range of accounts has brought.
     *
     * @param lastKey greatest account id that was looked at
     * @param skipped accounts whose days of the month are billed already
     * @param lastSeqs greatest number of a bill of the month, of accounts that have one
     */
    record Batch(long lastKey, long skipped, List<AccountFacts> facts, List<Obstacle> obstacles, Map<Long, Integer> lastSeqs) {

        /** Number of the next bill of an account. */
        int nextSeq(long account) {
            return lastSeqs.getOrDefault(account, 0) + 1;
        }
    }

    /**
     * The part of a month that a bill takes where the month has several. The last one takes what the intermediate ones right before it
     * had once more, and takes off what they have charged (rules C.14).
     *
     * @param after readings up to this day are billed already; null when none are
     * @param upTo readings after this day belong to another bill; null when there is no such day
     * @param kwh kWh of the month billed before
     * @param began first day of the month's first bill; null when there is none before
     * @param regular whether it is the bill of the monthly run, which ends the month
     * @param intermediate whether another bill of the month follows
     * @param settled intermediate bills that this one settles, in the order of their days
     */
    record Cut(LocalDate after, LocalDate upTo, BigDecimal kwh, LocalDate began, boolean regular, boolean intermediate, List<Billed> settled) {

        /** What comes after bills, in the order of their days, up to a day. */
        private static Cut of(List<Billed> bills, LocalDate upTo, boolean regular, boolean intermediate) {
            int first = bills.size();
            while (!intermediate && first > 0 && BillStore.INTERIM.equals(bills.get(first - 1).kind())) {
                first--;
            }
            List<Billed> before = bills.subList(0, first);
            return new Cut(before.stream().map(Billed::to).max(Comparator.naturalOrder()).orElse(null), upTo,
                    before.stream().map(Billed::kwh).reduce(BigDecimal.ZERO, BigDecimal::add),
                    before.stream().map(Billed::from).min(Comparator.naturalOrder()).orElse(null), regular, intermediate,
                    List.copyOf(bills.subList(first, bills.size())));
        }

        /** What comes after bills outside the monthly run, up to a day. */
        static Cut next(List<Billed> bills, LocalDate upTo, boolean intermediate) {
            return of(bills, upTo, false, intermediate);
        }

        /** The days of a bill once more. */
        static Cut again(List<Billed> bills, Billed bill) {
            return of(bills.stream().filter(one -> !one.to().isAfter(bill.from())).toList(), bill.to(),
                    BillStore.REGULAR.equals(bill.kind()), BillStore.INTERIM.equals(bill.kind()));
        }

        /** What the monthly run bills: the days of its bill once more when there is one, else what is left. */
        private static Cut regular(List<Billed> bills) {
            return bills.stream().filter(bill -> BillStore.REGULAR.equals(bill.kind())).findFirst()
                    .map(own -> again(bills, own)).orElseGet(() -> of(bills, null, true, false));
        }

        /** Whether readings hold nothing that was not billed. */
        boolean nothingLeft(List<MeterReading> taken) {
            LocalDate billed = settled.isEmpty() ? after : settled.get(settled.size() - 1).to();
            return billed != null && taken.stream().noneMatch(reading -> reading.readOn().isAfter(billed));
        }

        boolean takes(MeterReading reading) {
            return (after == null || reading.readOn().isAfter(after)) && (upTo == null || !reading.readOn().isAfter(upTo));
        }

        boolean hasBefore() {
            return after != null;
        }

        /** Days of the month of which a period is a part; null when it is all of one. */
        Integer partOf(Period period) {
            if (regular && !hasBefore()) {
                return null;
            }
            LocalDate first = began == null ? period.from() : began;
            int days = regular ? (int) new Period(first, period.to()).days() : BillingMonth.of(first).days();
            return period.days() >= days ? null : Integer.valueOf(days);
        }
    }

    /** Reads the facts of accounts with {@code afterKey < id <= toKey} that the filter lets through, at most {@code limit} of them. */
    Batch read(long afterKey, long toKey, int limit, BillingMonth month, Predicate<AccountTerms> filter, boolean skipBilled) {
        List<AccountTerms> terms = new ArrayList<>();
        long lastKey = toKey;
        for (AccountTerms account : customers.terms(afterKey + 1, toKey, month.next().firstDay().minusDays(1))) {
            if (filter.test(account)) {
                if (terms.size() == limit) {
                    lastKey = terms.get(limit - 1).accountId();
                    break;
                }
                terms.add(account);
            }
        }
        if (terms.isEmpty()) {
            return new Batch(lastKey, 0, List.of(), List.of(), Map.of());
        }
        long from = terms.get(0).accountId();
        long to = terms.get(terms.size() - 1).accountId();
        Map<Long, YearSoFar> year = store.yearSoFar(from, to, month);
        int all = terms.size();
        if (skipBilled) {
            terms.removeIf(account -> year.containsKey(account.accountId()) && year.get(account.accountId()).billedThisMonth());
        }
        Map<Long, Cut> cuts = cuts(terms, year, month);
        List<Obstacle> obstacles = new ArrayList<>();
        Map<Long, ReadingSet> sets = terms.isEmpty() ? Map.of() : readingSets(terms, from, to, month, cuts, obstacles);
        if (skipBilled) {
            terms.removeIf(account -> sets.get(account.accountId()) == NOTHING_LEFT);
        }
        long skipped = all - terms.size();
        if (terms.isEmpty()) {
            return new Batch(lastKey, skipped, List.of(), List.of(), Map.of());
        }
        sets.values().removeIf(set -> set == NOTHING_LEFT);
        Map<Long, Integer> lastSeqs = new HashMap<>();
        cuts.keySet().forEach(account -> lastSeqs.put(account, year.get(account).lastSeq()));
        return new Batch(lastKey, skipped, facts(onLastDay(terms, sets, from, to), sets, year, cuts, from, to, month, null, obstacles),
                obstacles, lastSeqs);
    }

    /**
     * Reads the facts of one bill of an account outside the monthly run: at most one, or else an obstacle.
     *
     * @param endsOn day on which the account ends; null when it goes on
     */
    Batch read(AccountTerms account, BillingMonth month, Cut cut, LocalDate endsOn) {
        long id = account.accountId();
        List<AccountTerms> terms = List.of(account);
        Map<Long, YearSoFar> year = store.yearSoFar(id, id, month);
        Map<Long, Cut> cuts = Map.of(id, cut);
        List<Obstacle> obstacles = new ArrayList<>();
        Map<Long, ReadingSet> sets = readingSets(terms, id, id, month, cuts, obstacles);
        if (sets.remove(id, NOTHING_LEFT)) {
            obstacles.add(Obstacle.of(account, BillingErrors.ALREADY_BILLED, account.accountNo(), month));
        }
        List<AccountFacts> facts = facts(onLastDay(terms, sets, id, id), sets, year, cuts, id, id, month, endsOn, obstacles);
        return new Batch(id, 0, facts, obstacles, Map.of(id, year.getOrDefault(id, NOTHING).lastSeq()));
    }

    /** Accounts that have bills of other kinds in the month; mostly nobody, and then no query. */
    private Map<Long, Cut> cuts(List<AccountTerms> terms, Map<Long, YearSoFar> year, BillingMonth month) {
        List<Long> several = terms.stream().map(AccountTerms::accountId)
                .filter(account -> year.containsKey(account) && year.get(account).others()).toList();
        if (several.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<Billed>> bills = store.ofMonth(several, month);
        Map<Long, Cut> cuts = new HashMap<>();
        several.forEach(account -> cuts.put(account, Cut.regular(bills.getOrDefault(account, List.of()))));
        return cuts;
    }

    private Map<Long, ReadingSet> readingSets(List<AccountTerms> terms, long from, long to, BillingMonth month, Map<Long, Cut> cuts,
            List<Obstacle> obstacles) {
        Set<Long> held = new HashSet<>(readings.heldAccounts(from, to, month));
        Map<Long, List<MeterReading>> read = byAccount(readings.accepted(from, to, month), MeterReading::accountId);
        Map<Long, ReadingSet> sets = new HashMap<>();
        for (AccountTerms account : terms) {
            long id = account.accountId();
            if (held.contains(id)) {
                obstacles.add(Obstacle.of(account, BillingErrors.READING_HELD, account.accountNo(), month));
                continue;
            }
            List<MeterReading> own = read.getOrDefault(id, List.of());
            Cut cut = cuts.get(id);
            if (cut != null) {
                own = own.stream().filter(cut::takes).toList();
                if (cut.nothingLeft(own)) {
                    sets.put(id, NOTHING_LEFT);
                    continue;
                }
            }
            try {
                sets.put(id, ReadingSet.of(account.accountNo(), month, own));
            } catch (KarawattException e) {
                obstacles.add(Obstacle.of(account, e));
            }
        }
        return sets;
    }

    private List<AccountFacts> facts(List<AccountTerms> terms, Map<Long, ReadingSet> sets, Map<Long, YearSoFar> year,
            Map<Long, Cut> cuts, long from, long to, BillingMonth month, LocalDate endsOn, List<Obstacle> obstacles) {
        if (sets.isEmpty()) {
            return List.of();
        }
        Period span = span(sets);
        Map<Long, List<TariffAssignment>> assignments = byAccount(tariffs.inForce(from, to, span), TariffAssignment::accountId);
        Map<Long, List<AccountTerms>> earlier = earlier(terms, sets, assignments, from, to);
        Map<String, PricedTariff> plans = new HashMap<>();
        Map<Long, List<Priced>> priced = new LinkedHashMap<>();
        Map<Long, AccountTerms> billed = new HashMap<>();
        for (AccountTerms account : terms) {
            ReadingSet set = sets.get(account.accountId());
            if (set == null) {
                continue;
            }
            try {
                List<TariffAssignment> own = assignments.getOrDefault(account.accountId(), List.of());
                priced.put(account.accountId(), priced(account, set.period(), own, plans));
                requireTariffOfClass(account, earlier.getOrDefault(account.accountId(), List.of()), own);
                billed.put(account.accountId(), account);
            } catch (KarawattException e) {
                if (e.kind() == KarawattException.Kind.UNAVAILABLE) {
                    throw e;
                }
                obstacles.add(Obstacle.of(account, e));
            }
        }
        Map<Long, List<PointRule>> rules = byAccount(metering.rules(from, to, span), PointRule::accountId);
        Map<Long, String> points = pointNames(rules, billed.keySet());
        Map<Long, LossParameters> transformers = transformers(rules, billed.keySet());
        Map<Long, Capacity> capacity = capacity(billed, sets, priced, earlier, from, to, span);
        singleParts(billed, priced, capacity, plans, obstacles);
        Hours hours = new Hours(sets, priced, from, to, span);
        Map<Long, Anew> anew = anew(sets, priced, year, month);
        anew.forEach((id, begun) -> billed.computeIfPresent(id, (same, account) -> begun.since(account)));
        Years years = new Years(billed.values(), sets, priced, year, anew, cuts, month, endsOn, from, to);
        List<AccountFacts> facts = new ArrayList<>(billed.size());
        for (AccountTerms account : terms) {
            long id = account.accountId();
            if (billed.containsKey(id)) {
                facts.add(new AccountFacts(billed.get(id), month, sets.get(id), priced.get(id),
                        capacity.containsKey(id) ? capacity.get(id).charged() : null, rules.getOrDefault(id, List.of()),
                        points, transformers, years.of(billed.get(id), priced.get(id)), years.carried(id), endsOn,
                        cuts.containsKey(id) ? cuts.get(id).partOf(sets.get(id).period()) : null, hours.of(id, priced.get(id)),
                        cuts.containsKey(id) ? instalment(cuts.get(id), sets.get(id).period()) : null));
            }
        }
        return facts;
    }

    /** Which of several bills of a month it is; null for the only one, and for one that has nothing to settle. */
    private AccountFacts.Instalment instalment(Cut cut, Period period) {
        List<Billed> settled = cut.settled();
        if (!cut.intermediate() && settled.isEmpty()) {
            return null;
        }
        LocalDate from = settled.isEmpty() ? period.from() : settled.get(settled.size() - 1).to();
        return new AccountFacts.Instalment(cut.intermediate(), new Period(from, period.to()),
                settled.stream().flatMap(bill -> store.lines(bill.id()).stream()).toList(),
                settled.stream().map(Billed::kwh).reduce(BigDecimal.ZERO, BigDecimal::add),
                settled.stream().map(Billed::adjustedKwh).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** What prices each day of a period: assignments, and of each tariff the versions that are in force meanwhile. */
    private List<Priced> priced(AccountTerms account, Period period, List<TariffAssignment> found, Map<String, PricedTariff> plans) {
        List<TariffAssignment> own = found.stream().filter(a -> new Period(a.validFrom(), a.validTo()).overlaps(period)).toList();
        List<Priced> pieces = new ArrayList<>(1);
        LocalDate from = period.from();
        for (int i = 0; i < own.size(); i++) {
            TariffAssignment assignment = own.get(i);
            LocalDate to = i + 1 < own.size() ? own.get(i + 1).validFrom() : period.to();
            if (assignment.validTo() != null && assignment.validTo().isBefore(to)) {
                throw KarawattException.conflict(BillingErrors.NO_ASSIGNMENT, account.accountNo(), assignment.validTo());
            }
            int last = pieces.size() - 1;
            if (last >= 0 && pricesAlike(pieces.get(last).assignment(), assignment)) {
                pieces.set(last, new Priced(new Period(pieces.get(last).period().from(), to), assignment, null));
            } else {
                pieces.add(new Priced(new Period(from, to), assignment, null));
            }
            from = to;
        }
        if (pieces.isEmpty()) {
            throw KarawattException.conflict(BillingErrors.NO_ASSIGNMENT, account.accountNo(), period.to().minusDays(1));
        }
        List<Priced> priced = new ArrayList<>(pieces.size());
        for (Priced piece : pieces) {
            priced.addAll(versions(piece, plans));
        }
        return priced;
    }

    private List<Priced> versions(Priced piece, Map<String, PricedTariff> plans) {
        String code = piece.assignment().tariffCode();
        List<Priced> versions = new ArrayList<>(1);
        LocalDate to = piece.period().to();
        while (true) {
            LocalDate day = to.minusDays(1);
            PricedTariff tariff = plans.computeIfAbsent(code + "@" + day, key -> tariffs.plan(code, day));
            LocalDate since = tariff.plan().validity().from();
            LocalDate from = since.isAfter(piece.period().from()) ? since : piece.period().from();
            versions.add(0, new Priced(new Period(from, to), piece.assignment(), tariff));
            if (from.equals(piece.period().from())) {
                return versions;
            }
            to = from;
        }
    }

    /** Prices the days of too small a capacity by single-part tariffs; mostly nobody has any. */
    private void singleParts(Map<Long, AccountTerms> accounts, Map<Long, List<Priced>> priced, Map<Long, Capacity> capacity,
            Map<String, PricedTariff> plans, List<Obstacle> obstacles) {
        for (AccountTerms account : List.copyOf(accounts.values())) {
            long id = account.accountId();
            if (priced.get(id).stream().noneMatch(SingleParts::possible)) {
                continue;
            }
            try {
                priced.put(id, SingleParts.of(priced.get(id), capacity.get(id).installed(), piece -> versions(piece, plans)));
            } catch (KarawattException e) {
                if (e.kind() == KarawattException.Kind.UNAVAILABLE) {
                    throw e;
                }
                accounts.remove(id);
                obstacles.add(Obstacle.of(account, e));
            }
        }
    }

    /** Whether a period may be billed by one of two assignments: they differ in the household at most (worked case D13d). */
    private static boolean pricesAlike(TariffAssignment one, TariffAssignment next) {
        return one.tariffCode().equals(next.tariffCode())
                && one.demandMethod().equals(next.demandMethod()) && one.tierExempt() == next.tierExempt()
                && same(one.contractDemandKw(), next.contractDemandKw()) && same(one.powerFactorStandard(), next.powerFactorStandard())
                && one.special().equals(next.special());
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    /** The tariff decides the price, so another usage class needs a tariff from its first day on, be it the same. */
    private static void requireTariffOfClass(AccountTerms account, List<AccountTerms> earlier, List<TariffAssignment> assignments) {
        AccountTerms later = account;
        for (AccountTerms before : earlier) {
            LocalDate day = later.classFrom();
            if (!before.usageClass().equals(later.usageClass()) && assignments.stream().noneMatch(a -> a.validFrom().equals(day))) {
                throw KarawattException.conflict(BillingErrors.CLASS_CHANGED, account.accountNo(), day);
            }
            later = before;
        }
    }

    /**
     * Terms before those of the last day, latest first, of accounts whose classification or paid capacity began within their period;
     * mostly nobody, and then no query.
     */
    private Map<Long, List<AccountTerms>> earlier(List<AccountTerms> terms, Map<Long, ReadingSet> sets,
            Map<Long, List<TariffAssignment>> assignments, long from, long to) {
        Map<Long, List<AccountTerms>> earlier = new HashMap<>();
        Map<Long, LocalDate> open = new HashMap<>();
        terms.forEach(account -> began(account, sets, assignments).ifPresent(day -> open.put(account.accountId(), day.minusDays(1))));
        while (!open.isEmpty()) {
            LocalDate day = Collections.max(open.values());
            Set<Long> now = new HashSet<>();
            open.forEach((account, asked) -> {
                if (asked.equals(day)) {
                    now.add(account);
                }
            });
            open.keySet().removeAll(now);
            for (AccountTerms account : customers.terms(from, to, day)) {
                if (now.contains(account.accountId())) {
                    earlier.computeIfAbsent(account.accountId(), id -> new ArrayList<>()).add(account);
                    began(account, sets, assignments).ifPresent(before -> open.put(account.accountId(), before.minusDays(1)));
                }
            }
        }
        return earlier;
    }

    /** First day of these terms when it lies within the period, later than the account's own first day. */
    private static Optional<LocalDate> began(AccountTerms account, Map<Long, ReadingSet> sets, Map<Long, List<TariffAssignment>> assignments) {
        ReadingSet set = sets.get(account.accountId());
        if (set == null) {
            return Optional.empty();
        }
        LocalDate began = account.classFrom();
        if (account.agreedFrom() != null && account.agreedFrom().isAfter(began)
                && assignments.getOrDefault(account.accountId(), List.of()).stream().anyMatch(FactReader::pays)) {
            began = account.agreedFrom();
        }
        return began.isAfter(set.period().from()) && began.isAfter(account.openedOn()) ? Optional.of(began) : Optional.empty();
    }

    private static boolean pays(TariffAssignment assignment) {
        return !assignment.demandMethod().equals(DemandMethod.NONE.name());
    }

    /** Names of the points of accounts whose readings are told meter by meter. */
    private Map<Long, String> pointNames(Map<Long, List<PointRule>> rules, Set<Long> accounts) {
        Set<Long> points = new HashSet<>();
        accounts.forEach(account -> rules.getOrDefault(account, List.of()).forEach(rule -> {
            if (rule.parentId() != null || !rule.loss().isNone() || !rule.isAgreed()) {
                points.add(rule.pointId());
                if (rule.parentId() != null) {
                    points.add(rule.parentId());
                }
            }
        }));
        return points.isEmpty() ? Map.of() : metering.pointNumbers(points);
    }

    private Map<Long, LossParameters> transformers(Map<Long, List<PointRule>> rules, Set<Long> accounts) {
        Set<Long> ids = new HashSet<>();
        accounts.forEach(account -> rules.getOrDefault(account, List.of()).forEach(rule -> {
            if (rule.loss().transformerId() != null) {
                ids.add(rule.loss().transformerId());
            }
        }));
        return ids.isEmpty() ? Map.of() : equipment.lossParameters(ids);
    }

    /**
     * The terms on the last day of each account's period. Those of the last day of the month answer nearly all; accounts that have
     * changed since their own last day are asked for by that day.
     */
    private List<AccountTerms> onLastDay(List<AccountTerms> terms, Map<Long, ReadingSet> sets, long from, long to) {
        Set<LocalDate> days = new TreeSet<>();
        for (AccountTerms account : terms) {
            ReadingSet set = sets.get(account.accountId());
            if (set != null && !holds(account, set.lastDay())) {
                days.add(set.lastDay());
            }
        }
        Map<Long, AccountTerms> then = new HashMap<>();
        for (LocalDate day : days) {
            for (AccountTerms account : customers.terms(from, to, day)) {
                ReadingSet set = sets.get(account.accountId());
                if (set != null && set.lastDay().equals(day)) {
                    then.put(account.accountId(), account);
                }
            }
        }
        return then.isEmpty() ? terms : terms.stream().map(account -> then.getOrDefault(account.accountId(), account)).toList();
    }

    private static boolean holds(AccountTerms terms, LocalDate day) {
        return new Period(terms.classFrom(), terms.classTo()).contains(day)
                && (terms.agreedFrom() == null || new Period(terms.agreedFrom(), terms.agreedTo()).contains(day));
    }

    /** From the first day of any period to the last of any. */
    private static Period span(Map<Long, ReadingSet> sets) {
        LocalDate first = null;
        LocalDate end = null;
        for (ReadingSet set : sets.values()) {
            first = first == null || set.period().from().isBefore(first) ? set.period().from() : first;
            end = end == null || set.period().to().isAfter(end) ? set.period().to() : end;
        }
        return new Period(first, end);
    }

    /**
     * Capacity of an account that pays for it.
     *
     * @param charged what is charged, with its seals
     * @param installed what decides about the price, whatever is sealed
     */
    private record Capacity(CapacityHistory charged, List<CapacityHistory.Change> installed) {
    }

    /** Equipment tells the capacity of accounts that pay for it; without any, the capacities of the agreements do. */
    private Map<Long, Capacity> capacity(Map<Long, AccountTerms> accounts, Map<Long, ReadingSet> sets, Map<Long, List<Priced>> priced,
            Map<Long, List<AccountTerms>> earlier, long from, long to, Period span) {
        List<Long> paying = accounts.keySet().stream()
                .filter(account -> priced.get(account).stream().map(Priced::assignment).anyMatch(FactReader::pays)).toList();
        Map<Long, Capacity> capacities = new HashMap<>();
        if (paying.isEmpty()) {
            return capacities;
        }
        for (CapacityHistory history : equipment.capacityHistory(from, to, span)) {
            capacities.put(history.accountId(), new Capacity(history, history.changes()));
        }
        for (long account : paying) {
            capacities.computeIfAbsent(account, id -> agreed(accounts.get(id), earlier.getOrDefault(id, List.of()), sets.get(id).period()));
        }
        return capacities;
    }

    private static Capacity agreed(AccountTerms account, List<AccountTerms> earlier, Period period) {
        return new Capacity(new CapacityHistory(account.accountId(), agreed(account, earlier, period, AccountTerms::runningCapacityKva), List.of()),
                agreed(account, earlier, period, AccountTerms::contractCapacityKva));
    }

    /** A capacity of agreements; an agreement that began with the account counts from the first day of the period. */
    private static List<CapacityHistory.Change> agreed(AccountTerms account, List<AccountTerms> earlier, Period period,
            Function<AccountTerms, BigDecimal> capacity) {
        List<CapacityHistory.Change> changes = new ArrayList<>();
        AccountTerms later = account;
        for (AccountTerms before : earlier) {
            if (capacity.apply(later) != null && later.agreedFrom() != null && !later.agreedFrom().equals(before.agreedFrom())) {
                changes.add(0, new CapacityHistory.Change(later.agreedFrom(), capacity.apply(later)));
            }
            later = before;
        }
        if (capacity.apply(later) != null) {
            changes.add(0, new CapacityHistory.Change(period.from().minusDays(1), capacity.apply(later)));
        }
        return changes;
    }

    /** What is known by interval, of the accounts whose tariff needs it; mostly nobody, and then no query. */
    private final class Hours {
        private final Map<Long, List<LoadCurve>> curves;
        private final Map<String, List<MarketPrices>> prices = new HashMap<>();
        private final Map<String, List<PriceCall>> calls = new HashMap<>();
        private final Set<Long> needing = new HashSet<>();
        private final Map<Long, List<SharedProduction>> shared = new HashMap<>();

        Hours(Map<Long, ReadingSet> sets, Map<Long, List<Priced>> priced, long from, long to, Period span) {
            priced.forEach((account, pieces) -> pieces.forEach(piece -> {
                TariffPlan plan = piece.tariff().plan();
                if (HourlyQuantities.needed(plan, sets.get(account).energy())) {
                    needing.add(account);
                    if (plan.market() != null) {
                        prices.computeIfAbsent(plan.market(), code -> hourly.markets().prices(code, span));
                    }
                    calls.computeIfAbsent(plan.key().code(), code -> hourly.markets().calls(code, span));
                }
            }));
            share(sets, priced.keySet(), from, to, span);
            this.curves = needing.isEmpty() ? Map.of() : byAccount(hourly.curves().curves(from, to, span), LoadCurve::accountId);
        }

        /** Mostly nobody shares, and then it is one query. */
        private void share(Map<Long, ReadingSet> sets, Set<Long> accounts, long from, long to, Period span) {
            List<SharingGroup> groups = hourly.sharing().touching(from, to, span);
            if (groups.isEmpty()) {
                return;
            }
            Set<Long> all = new HashSet<>();
            for (SharingGroup group : groups) {
                all.add(group.accountId());
                group.members().forEach(member -> all.add(member.accountId()));
            }
            List<LoadCurve> found = hourly.curves().curves(all, span);
            for (SharingGroup group : groups) {
                SharedProduction production = new SharedProduction(group, found);
                for (long account : accounts) {
                    if (production.concerns(account, sets.get(account).period())) {
                        shared.computeIfAbsent(account, id -> new ArrayList<>()).add(production);
                        needing.add(account);
                    }
                }
            }
        }

        Hourly of(long account, List<Priced> pieces) {
            if (!needing.contains(account)) {
                return Hourly.NONE;
            }
            Map<String, List<MarketPrices>> own = new HashMap<>();
            Map<String, List<PriceCall>> called = new HashMap<>();
            for (Priced piece : pieces) {
                TariffPlan plan = piece.tariff().plan();
                if (plan.market() != null && prices.containsKey(plan.market())) {
                    own.put(plan.market(), prices.get(plan.market()));
                }
                called.put(plan.key().code(), calls.getOrDefault(plan.key().code(), List.of()));
            }
            return new Hourly(curves.getOrDefault(account, List.of()), own, called, shared.getOrDefault(account, List.of()));
        }
    }

    /**
     * What an account has been billed since a final bill, which has settled the year of whoever had the account until then (过户).
     *
     * @param day day after the final bill's last
     * @param billed whether a bill that is not on request came since, before this one
     * @param kwh kWh of the bills since, of the year and before this bill
     * @param monthsCovered months that those of earlier months make
     */
    private record Anew(LocalDate day, boolean billed, BigDecimal kwh, int monthsCovered) {

        static Anew of(LocalDate day, List<BillOfYear> bills, LocalDate until, BillingMonth month) {
            List<BillOfYear> since = bills.stream().filter(bill -> !bill.from().isBefore(day) && !bill.to().isAfter(until)).toList();
            List<BillOfYear> settled = since.stream().filter(bill -> !BillStore.INTERIM.equals(bill.kind())).toList();
            return new Anew(day, !settled.isEmpty(), since.stream().map(BillOfYear::kwh).reduce(BigDecimal.ZERO, BigDecimal::add),
                    settled.stream().filter(bill -> bill.month().compareTo(month) < 0).mapToInt(BillOfYear::monthsCovered).sum());
        }

        /** The account as if it had been opened with whoever has it now. */
        AccountTerms since(AccountTerms a) {
            return new AccountTerms(a.accountId(), a.accountNo(), a.officeId(), a.usageClass(), a.industryCode(), a.voltageCode(), a.classFrom(),
                    a.classTo(), a.status(), day, a.closedOn(), a.contractCapacityKva(), a.runningCapacityKva(), a.agreedFrom(), a.agreedTo(),
                    a.readingCycle());
        }
    }

    /** Accounts that began anew with a final bill, in the year or where something is carried; mostly nobody, and then no query. */
    private Map<Long, Anew> anew(Map<Long, ReadingSet> sets, Map<Long, List<Priced>> priced, Map<Long, YearSoFar> year, BillingMonth month) {
        Map<Long, LocalDate> asked = new HashMap<>();
        priced.forEach((account, pieces) -> {
            if (year.getOrDefault(account, NOTHING).ended() || Years.plan(pieces, BillCalculator::carries)) {
                asked.put(account, sets.get(account).period().from());
            }
        });
        Map<Long, LocalDate> ended = asked.isEmpty() ? Map.of() : store.ended(asked);
        if (ended.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<BillOfYear>> bills = store.between(ended.keySet(), new BillingMonth(month.year() * 100 + 1), month);
        Map<Long, Anew> anew = new HashMap<>();
        ended.forEach((account, day) -> anew.put(account, Anew.of(day, bills.getOrDefault(account, List.of()), asked.get(account), month)));
        return anew;
    }

    /** What years and earlier bills have left, of the accounts that need it; mostly nobody, and then no query. */
    private final class Years {
        private final Map<Long, ReadingSet> sets;
        private final Map<Long, YearSoFar> year;
        private final Map<Long, Anew> anew;
        private final Map<Long, Cut> cuts;
        private final BillingMonth month;
        private final LocalDate endsOn;
        private final Map<Long, Opening> openings;
        private final Map<Long, StoredCalculation> ofYear;
        private final Map<Long, Map<String, BigDecimal>> carried = new HashMap<>();

        Years(Collection<AccountTerms> accounts, Map<Long, ReadingSet> sets, Map<Long, List<Priced>> priced, Map<Long, YearSoFar> year,
                Map<Long, Anew> anew, Map<Long, Cut> cuts, BillingMonth month, LocalDate endsOn, long from, long to) {
            this.sets = sets;
            this.year = year;
            this.anew = anew;
            this.cuts = cuts;
            this.month = month;
            this.endsOn = endsOn;
            Set<Long> carrying = new HashSet<>();
            boolean migrated = false;
            for (AccountTerms account : accounts) {
                List<Priced> own = priced.get(account.accountId());
                if (plan(own, BillCalculator::carries)) {
                    carrying.add(account.accountId());
                }
                migrated |= account.openedOn().getYear() < month.year() && soFar(account.accountId()).bills() < month.month() - 1L;
            }
            this.openings = migrated || !carrying.isEmpty() ? openingStore.between(from, to) : Map.of();
            List<Long> tiers = new ArrayList<>();
            for (AccountTerms account : accounts) {
                Opening opening = ofYear(account.accountId());
                if (isBilled(account.accountId()) && plan(priced.get(account.accountId()), BillCalculator::isTiered)
                        && (BillCalculator.isNewInYear(account, priced.get(account.accountId()).get(0).assignment(), month.year())
                                || opening != null && opening.byTier() != null || addedMonths(account) > 0)) {
                    tiers.add(account.accountId());
                }
            }
            this.ofYear = tiers.isEmpty() ? Map.of() : latest(tiers, new BillingMonth(month.year() * 100 + 1));
            if (!carrying.isEmpty()) {
                carried(carrying);
            }
        }

        private void carried(Set<Long> accounts) {
            BillingMonth since = BillingMonth.of(month.firstDay().minusMonths(LOOK_BACK));
            Set<Long> going = new HashSet<>(accounts);
            going.removeIf(account -> anew.containsKey(account) && !anew.get(account).billed());
            latest(going, since).forEach((account, last) -> carried.put(account, last.record().bill().carried()));
            for (long account : going) {
                Opening opening = anew.containsKey(account) ? null : openings.get(account);
                if (opening != null && opening.carried() != null && opening.asOf().compareTo(month) < 0) {
                    carried.putIfAbsent(account, opening.carried());
                }
            }
        }

        /** The bill before, which is one of the month itself where the month has several. */
        private Map<Long, StoredCalculation> latest(Collection<Long> accounts, BillingMonth since) {
            Map<Long, StoredCalculation> latest = store.latestCalculations(accounts, since, month);
            for (long account : accounts) {
                Cut cut = cuts.get(account);
                if (cut != null && cut.hasBefore()) {
                    store.calculationTo(account, month, cut.after()).ifPresent(last -> latest.put(account, last));
                }
            }
            return latest;
        }

        /** Whether the year has a bill before this one. */
        private boolean isBilled(long account) {
            return anew.containsKey(account) ? anew.get(account).billed() : soFar(account).bills() > 0 || cuts.containsKey(account) && cuts.get(account).hasBefore();
        }

        private static boolean plan(List<Priced> priced, Predicate<TariffPlan> condition) {
            return priced.stream().map(Priced::tariff).map(PricedTariff::plan).anyMatch(condition);
        }

        private YearSoFar soFar(long account) {
            return year.getOrDefault(account, NOTHING);
        }

        /** The opening balance that counts for the year of the bill. */
        private Opening ofYear(long account) {
            Opening opening = anew.containsKey(account) ? null : openings.get(account);
            return opening != null && opening.asOf().year() == month.year() && opening.asOf().compareTo(month) < 0 ? opening : null;
        }

        /** Months that a moved reading day adds to the year; what was billed elsewhere covers the months of the calendar. */
        private int addedMonths(AccountTerms account) {
            Opening opening = ofYear(account.accountId());
            int elsewhere = opening == null ? 0 : opening.asOf().month();
            Anew begun = anew.get(account.accountId());
            int before = begun == null ? soFar(account.accountId()).monthsCovered() : begun.monthsCovered();
            return BillCalculator.addedMonths(account, month, sets.get(account.accountId()), elsewhere + before, endsOn);
        }

        Map<String, BigDecimal> carried(long account) {
            return carried.get(account);
        }

        /** Known when the year or the account has just begun, or when something tells it; unknown otherwise, which is not zero. */
        Year of(AccountTerms account, List<Priced> priced) {
            YearSoFar soFar = soFar(account.accountId());
            Opening opening = ofYear(account.accountId());
            boolean billed = isBilled(account.accountId());
            // this may be the first bill of the year, such as that of February where even months are read
            boolean known = billed || opening != null || month.month() <= sets.get(account.accountId()).monthsCovered()
                    || account.openedOn().getYear() >= month.year();
            Anew begun = anew.get(account.accountId());
            BigDecimal kwh = !known ? null : begun != null ? begun.kwh() : opening == null ? soFar.kwh() : soFar.kwh().add(opening.kwh());
            if (known && begun == null && cuts.containsKey(account.accountId())) {
                kwh = kwh.add(cuts.get(account.accountId()).kwh());
            }
            StoredCalculation last = ofYear.get(account.accountId());
            if (last == null) {
                return new Year(kwh, opening != null && !billed ? opening.byTier() : null, null, addedMonths(account));
            }
            List<BigDecimal> used = last.record().bill().tiers().stream().map(t -> t.before().add(t.now())).toList();
            if (used.isEmpty()) {
                return new Year(BigDecimal.ZERO, null, priced.get(0).assignment().validFrom(), 0);
            }
            LocalDate began = tiersBegan(account, last, month.year());
            return new Year(kwh, used, began, began == null ? addedMonths(account) : 0);
        }

        /** Tiers that began within the year keep the part of a year that they began with; null when they count for all that the account had. */
        private static LocalDate tiersBegan(AccountTerms account, StoredCalculation last, int year) {
            List<RatingRecord.Stretch> stretches = last.record().stretches();
            Integer months = stretches.get(stretches.size() - 1).input().yearMonthsInForce();
            return months != null && BillCalculator.beganLater(account, year, months) ? LocalDate.of(year, 13 - months, 1) : null;
        }
    }

    private static <T> Map<Long, List<T>> byAccount(List<T> rows, ToLongFunction<T> accountOf) {
        Function<Long, List<T>> list = account -> new ArrayList<>(4);
        Map<Long, List<T>> grouped = new LinkedHashMap<>();
        rows.forEach(row -> grouped.computeIfAbsent(accountOf.applyAsLong(row), list).add(row));
        return grouped;
    }
}
