package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;

/**
 * Everything that one bill is computed from. Immutable and thread-safe; made with {@link #builder}. Stored with the bill, so that the
 * bill can be computed again. What is null was not measured or does not apply: whether the tariff needs it is decided by
 * {@link Rater#rate}, and what it needs and does not find is an error, never a zero.
 *
 * @param accountNo account number, for messages and the explanation; never null
 * @param period days that the bill covers; never null, closed
 * @param billingMonth month that the bill counts for; never null
 * @param monthsCovered months of allowance and of capacity charge in this bill, 1 for a monthly reader
 * @param activeKwh active energy of all registers in kWh after multiplier and losses; null when not read
 * @param touKwh active energy by time-of-use register in kWh; a register that was not read is absent; never null
 * @param reactiveKvarh reactive energy in kvarh, forward plus backward; null when not read
 * @param maxDemandKw highest demand of the period in kW, lines added; null when not read
 * @param capacity capacity in force, in kVA by days; empty when not recorded; never null
 * @param contractDemandKw contracted demand in kW; null when there is none
 * @param demandMethod chosen method of the capacity part, never null
 * @param powerFactorStandard standard to keep, never null
 * @param householdPeople people in the household, for the multi-person allowance; null when not registered
 * @param extraMonths months of this year for which the multi-person allowance is granted (the month of application counts); null means
 *     all months in force; only used with yearly tiers
 * @param tierExempt outside the tiers, priced at the tariff's price for such customers
 * @param yearMonthsInForce months of the year in which the account exists, a part month counts as one; 12 for a whole year, 13 or 14
 *     when the reading day has moved
 * @param yearKwhBefore kWh billed in this year before this bill; null when unknown
 * @param yearTierKwhBefore the same by tier, as {@link RatedBill#tiers()} of the bill before told; null when it is to be worked out from
 *     {@code yearKwhBefore}; needed when the allowance has changed within the year
 * @param fixed agreed quantities of other classes, never null
 */
