package org.karawatt.tariff.internal.service;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.rating.TariffPlan;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.MarketPricesDraft;
import org.karawatt.tariff.api.MarketService;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.tariff.api.PriceCallDraft;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.internal.store.MarketStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Market prices and called periods. */
@Component
public final class DefaultMarketService implements MarketService {

    private static final String READ = "tariff.read";
    private static final String WRITE = "tariff.write";
    private static final Pattern MARKET = Pattern.compile("[A-Z][A-Z0-9_-]{0,39}");
    private static final int MAX_DECIMALS = 10;
    private static final int MAX_WHOLE_DIGITS = 6;
    private static final int QUARTER = 15;

    private final TariffCatalog catalog;
    private final UnitOfWork work;
    private final MarketStore store;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final BusinessClock clock;

    @Activate
    public DefaultMarketService(@Reference TariffCatalog catalog,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock) {
        this.catalog = catalog;
        this.work = work;
        this.store = new MarketStore(bulk, clock::zone);
        this.numbering = numbering;
        this.audit = audit;
        this.clock = clock;
    }

    private record Slot(String market, LocalDate day) {
    }

    @Override
    public int take(CallContext context, List<MarketPricesDraft> days) {
        context.require(WRITE);
        if (days.isEmpty() || days.size() > MAX_DAYS) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 1, MAX_DAYS);
        }
        Faults faults = new Faults();
        Set<Slot> seen = new HashSet<>();
        for (int i = 0; i < days.size(); i++) {
            MarketPricesDraft day = days.get(i);
            check(day, "[" + i + "].", faults);
            if (!seen.add(new Slot(day.market(), day.day()))) {
                faults.add("[" + i + "].day", TariffErrors.MARKET_TWICE, String.valueOf(day.market()), String.valueOf(day.day()));
            }
        }
        faults.throwIfAny();
        return work.required(() -> {
            Map<Slot, MarketPrices> known = known(days);
            List<MarketPrices> fresh = new ArrayList<>();
            for (MarketPricesDraft day : days) {
                MarketPrices before = known.get(new Slot(day.market(), day.day()));
                DayCurve prices = new DayCurve(day.prices());
                if (before == null || !before.prices().text().equals(prices.text())) {
                    fresh.add(new MarketPrices(day.market(), day.day(), prices, before == null ? 0 : before.revision() + 1));
                }
            }
            if (!fresh.isEmpty()) {
                try {
                    store.insert(fresh, context.user(), clock.now());
                } catch (DuplicateKeyException e) {
                    throw KarawattException.conflict(KernelErrors.STALE_VERSION);
                }
            }
            audit.record(context, "tariff.market-prices.taken", "market", null, fresh.size() + " of " + days.size() + " days");
            return fresh.size();
        });
    }

    private static void check(MarketPricesDraft day, String at, Faults faults) {
        if (day.market() == null || !MARKET.matcher(day.market()).matches()) {
            faults.add(at + "market", TariffErrors.BAD_VALUE, String.valueOf(day.market()));
        }
        faults.required(at + "day", day.day());
        List<BigDecimal> prices = day.prices();
        if (prices == null || !DayCurve.fits(prices.size()) || prices.stream().anyMatch(price -> price == null
                || price.stripTrailingZeros().scale() > MAX_DECIMALS || price.precision() - price.scale() > MAX_WHOLE_DIGITS)) {
            faults.add(at + "prices", TariffErrors.MARKET_PRICES);
        }
    }

    private Map<Slot, MarketPrices> known(List<MarketPricesDraft> days) {
        Map<Slot, MarketPrices> known = new HashMap<>();
        Set<String> markets = new TreeSet<>();
        days.forEach(day -> markets.add(day.market()));
        List<LocalDate> sorted = days.stream().map(MarketPricesDraft::day).sorted().toList();
        Period span = new Period(sorted.get(0), sorted.get(sorted.size() - 1).plusDays(1));
        markets.forEach(market -> store.prices(market, span).forEach(day -> known.put(new Slot(market, day.day()), day)));
        return known;
    }

    @Override
    public List<MarketPrices> prices(CallContext context, String market, Period period) {
        context.require(READ);
        requireShort(period);
        return prices(market, period);
    }

    private static void requireShort(Period period) {
        if (period.to() == null || period.days() > MAX_DAYS) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 1, MAX_DAYS);
        }
    }

    @Override
    public PriceCall call(CallContext context, PriceCallDraft draft) {
        context.require(WRITE);
        Faults faults = new Faults().text("tariffCode", draft.tariffCode(), 60).required("from", draft.from()).required("to", draft.to())
                .text("period", draft.period(), 16);
        faults.throwIfAny();
        checkTime(draft, faults);
        checkPeriod(draft, faults);
        faults.throwIfAny();
        return work.required(() -> {
            store.overlapping(draft.tariffCode(), draft.from(), draft.to()).ifPresent(other -> {
                throw KarawattException.conflict(TariffErrors.CALL_OVERLAP, other.from());
            });
            PriceCall made = new PriceCall(numbering.nextId(), draft.tariffCode(), draft.from(), draft.to(), draft.period(), context.user(),
                    clock.now(), null);
            store.insert(made);
            audit.record(context, "tariff.period.called", "call", made.id(), made.tariffCode() + " " + made.period() + " " + made.from());
            return made;
        });
    }

    private void checkTime(PriceCallDraft draft, Faults faults) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.now(), clock.zone());
        boolean quarters = draft.from().getMinute() % QUARTER == 0 && draft.to().getMinute() % QUARTER == 0
                && draft.from().getSecond() + draft.to().getSecond() + draft.from().getNano() + draft.to().getNano() == 0;
        Duration length = Duration.between(draft.from(), draft.to());
        if (!quarters || length.isNegative() || length.isZero() || length.toDays() > 1 || !draft.from().isAfter(now)) {
            faults.add("from", TariffErrors.CALL_TIME, draft.from(), draft.to());
        }
    }

    private void checkPeriod(PriceCallDraft draft, Faults faults) {
        TariffPlan plan = catalog.plan(draft.tariffCode(), draft.from().toLocalDate()).plan();
        if (plan.touPeriods().stream().noneMatch(period -> period.name().equals(draft.period()))) {
            faults.add("period", TariffErrors.CALL_PERIOD, draft.tariffCode(), draft.period());
        }
    }

    @Override
    public PriceCall withdraw(CallContext context, long callId) {
        context.require(WRITE);
        return work.required(() -> {
            PriceCall call = store.find(callId).orElseThrow(() -> KarawattException.notFound(TariffErrors.CALL_UNKNOWN, callId));
            LocalDateTime now = LocalDateTime.ofInstant(clock.now(), clock.zone());
            if (call.withdrawnBy() != null || !call.from().isAfter(now) || !store.withdraw(callId, context.user())) {
                throw KarawattException.conflict(TariffErrors.CALL_BEGUN, callId);
            }
            audit.record(context, "tariff.period.withdrawn", "call", callId, call.tariffCode() + " " + call.from());
            return store.find(callId).orElseThrow();
        });
    }

    @Override
    public List<PriceCall> calls(CallContext context, String tariffCode, Period period) {
        context.require(READ);
        requireShort(period);
        return work.readOnly(() -> store.calls(tariffCode, period, false));
    }

    @Override
    public List<MarketPrices> prices(String market, Period period) {
        return work.readOnly(() -> store.prices(market, period));
    }

    @Override
    public List<PriceCall> calls(String tariffCode, Period period) {
        return work.readOnly(() -> store.calls(tariffCode, period, true));
    }
}
