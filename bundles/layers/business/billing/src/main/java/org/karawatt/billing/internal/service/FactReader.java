package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.internal.calc.AccountFacts;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.ReadingSet;
import org.karawatt.billing.internal.calc.StoredCalculation;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.BillStore.YearSoFar;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointRule;
import org.karawatt.rating.DemandMethod;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffService;

/**
 * Gathers what bills are made from, for a range of accounts at a time and with one query for each kind of fact: terms, bills of the
 * year, held readings, readings, assignments, rules of points, and capacity when somebody pays for it; one query more for accounts whose
 * terms or assignment changed around their period. Works inside the current unit of work. Thread-safe.
 */
final class FactReader {

    private final CustomerService customers;
    private final MeterReadingService readings;
    private final MeteringService metering;
    private final EquipmentService equipment;
    private final TariffService tariffs;
    private final BillStore store;

    FactReader(CustomerService customers, MeterReadingService readings, MeteringService metering, EquipmentService equipment,
            TariffService tariffs, BillStore store) {
        this.customers = customers;
        this.readings = readings;
        this.metering = metering;
        this.equipment = equipment;
        this.tariffs = tariffs;
        this.store = store;
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
     * @param skipped accounts that have their bill of the month already
     */
    record Batch(long lastKey, long skipped, List<AccountFacts> facts, List<Obstacle> obstacles) {
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
            return new Batch(lastKey, 0, List.of(), List.of());
        }
        long from = terms.get(0).accountId();
        long to = terms.get(terms.size() - 1).accountId();
        Map<Long, YearSoFar> year = store.yearSoFar(from, to, month);
        int all = terms.size();
        if (skipBilled) {
            terms.removeIf(account -> year.containsKey(account.accountId()) && year.get(account.accountId()).billedThisMonth());
        }
        long skipped = all - terms.size();
        if (terms.isEmpty()) {
            return new Batch(lastKey, skipped, List.of(), List.of());
        }
        List<Obstacle> obstacles = new ArrayList<>();
        Map<Long, ReadingSet> sets = readingSets(terms, from, to, month, obstacles);
        return new Batch(lastKey, skipped, facts(onLastDay(terms, sets, from, to), sets, year, from, to, month, obstacles), obstacles);
    }

    private Map<Long, ReadingSet> readingSets(List<AccountTerms> terms, long from, long to, BillingMonth month,
            List<Obstacle> obstacles) {
        Set<Long> held = new HashSet<>(readings.heldAccounts(from, to, month));
        Map<Long, List<MeterReading>> read = byAccount(readings.accepted(from, to, month), MeterReading::accountId);
        Map<Long, ReadingSet> sets = new HashMap<>();
        for (AccountTerms account : terms) {
            if (held.contains(account.accountId())) {
                obstacles.add(Obstacle.of(account, BillingErrors.READING_HELD, account.accountNo(), month));
                continue;
            }
            try {
                sets.put(account.accountId(),
                        ReadingSet.of(account.accountNo(), month, read.getOrDefault(account.accountId(), List.of())));
            } catch (KarawattException e) {
                obstacles.add(Obstacle.of(account, e));
            }
        }
        return sets;
    }

    private List<AccountFacts> facts(List<AccountTerms> terms, Map<Long, ReadingSet> sets, Map<Long, YearSoFar> year, long from,
            long to, BillingMonth month, List<Obstacle> obstacles) {
        if (sets.isEmpty()) {
            return List.of();
        }
        Map<Long, TariffAssignment> assignments = assignments(sets, from, to);
        Map<Long, TariffAssignment> before = onFirstDay(sets, assignments, from, to);
        Map<Long, List<PointRule>> rules = byAccount(metering.rules(from, to, span(sets)), PointRule::accountId);
        Map<Long, List<CapacitySegment>> capacity = capacity(sets, assignments, from, to);
        Map<Long, List<BigDecimal>> tiers = tiers(terms, assignments, year, month);
        Map<String, PricedTariff> plans = new HashMap<>();
        List<AccountFacts> facts = new ArrayList<>(sets.size());
        for (AccountTerms account : terms) {
            long id = account.accountId();
            ReadingSet set = sets.get(id);
            if (set == null) {
                continue;
            }
            if (account.classFrom().isAfter(set.period().from()) && account.classFrom().isAfter(account.openedOn())) {
                obstacles.add(Obstacle.of(account, BillingErrors.CLASS_CHANGED, account.accountNo(), account.classFrom()));
                continue;
            }
            TariffAssignment assignment = assignments.get(id);
            if (assignment == null) {
                obstacles.add(Obstacle.of(account, BillingErrors.NO_ASSIGNMENT, account.accountNo(), set.lastDay()));
                continue;
            }
            if (before.containsKey(id) && !pricesAlike(before.get(id), assignment)) {
                obstacles.add(Obstacle.of(account, BillingErrors.TARIFF_CHANGED, account.accountNo(), assignment.validFrom()));
                continue;
            }
            PricedTariff plan;
            try {
                plan = plans.computeIfAbsent(assignment.tariffCode() + "@" + set.lastDay(),
                        key -> tariffs.plan(assignment.tariffCode(), set.lastDay()));
            } catch (KarawattException e) {
                if (e.kind() == KarawattException.Kind.UNAVAILABLE) {
                    throw e;
                }
                obstacles.add(Obstacle.of(account, e));
                continue;
            }
            YearSoFar soFar = year.getOrDefault(id, new YearSoFar(false, 0, BigDecimal.ZERO));
            facts.add(new AccountFacts(account, month, set, assignment, plan, capacity.getOrDefault(id, List.of()),
                    rules.getOrDefault(id, List.of()), soFar.bills(), soFar.kwh(), tiers.get(id)));
        }
        return facts;
    }

