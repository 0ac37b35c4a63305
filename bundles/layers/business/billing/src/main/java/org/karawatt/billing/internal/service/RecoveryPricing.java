package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.internal.calc.EnergyPricer;
import org.karawatt.billing.internal.calc.NormalUse;
import org.karawatt.billing.internal.calc.PricedEnergy;
import org.karawatt.billing.internal.calc.PutRight;
import org.karawatt.billing.internal.calc.RecoveryInputs;
import org.karawatt.billing.internal.calc.RecoveryValue;
import org.karawatt.billing.internal.service.AccountPrices.Tariff;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.tariff.api.TariffService;

/** Finds the rules and prices that a draft is computed with. Works inside the current unit of work. Thread-safe. */
final class RecoveryPricing {

    private static final String RESIDENTIAL = "RESIDENTIAL";
    private static final String NO_DEMAND = "NONE";
    /** The rules that a kind follows; the others follow none that is data. */
    private static final Map<RecoveryKind, List<RecoveryValue>> RULES = Map.of(
            RecoveryKind.METER_ERROR, List.of(RecoveryValue.METER_ERROR_SHARE),
            RecoveryKind.THEFT, List.of(RecoveryValue.THEFT_MULTIPLE, RecoveryValue.THEFT_DAYS, RecoveryValue.POWER_HOURS,
                    RecoveryValue.LIGHTING_HOURS),
            RecoveryKind.LOWER_PRICE, List.of(RecoveryValue.LOWER_PRICE_MULTIPLE, RecoveryValue.LOWER_PRICE_DAYS, RecoveryValue.POWER_HOURS,
                    RecoveryValue.LIGHTING_HOURS),
            RecoveryKind.OVER_CAPACITY, List.of(RecoveryValue.OVER_CAPACITY_MULTIPLE, RecoveryValue.OVER_CAPACITY_EACH,
                    RecoveryValue.MONTH_DAYS),
            RecoveryKind.SEALED_EQUIPMENT, List.of(RecoveryValue.SEALED_MULTIPLE, RecoveryValue.SEALED_EACH, RecoveryValue.MONTH_DAYS),
            RecoveryKind.METER_TAMPERING, List.of(RecoveryValue.TAMPERING_RESIDENTIAL, RecoveryValue.TAMPERING_OTHERS),
            RecoveryKind.TEMPORARY_SUPPLY, List.of(RecoveryValue.TEMPORARY_HALF_TERM));

    private final CustomerService customers;
    private final TariffService tariffs;
    private final RecoveryStore store;
    private final AccountPrices prices;

    RecoveryPricing(CustomerService customers, TariffService tariffs, RecoveryStore store, OpeningStore openings) {
        this.customers = customers;
        this.tariffs = tariffs;
        this.store = store;
        this.prices = new AccountPrices(tariffs, store, openings);
    }

    /** What has been found so far, item by item. */
    private record Found(List<PricedEnergy> used, List<PricedEnergy> right, List<NormalUse> normal) {
    }

    /**
     * Completes a draft that has been checked.
     *
     * @throws KarawattException INVALID with all faults; CONFLICT when a rule is missing
     */
    RecoveryInputs inputs(AccountTerms account, RecoveryDraft draft) {
        Map<String, RecoveryRule> rules = rules(draft);
        AccountTerms terms = customers.terms(account.accountId(), account.accountId(), draft.onDay()).stream().findFirst().orElse(account);
        Faults faults = new Faults();
        boolean twoPart = isOfCapacity(draft.kind()) && isTwoPart(terms, draft, faults);
        multiple(draft, rules, twoPart, faults);
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (hasBills(terms, draft.normalMonths(), faults)) {
            for (int i = 0; i < draft.items().size(); i++) {
                item("items[" + i + "]", terms, draft, draft.items().get(i), rules, twoPart, found, faults);
            }
        }
        List<PricedEnergy> used = found.used();
        used.stream().map(PricedEnergy::currency).filter(currency -> !currency.equals(used.get(0).currency())).findFirst()
                .ifPresent(other -> faults.add("items", RecoveryErrors.OTHER_CURRENCY, used.get(0).currency(), other));
        faults.throwIfAny();
        return new RecoveryInputs(draft, RESIDENTIAL.equals(terms.usageClass()), twoPart, rules, used, found.right(), found.normal());
    }

    private boolean hasBills(AccountTerms terms, List<BillingMonth> months, Faults faults) {
        Set<BillingMonth> billed = months.isEmpty() ? Set.of() : store.billedMonths(terms.accountId(), months);
        List<BillingMonth> missing = months.stream().filter(month -> !billed.contains(month)).toList();
        missing.forEach(month -> faults.add("normalMonths", RecoveryErrors.NO_BILL, terms.accountNo(), month));
        return missing.isEmpty();
    }

    private Map<String, RecoveryRule> rules(RecoveryDraft draft) {
        Map<String, RecoveryRule> inForce = store.rules(draft.onDay());
        Map<String, RecoveryRule> needed = new LinkedHashMap<>();
        for (RecoveryValue value : RULES.getOrDefault(draft.kind(), List.of())) {
            RecoveryRule rule = inForce.get(value.name());
            if (rule == null) {
                throw KarawattException.conflict(RecoveryErrors.NO_RULE, value.name(), draft.onDay());
            }
            needed.put(value.name(), rule);
        }
        return needed;
    }

    private static boolean isOfCapacity(RecoveryKind kind) {
        return kind == RecoveryKind.OVER_CAPACITY || kind == RecoveryKind.SEALED_EQUIPMENT;
    }