public record RatingInput(String accountNo, Period period, BillingMonth billingMonth, int monthsCovered, BigDecimal activeKwh,
        Map<TouPeriod, BigDecimal> touKwh, BigDecimal reactiveKvarh, BigDecimal maxDemandKw, List<CapacityShare> capacity,
        BigDecimal contractDemandKw, DemandMethod demandMethod, PowerFactorStandard powerFactorStandard, Integer householdPeople,
        Integer extraMonths, boolean tierExempt, int yearMonthsInForce, BigDecimal yearKwhBefore, List<BigDecimal> yearTierKwhBefore,
        List<FixedQuantity> fixed) {

    public RatingInput {
        Map<TouPeriod, BigDecimal> registers = new EnumMap<>(TouPeriod.class);
        registers.putAll(touKwh);
        touKwh = Collections.unmodifiableMap(registers);
        capacity = List.copyOf(capacity);
        yearTierKwhBefore = yearTierKwhBefore == null ? null : List.copyOf(yearTierKwhBefore);
        fixed = List.copyOf(fixed);
    }

    /** Starts an input for one month, single-part, without power factor, whole year in force. */
    public static Builder builder(String accountNo, Period period, BillingMonth billingMonth) {
        return new Builder(accountNo, period, billingMonth);
    }

    /** Collects an input; not thread-safe. Texts of decimals are not accepted here: parse them where they come from. */
    public static final class Builder {
        private static final int MAX_DIGITS = 60;

        private final String accountNo;
        private final Period period;
        private final BillingMonth billingMonth;
        private int monthsCovered = 1;
        private BigDecimal activeKwh;
        private final Map<TouPeriod, BigDecimal> touKwh = new EnumMap<>(TouPeriod.class);
        private BigDecimal reactiveKvarh;
        private BigDecimal maxDemandKw;
        private final List<CapacityShare> capacity = new ArrayList<>(1);
        private BigDecimal contractDemandKw;
        private DemandMethod demandMethod = DemandMethod.NONE;
        private PowerFactorStandard powerFactorStandard = PowerFactorStandard.NONE;
        private Integer householdPeople;
        private Integer extraMonths;
        private boolean tierExempt;
        private int yearMonthsInForce = 12;
        private BigDecimal yearKwhBefore;
        private List<BigDecimal> yearTierKwhBefore;
        private final List<FixedQuantity> fixed = new ArrayList<>(0);

        private Builder(String accountNo, Period period, BillingMonth billingMonth) {
            this.accountNo = accountNo;
            this.period = period;
            this.billingMonth = billingMonth;
        }

        public Builder monthsCovered(int months) {
            this.monthsCovered = months;
            return this;
        }

        /** @param kwh total active energy; null when not read */
        public Builder activeKwh(BigDecimal kwh) {
            this.activeKwh = kwh;
            return this;
        }

        /** @param kwh energy of one register; null leaves it not read */
        public Builder touKwh(TouPeriod tou, BigDecimal kwh) {
            if (kwh == null) {
                touKwh.remove(tou);
            } else {
                touKwh.put(tou, kwh);
            }
            return this;
        }

        public Builder reactiveKvarh(BigDecimal kvarh) {
            this.reactiveKvarh = kvarh;
            return this;
        }

        public Builder maxDemandKw(BigDecimal kw) {
            this.maxDemandKw = kw;
            return this;
        }

        /** Capacity for the whole period. */
        public Builder capacityKva(BigDecimal kva) {
            capacity.add(CapacityShare.wholePeriod(kva));
            return this;
        }

        /** Capacity for some days; add one for each section of the period. */
        public Builder capacityKva(BigDecimal kva, int days) {
            capacity.add(new CapacityShare(kva, days));
            return this;
        }

        public Builder contractDemandKw(BigDecimal kw) {
            this.contractDemandKw = kw;
            return this;
        }

        public Builder demandMethod(DemandMethod method) {
            this.demandMethod = method;
            return this;
        }

        public Builder powerFactorStandard(PowerFactorStandard standard) {
            this.powerFactorStandard = standard;
            return this;
        }

        public Builder householdPeople(Integer people) {
            this.householdPeople = people;
            return this;
        }

        public Builder extraMonths(Integer months) {
            this.extraMonths = months;
            return this;
        }

        public Builder tierExempt(boolean exempt) {
            this.tierExempt = exempt;
            return this;
        }

        public Builder yearMonthsInForce(int months) {
            this.yearMonthsInForce = months;
            return this;
        }

        public Builder yearKwhBefore(BigDecimal kwh) {
            this.yearKwhBefore = kwh;
            return this;
        }

        public Builder yearTierKwhBefore(List<BigDecimal> kwh) {
            this.yearTierKwhBefore = kwh;
            return this;
        }

        public Builder fixed(String item, BigDecimal kwh) {
            fixed.add(new FixedQuantity(item, kwh));
            return this;
        }

        /** Digits and decimals beyond this are no measurement and would make the arithmetic grow without bound. */
        private static void bounded(String field, BigDecimal value, Faults faults) {
            if (value != null && (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS)) {
                faults.add(field, RatingErrors.NUMBER_RANGE, value.precision() + " digits, scale " + value.scale());
            }
        }

        /**
         * The input.
         *
         * @throws org.karawatt.kernel.error.KarawattException of kind INVALID when account, period or month is missing or senseless
         */
        public RatingInput build() {
            Faults faults = new Faults()
                    .text("accountNo", accountNo, 64)
                    .required("period", period)
                    .required("billingMonth", billingMonth)
                    .required("demandMethod", demandMethod)
                    .required("powerFactorStandard", powerFactorStandard);
            if (period != null && period.to() == null) {
                faults.add("period", RatingErrors.OPEN_PERIOD);
            }
            if (monthsCovered < 1 || monthsCovered > 24) {
                faults.add("monthsCovered", RatingErrors.MONTHS_OUT_OF_RANGE, monthsCovered, 1, 24);
            }
            if (yearMonthsInForce < 1 || yearMonthsInForce > 14) {
                faults.add("yearMonthsInForce", RatingErrors.MONTHS_OUT_OF_RANGE, yearMonthsInForce, 1, 14);
            }
            if (extraMonths != null && (extraMonths < 0 || extraMonths > 14)) {
                faults.add("extraMonths", RatingErrors.MONTHS_OUT_OF_RANGE, extraMonths, 0, 14);
            }
            bounded("activeKwh", activeKwh, faults);
            touKwh.forEach((tou, kwh) -> bounded("touKwh." + tou, kwh, faults));
            bounded("reactiveKvarh", reactiveKvarh, faults);
            bounded("maxDemandKw", maxDemandKw, faults);
            capacity.forEach(share -> bounded("capacity", share.kva(), faults));
            bounded("contractDemandKw", contractDemandKw, faults);
            bounded("yearKwhBefore", yearKwhBefore, faults);
            if (yearTierKwhBefore != null) {
                yearTierKwhBefore.forEach(kwh -> bounded("yearTierKwhBefore", kwh, faults));
            }
            fixed.forEach(quantity -> bounded("fixed", quantity.kwh(), faults));
            faults.throwIfAny();
            return new RatingInput(accountNo, period, billingMonth, monthsCovered, activeKwh, touKwh, reactiveKvarh, maxDemandKw, capacity,
                    contractDemandKw, demandMethod, powerFactorStandard, householdPeople, extraMonths, tierExempt, yearMonthsInForce,
                    yearKwhBefore, yearTierKwhBefore, fixed);
        }
    }
}
