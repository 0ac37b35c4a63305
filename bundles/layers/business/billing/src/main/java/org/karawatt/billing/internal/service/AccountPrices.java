package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.internal.calc.EnergyPricer;
import org.karawatt.billing.internal.calc.PricedEnergy;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.billing.internal.store.RecoveryStore.BilledEnergy;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffService;

/** What energy costs an account beside its bills, by its tariff of the days. Works inside the current unit of work. Thread-safe. */
final class AccountPrices {

    private static final int DECEMBER = 12;

    private final TariffService tariffs;
    private final RecoveryStore store;
    private final OpeningStore openings;

    AccountPrices(TariffService tariffs, RecoveryStore store, OpeningStore openings) {
        this.tariffs = tariffs;
        this.store = store;
        this.openings = openings;
    }

    /** What prices an account on all days of a period. */
    record Tariff(TariffAssignment assignment, TariffPlan plan) {
    }

    /**
     * The one tariff of all days.
     *
     * @throws KarawattException CONFLICT when there is none on the first day or it changes meanwhile
     */
    Tariff tariff(AccountTerms account, Period days) {
        List<TariffAssignment> found = tariffs.inForce(account.accountId(), account.accountId(), days);
        LocalDate last = days.to().minusDays(1);
        if (found.isEmpty() || found.get(0).validFrom().isAfter(days.from())) {
            throw KarawattException.conflict(RecoveryErrors.NO_TARIFF, account.accountNo(), days.from());
        }
        TariffAssignment only = found.get(0);
        TariffPlan plan = tariffs.plan(only.tariffCode(), days.from()).plan();
        if (found.size() > 1 || only.validTo() != null && only.validTo().isBefore(days.to())
                || !tariffs.plan(only.tariffCode(), last).plan().key().equals(plan.key())) {
            throw KarawattException.conflict(RecoveryErrors.TARIFF_CHANGES, account.accountNo(), days.from(), last);
        }
        return new Tariff(only, plan);
    }

    /** Energy on top of what the bills of the days have, so that it stands in the tiers behind that; a refund comes off their end. */
    PricedEnergy onTop(AccountTerms account, Period days, TouPeriod tou, BigDecimal kwh) {
        Tariff tariff = tariff(account, days);
        BigDecimal billed = store.billed(account.accountId(), BillingMonth.of(days.from()), BillingMonth.of(days.to().minusDays(1))).kwh()
                .max(BigDecimal.ZERO);
        BigDecimal before = kwh.signum() > 0 ? billed : billed.add(kwh).max(BigDecimal.ZERO);
        return EnergyPricer.price(tariff.plan(), account.accountNo(), days, tou, kwh.abs(), before, facts(account, tariff.assignment(), days, billed));
    }

    /** Price of one kWh on a day, of the first tier where there are tiers. */
    static PricedEnergy perKwh(String accountNo, TariffPlan plan, LocalDate day, TouPeriod tou) {
        return EnergyPricer.price(plan, accountNo, new Period(day, day.plusDays(1)), tou, BigDecimal.ONE, BigDecimal.ZERO,
                input -> input.yearKwhBefore(BigDecimal.ZERO));
    }

    /** @param billed kWh of bills of the days, which are not part of the use before */
    Consumer<RatingInput.Builder> facts(AccountTerms account, TariffAssignment assignment, Period days, BigDecimal billed) {
        BigDecimal year = kwhOfYear(account, BillingMonth.of(days.to().minusDays(1)));
        return input -> input.householdPeople(assignment.householdPeople()).tierExempt(assignment.tierExempt())
                .supplyBegan(account.openedOn()).yearKwhBefore(year == null ? null : year.subtract(billed).max(BigDecimal.ZERO));
    }

    /** All that has been billed of the year; null when it is not known, which is not zero. */
    private BigDecimal kwhOfYear(AccountTerms account, BillingMonth month) {
        int year = month.year();
        BilledEnergy billed = store.billed(account.accountId(), new BillingMonth(year * 100 + 1), new BillingMonth(year * 100 + DECEMBER));
        Opening opening = openings.find(account.accountId()).filter(found -> found.asOf().year() == year).orElse(null);
        if (opening == null && billed.bills() == 0 && month.month() > 1 && account.openedOn().getYear() < year) {
            return null;
        }
        return opening == null ? billed.kwh() : billed.kwh().add(opening.kwh());
    }

    /**
     * The period that energy belongs to.
     *
     * @param stated null when nobody has told it
     * @param flat whether it is the flat one then
     * @return null for a tariff without periods
     */
    static TouPeriod period(TariffPlan plan, String stated, boolean flat) {
        if (plan.touPeriods().isEmpty()) {
            return null;
        }
        TouPeriod period = stated != null ? TouPeriod.valueOf(stated) : flat ? TouPeriod.FLAT : null;
        if (period == null || !plan.touPeriods().contains(period)) {
            throw KarawattException.conflict(RecoveryErrors.PERIOD_NEEDED, plan.key().code(),
                    String.join(", ", plan.touPeriods().stream().map(Enum::name).toList()));
        }
        return period;
    }
}