    private boolean isTwoPart(AccountTerms terms, RecoveryDraft draft, Faults faults) {
        boolean[] twoPart = {false};
        told("onDay", faults, () -> {
            twoPart[0] = !NO_DEMAND.equals(prices.tariff(terms, new Period(draft.onDay(), draft.onDay().plusDays(1))).assignment().demandMethod());
            return null;
        });
        return twoPart[0];
    }

    /** The rule of the day fixes the multiple, or it is decided up to a ceiling and then has to be told. */
    private static void multiple(RecoveryDraft draft, Map<String, RecoveryRule> rules, boolean twoPart, Faults faults) {
        BigDecimal decided = draft.multiple();
        if (isOfCapacity(draft.kind()) && !twoPart) {
            if (decided != null) {
                faults.add("multiple", RecoveryErrors.NOT_OF_KIND);
            }
            return;
        }
        rules.values().stream().filter(rule -> rule.name().endsWith("_MULTIPLE")).forEach(rule -> {
            if (rule.ceiling() && decided == null) {
                faults.add("multiple", KernelErrors.REQUIRED);
            } else if (rule.ceiling() && decided.compareTo(rule.value()) > 0) {
                faults.add("multiple", RecoveryErrors.MULTIPLE_CEILING, rule.value().toPlainString());
            } else if (!rule.ceiling() && decided != null && decided.compareTo(rule.value()) != 0) {
                faults.add("multiple", RecoveryErrors.MULTIPLE_EXACT, rule.value().toPlainString());
            }
        });
    }

    private void item(String at, AccountTerms terms, RecoveryDraft draft, RecoveryItem item, Map<String, RecoveryRule> rules, boolean twoPart,
            Found found, Faults faults) {
        switch (draft.kind()) {
            case METER_ERROR, WRONG_WIRING, WRONG_MULTIPLIER, VOLTAGE_DROP, METERING_FAULT, BLOWN_FUSE ->
                add(found.used(), told(at, faults, () -> recorded(terms, draft, item, rules, found.normal())));
            case THEFT -> add(found.used(), told(at, faults, () -> perKwh(terms, draft.onDay(), item.tou())));
            case TEMPORARY_SUPPLY -> add(found.used(), told(at, faults, () -> perKwh(terms, item.from(), item.tou())));
            case LOWER_PRICE -> {
                PricedEnergy own = told(at, faults, () -> perKwh(terms, draft.onDay(), item.tou()));
                PricedEnergy due = told(at + ".tariffCode", faults, () -> {
                    TariffPlan plan = tariffs.plan(item.tariffCode(), draft.onDay()).plan();
                    return AccountPrices.perKwh(terms.accountNo(), plan, draft.onDay(), AccountPrices.period(plan, item.tou(), true));
                });
                if (own != null && due != null && due.unitPrice().compareTo(own.unitPrice()) <= 0) {
                    faults.add(at + ".tariffCode", RecoveryErrors.NOT_LOWER, item.tariffCode(), due.unitPrice(), own.unitPrice());
                }
                add(found.used(), own);
                add(found.right(), due);
            }
            case OVER_CAPACITY, SEALED_EQUIPMENT -> {
                if (twoPart) {
                    add(found.used(), told(at, faults, () -> capacity(at, terms, item)));
                }
            }
            case METER_TAMPERING -> {
                // a sum for each time, which no tariff tells
            }
        }
    }

    private PricedEnergy recorded(AccountTerms terms, RecoveryDraft draft, RecoveryItem item, Map<String, RecoveryRule> rules,
            List<NormalUse> normal) {
        Period days = new Period(item.from(), item.to());
        TouPeriod tou = AccountPrices.period(prices.tariff(terms, days).plan(), item.tou(), false);
        NormalUse use = null;
        if (!draft.normalMonths().isEmpty()) {
            use = store.normalUse(terms.accountId(), draft.normalMonths(), tou);
            normal.add(use);
        }
        BigDecimal kwh = PutRight.kwh(draft, item, use, rules);
        if (kwh.signum() == 0) {
            throw KarawattException.conflict(RecoveryErrors.NOTHING);
        }
        return prices.onTop(terms, days, tou, kwh);
    }

    private PricedEnergy perKwh(AccountTerms terms, LocalDate day, String tou) {
        TariffPlan plan = prices.tariff(terms, new Period(day, day.plusDays(1))).plan();
        return AccountPrices.perKwh(terms.accountNo(), plan, day, AccountPrices.period(plan, tou, true));
    }

    private PricedEnergy capacity(String at, AccountTerms terms, RecoveryItem item) {
        new Faults().required(at + ".from", item.from()).required(at + ".to", item.to()).throwIfAny();
        Tariff tariff = prices.tariff(terms, new Period(item.from(), item.to()));
        return EnergyPricer.capacity(tariff.plan(), terms.accountNo(), BillingMonth.of(item.from()));
    }

    private static void add(List<PricedEnergy> list, PricedEnergy priced) {
        if (priced != null) {
            list.add(priced);
        }
    }

    /** The result, or null and a fault at the field. */
    private static <T> T told(String field, Faults faults, Supplier<T> work) {
        try {
            return work.get();
        } catch (KarawattException e) {
            if (e.kind() == KarawattException.Kind.UNAVAILABLE) {
                throw e;
            }
            if (e.faults().isEmpty()) {
                faults.add(field, e.code(), e.args().toArray());
            }
            for (Fault fault : e.faults()) {
                faults.add(fault.field().startsWith("items") ? fault.field() : field, fault.code(), fault.args().toArray());
            }
            return null;
        }
    }
}