    /**
     * The assignment on the last day of each account's period. One query for the latest of these days answers nearly all; accounts
     * that have changed since their own last day are asked for by that day.
     */
    private Map<Long, TariffAssignment> assignments(Map<Long, ReadingSet> sets, long from, long to) {
        Map<Long, TariffAssignment> found = new HashMap<>();
        Set<LocalDate> days = new TreeSet<>(Collections.reverseOrder());
        sets.values().forEach(set -> days.add(set.lastDay()));
        for (LocalDate day : days) {
            boolean complete = sets.entrySet().stream()
                    .allMatch(entry -> found.containsKey(entry.getKey()) || entry.getValue().lastDay().isAfter(day));
            if (complete) {
                continue;
            }
            for (TariffAssignment assignment : tariffs.inForce(from, to, day)) {
                ReadingSet set = sets.get(assignment.accountId());
                if (set != null && !assignment.validFrom().isAfter(set.lastDay())
                        && (assignment.validTo() == null || assignment.validTo().isAfter(set.lastDay()))) {
                    found.putIfAbsent(assignment.accountId(), assignment);
                }
            }
        }
        return found;
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

    /** The assignment on the first day of the period, of accounts whose present one began later; mostly nobody, and then no query. */
    private Map<Long, TariffAssignment> onFirstDay(Map<Long, ReadingSet> sets, Map<Long, TariffAssignment> assignments, long from,
            long to) {
        Set<LocalDate> days = new TreeSet<>();
        assignments.forEach((account, assignment) -> {
            LocalDate first = sets.get(account).period().from();
            if (assignment.validFrom().isAfter(first)) {
                days.add(first);
            }
        });
        Map<Long, TariffAssignment> found = new HashMap<>();
        for (LocalDate day : days) {
            for (TariffAssignment assignment : tariffs.inForce(from, to, day)) {
                ReadingSet set = sets.get(assignment.accountId());
                if (set != null && set.period().from().equals(day)) {
                    found.put(assignment.accountId(), assignment);
                }
            }
        }
        return found;
    }

    /** Whether a period may be billed by one of two assignments: they differ in the household at most, and nothing lies between. */
    private static boolean pricesAlike(TariffAssignment one, TariffAssignment next) {
        return one.id() == next.id() || next.validFrom().equals(one.validTo()) && one.tariffCode().equals(next.tariffCode())
                && one.demandMethod().equals(next.demandMethod()) && one.tierExempt() == next.tierExempt()
                && same(one.contractDemandKw(), next.contractDemandKw()) && same(one.powerFactorStandard(), next.powerFactorStandard());
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
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

    private Map<Long, List<CapacitySegment>> capacity(Map<Long, ReadingSet> sets, Map<Long, TariffAssignment> assignments, long from,
            long to) {
        Map<Long, ReadingSet> paying = new HashMap<>();
        sets.forEach((account, set) -> {
            TariffAssignment assignment = assignments.get(account);
            if (assignment != null && !assignment.demandMethod().equals(DemandMethod.NONE.name())) {
                paying.put(account, set);
            }
        });
        return paying.isEmpty() ? Map.of() : byAccount(equipment.capacity(from, to, span(paying)), CapacitySegment::accountId);
    }

    /** Use by tier of households whose allowance has changed within the year: only the last bill knows it. */
    private Map<Long, List<BigDecimal>> tiers(List<AccountTerms> terms, Map<Long, TariffAssignment> assignments,
            Map<Long, YearSoFar> year, BillingMonth month) {
        List<Long> changed = new ArrayList<>();
        for (AccountTerms account : terms) {
            TariffAssignment assignment = assignments.get(account.accountId());
            YearSoFar soFar = year.get(account.accountId());
            if (assignment != null && assignment.householdPeople() != null && soFar != null && soFar.bills() > 0
                    && BillCalculator.isNewAllowance(account, assignment, month.year())) {
                changed.add(account.accountId());
            }
        }
        Map<Long, List<BigDecimal>> tiers = new HashMap<>();
        if (!changed.isEmpty()) {
            for (Map.Entry<Long, StoredCalculation> last : store.latestCalculations(changed, month).entrySet()) {
                List<BigDecimal> used = last.getValue().record().bill().tiers().stream().map(t -> t.before().add(t.now())).toList();
                tiers.put(last.getKey(), used.isEmpty() ? null : used);
            }
        }
        return tiers;
    }

    private static <T> Map<Long, List<T>> byAccount(List<T> rows, ToLongFunction<T> accountOf) {
        Function<Long, List<T>> list = account -> new ArrayList<>(4);
        Map<Long, List<T>> grouped = new LinkedHashMap<>();
        rows.forEach(row -> grouped.computeIfAbsent(accountOf.applyAsLong(row), list).add(row));
        return grouped;
    }
}
