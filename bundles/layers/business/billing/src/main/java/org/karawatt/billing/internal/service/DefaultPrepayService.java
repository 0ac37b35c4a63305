package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.billing.api.Prepay;
import org.karawatt.billing.api.PrepayService;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.api.RecoveryStep;
import org.karawatt.billing.internal.calc.AccountFacts;
import org.karawatt.billing.internal.calc.EnergyPricer;
import org.karawatt.billing.internal.calc.HourlyQuantities;
import org.karawatt.billing.internal.calc.RecoveryTexts;
import org.karawatt.billing.internal.calc.RecoveryValue;
import org.karawatt.billing.internal.service.AccountPrices.Tariff;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.billing.spi.RecoveryPosting;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.rating.PrepayEstimate;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Daily estimates: the use since the last bill by load curves or else by readings, priced like a bill, against what has been paid. */
@Component(service = PrepayService.class)
public final class DefaultPrepayService implements PrepayService {

    private static final String READ = "billing.read";
    private static final String DRAWN = "DRAWN";
    /** A longer time without a bill is no estimate any more. */
    private static final int MOST_DAYS = 400;
    private static final int MOST_MONTHS = 15;
    private static final Map<RegisterKind, TouPeriod> PERIODS = Map.of(RegisterKind.AP_SHARP, TouPeriod.SHARP, RegisterKind.AP_PEAK,
            TouPeriod.PEAK, RegisterKind.AP_FLAT, TouPeriod.FLAT, RegisterKind.AP_VALLEY, TouPeriod.VALLEY, RegisterKind.AP_DEEP,
            TouPeriod.DEEP_VALLEY);

    private final UnitOfWork unit;
    private final BusinessClock clock;
    private final CustomerService customers;
    private final MeterReadingService readings;
    private final HourlySource hourly;
    private final RecoveryPosting posting;
    private final OfficePaths offices;
    private final BillStore bills;
    private final RecoveryStore store;
    private final AccountPrices prices;
    private final RecoveryTexts texts = new RecoveryTexts();

    @Activate
    public DefaultPrepayService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RecoveryPosting posting,
            @Reference HourlySource hourly, @Reference RecoveryRules loaded) {
        this.unit = unit;
        this.clock = clock;
        this.customers = customers;
        this.readings = readings;
        this.hourly = hourly;
        this.posting = posting;
        this.offices = new OfficePaths(offices);
        this.bills = new BillStore(bulk);
        this.store = new RecoveryStore(bulk);
        this.prices = new AccountPrices(tariffs, store, new OpeningStore(bulk));
    }

    /** Energy since the last bill; {@code byPeriod} holds the registers of periods. */
    private record Use(String basis, Period days, BigDecimal kwh, Map<TouPeriod, BigDecimal> byPeriod, List<LoadCurve> curves) {
    }

    @Override
    public Prepay estimate(CallContext context, String accountNo) {
        context.require(READ);
        return unit.readOnly(() -> estimate(account(context, accountNo)));
    }

    private AccountTerms account(CallContext context, String accountNo) {
        return Optional.ofNullable(accountNo).map(no -> customers.termsByNumber(List.of(no)).get(no))
                .filter(terms -> context.scope().covers(offices.path(terms.officeId())))
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, String.valueOf(accountNo)));
    }

    private Prepay estimate(AccountTerms account) {
        LocalDate today = clock.today();
        PrepayEstimate.Limits limits = limits(today);
        BigDecimal paid = posting.balance(account.accountId()).setScale(2);
        LocalDate since = bills.billedTo(account.accountId()).orElse(account.openedOn());
        if (!since.isBefore(today)) {
            return nothing(account, today, since, paid, limits);
        }
        Use use = use(account, since, today);
        Tariff tariff = prices.tariff(account, new Period(use.days().to().minusDays(1), use.days().to()));
        TariffPlan plan = EnergyPricer.perKwh(tariff.plan());
        PrepayEstimate estimate = PrepayEstimate.of(plan, input(account, tariff, plan, use), paid, limits);
        return new Prepay(account.accountNo(), today, since, use.days().to(), use.basis(), paid, estimate.bill().energyKwh(),
                estimate.estimated(), estimate.available(), estimate.level().name(), limits.remind(), limits.warn(), limits.stop(),
                plan.currency().getCurrencyCode(), texts.told(estimate.trace()));
    }

    /** Everything is billed, so the balance itself decides. */
    private static Prepay nothing(AccountTerms account, LocalDate today, LocalDate since, BigDecimal paid, PrepayEstimate.Limits limits) {
        BigDecimal zero = BigDecimal.ZERO.setScale(2);
        String level = paid.compareTo(limits.stop()) < 0 ? "STOP" : paid.compareTo(limits.warn()) < 0 ? "WARN"
                : paid.compareTo(limits.remind()) < 0 ? "REMIND" : "ENOUGH";
        return new Prepay(account.accountNo(), today, since, since, "NOTHING", paid, BigDecimal.ZERO, zero, paid, level, limits.remind(),
                limits.warn(), limits.stop(), "CNY",
                List.of(new RecoveryStep(0, "可用余额 " + paid + " 元，无未结电量", "Balance " + paid + ", nothing is unbilled")));
    }

    private PrepayEstimate.Limits limits(LocalDate day) {
        Map<String, RecoveryRule> rules = store.rules(day);
        return new PrepayEstimate.Limits(limit(rules, RecoveryValue.PREPAY_REMIND, day), limit(rules, RecoveryValue.PREPAY_WARN, day),
                limit(rules, RecoveryValue.PREPAY_STOP, day));
    }

    private static BigDecimal limit(Map<String, RecoveryRule> rules, RecoveryValue name, LocalDate day) {
        RecoveryRule rule = rules.get(name.name());
        if (rule == null) {
            throw KarawattException.conflict(RecoveryErrors.NO_RULE, name, day);
        }
        return rule.value().setScale(2);
    }

    /** Load curves reach up to yesterday where they are collected; readings stand in where they do not tell a single day. */
    private Use use(AccountTerms account, LocalDate since, LocalDate today) {
        LocalDate from = since.isBefore(today.minusDays(MOST_DAYS)) ? today.minusDays(MOST_DAYS) : since;
        if (from.equals(since)) {
            List<LoadCurve> curves = hourly.curves().curves(account.accountId(), account.accountId(), new Period(since, today)).stream()
                    .filter(curve -> DRAWN.equals(curve.channel())).toList();
            LocalDate told = told(curves, since, today);
            if (told.isAfter(since)) {
                Period days = new Period(since, told);
                List<LoadCurve> own = curves.stream().filter(curve -> days.contains(curve.day())).toList();
                return new Use("CURVE", days, kwh(own), Map.of(), own);
            }
            return byReadings(account, since, today);
        }
        throw KarawattException.conflict(RecoveryErrors.NO_USE, account.accountNo(), since);
    }

    /** The first day that one of the points does not tell wholly. */
    private static LocalDate told(List<LoadCurve> curves, LocalDate since, LocalDate today) {
        Set<Long> points = new HashSet<>();
        Map<LocalDate, Set<Long>> whole = new HashMap<>();
        for (LoadCurve curve : curves) {
            points.add(curve.pointId());
            if (curve.curve().values().stream().noneMatch(value -> value == null)) {
                whole.computeIfAbsent(curve.day(), day -> new HashSet<>()).add(curve.pointId());
            }
        }
        LocalDate day = since;
        while (day.isBefore(today) && !points.isEmpty() && whole.getOrDefault(day, Set.of()).size() == points.size()) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static BigDecimal kwh(List<LoadCurve> curves) {
        return curves.stream().flatMap(curve -> curve.curve().values().stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Use byReadings(AccountTerms account, LocalDate since, LocalDate today) {
        BigDecimal total = BigDecimal.ZERO;
        Map<TouPeriod, BigDecimal> byPeriod = new EnumMap<>(TouPeriod.class);
        LocalDate upTo = since;
        BillingMonth month = BillingMonth.of(since).previous();
        for (int i = 0; i <= MOST_MONTHS; i++, month = month.next()) {
            for (MeterReading reading : readings.accepted(account.accountId(), account.accountId(), month)) {
                boolean isUnbilled = reading.readOn().isAfter(since) && !reading.readOn().isAfter(today)
                        && reading.readOn().isAfter(reading.previousOn());
                if (isUnbilled && reading.kind() == RegisterKind.AP_TOTAL) {
                    total = total.add(reading.quantity());
                    upTo = reading.readOn().isAfter(upTo) ? reading.readOn() : upTo;
                } else if (isUnbilled && PERIODS.containsKey(reading.kind())) {
                    byPeriod.merge(PERIODS.get(reading.kind()), reading.quantity(), BigDecimal::add);
                }
            }
        }
        if (!upTo.isAfter(since)) {
            throw KarawattException.conflict(RecoveryErrors.NO_USE, account.accountNo(), since);
        }
        return new Use("READING", new Period(since, upTo), total, byPeriod, List.of());
    }

    private RatingInput input(AccountTerms account, Tariff tariff, TariffPlan plan, Use use) {
        BillingMonth month = BillingMonth.of(use.days().to().minusDays(1));
        int months = month.year() * 12 + month.month() - BillingMonth.of(use.days().from()).year() * 12
                - BillingMonth.of(use.days().from()).month() + 1;
        RatingInput.Builder input = RatingInput.builder(account.accountNo(), use.days(), month).monthsCovered(months);
        prices.facts(account, tariff.assignment(), use.days(), BigDecimal.ZERO).accept(input);
        if (plan.touPeriods().isEmpty()) {
            input.activeKwh(use.kwh());
        } else if (use.curves().isEmpty()) {
            input.activeKwh(use.kwh());
            use.byPeriod().forEach(input::touKwh);
        } else {
            HourlyQuantities.into(input, new AccountFacts.Hourly(use.curves(), Map.of(), Map.of(), List.of()), plan, use.days(),
                    account.accountId());
        }
        return input.build();
    }
}
