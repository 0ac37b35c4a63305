package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.CapacityShare;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.tariff.CapacityPrices;

/** The capacity part of a two-part tariff, by the method that the customer has chosen (rules C.8). */
public final class CapacityCharge implements Charge {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final String tariffCode;
    private final CapacityPrices prices;

    /** @param prices null for a single-part tariff, so that a chosen method is a fault */
    public CapacityCharge(String tariffCode, CapacityPrices prices) {
        this.tariffCode = tariffCode;
        this.prices = prices;
    }

    @Override
    public String method() {
        return "CAPACITY";
    }

    @Override
    public void check(RatingInput input, Faults faults) {
        DemandMethod method = input.demandMethod();
        String account = input.accountNo();
        boolean offered = switch (method) {
            case NONE -> prices == null;
            case CAPACITY -> prices != null && prices.capacityPrice() != null;
            default -> prices != null && prices.demandPrice() != null;
        };
        if (!offered) {
            faults.add("demandMethod", RatingErrors.METHOD_NOT_OFFERED, account, tariffCode, method);
            return;
        }
        if (method == DemandMethod.NONE) {
            return;
        }
        boolean byDemand = method != DemandMethod.CAPACITY;
        if ((!byDemand || prices.loadDiscount() != null) && input.capacity().isEmpty()) {
            faults.add("capacity", RatingErrors.CAPACITY_MISSING, account);
        }
        for (CapacityShare share : input.capacity()) {
            negative(account, "capacity.kva", share.kva(), faults);
            long most = Math.max(input.period().days(), daysOfMonth(input));
            if (share.days() != null && (share.days() < 0 || share.days() > most)) {
                faults.add("capacity.days", RatingErrors.CAPACITY_DAYS, account, share.days(), most);
            }
        }
        if (byDemand) {
            if (input.maxDemandKw() == null) {
                faults.add("maxDemandKw", RatingErrors.MAX_DEMAND_MISSING, account);
            } else {
                negative(account, "maxDemandKw", input.maxDemandKw(), faults);
            }
        }
        if (method == DemandMethod.CONTRACT_DEMAND) {
            if (input.contractDemandKw() == null) {
                faults.add("contractDemandKw", RatingErrors.CONTRACT_DEMAND_MISSING, account);
            } else if (input.contractDemandKw().signum() <= 0) {
                faults.add("contractDemandKw", RatingErrors.CONTRACT_DEMAND_ZERO, account);
            }
        }
    }

    private static void negative(String account, String field, BigDecimal value, Faults faults) {
        if (value.signum() < 0) {
            faults.add(field, RatingErrors.NEGATIVE_QUANTITY, account, field, value);
        }
    }

    @Override
    public void apply(RatingContext context) {
        switch (context.input().demandMethod()) {
            case CAPACITY -> capacity(context);
            case CONTRACT_DEMAND, ACTUAL_DEMAND -> demand(context);
            default -> {
                // a single-part tariff has no line here
            }
        }
    }

    private void capacity(RatingContext context) {
        RatingInput input = context.input();
        int daysOfMonth = daysOfMonth(input);
        for (CapacityShare share : input.capacity()) {
            BigDecimal monthly = share.kva().multiply(prices.capacityPrice());
            BigDecimal exact = share.days() == null
                    ? monthly.multiply(BigDecimal.valueOf(input.monthsCovered()))
                    : monthly.multiply(BigDecimal.valueOf(share.days())).divide(BigDecimal.valueOf(daysOfMonth), 20, RoundingMode.HALF_UP);
            RatedLine line = context.add(Components.CAPACITY, Components.CAPACITY, null, 0, share.kva(), "kVA", prices.capacityPrice(), exact);
            if (context.tracing()) {
                TraceNode.Builder node = TraceNode.of(share.days() == null ? "rating.capacity.month" : "rating.capacity.days")
                        .with("capacity", share.kva()).with("price", prices.capacityPrice());
                if (share.days() == null) {
                    node.with("months", input.monthsCovered());
                } else {
                    node.with("days", share.days()).with("daysOfMonth", daysOfMonth);
                }
                context.trace(node.with("amount", line.amount()).build());
            }
        }
    }

    /** Days that make a whole month's charge. The month of a period from the 25th to the 25th is the one in which it begins. */
    private int daysOfMonth(RatingInput input) {
        return prices.dayRule() == CapacityPrices.DayRule.THIRTIETH ? 30 : BillingMonth.of(input.period().from()).days();
    }

    private void demand(RatingContext context) {
        RatingInput input = context.input();
        BigDecimal actual = input.maxDemandKw();
        BigDecimal billed = actual;
        TraceNode.Builder node;
        if (input.demandMethod() == DemandMethod.CONTRACT_DEMAND) {
            BigDecimal contract = input.contractDemandKw();
            BigDecimal limit = contract.multiply(prices.limitPercent()).divide(HUNDRED);
            BigDecimal over = actual.subtract(limit);
            if (over.signum() <= 0) {
                billed = contract;
                node = TraceNode.of("rating.demand.within");
            } else {
                BigDecimal start = prices.overContract() == CapacityPrices.OverContract.FROM_LIMIT ? limit : contract;
                billed = start.add(over.multiply(TWO));
                node = TraceNode.of("rating.demand.over").with("over", over).with("start", start);
            }
            node.with("contract", contract).with("limit", limit).with("limitPercent", prices.limitPercent()).with("actual", actual);
        } else {
            node = TraceNode.of("rating.demand.actual").with("actual", actual);
        }
        BigDecimal price = prices.demandPrice();
        TraceNode discount = null;
        if (prices.loadDiscount() != null) {
            BigDecimal kva = averageCapacity(input);
            BigDecimal months = BigDecimal.valueOf(input.monthsCovered());
            BigDecimal needed = kva.multiply(months).multiply(prices.loadDiscount().kwhPerKva());
            if (kva.signum() > 0 && context.totalKwh().compareTo(needed) >= 0) {
                price = price.multiply(prices.loadDiscount().factor());
                if (context.tracing()) {
                    discount = TraceNode.of("rating.demand.discount").with("kwh", context.totalKwh()).with("capacity", kva)
                            .with("perKva", context.totalKwh().divide(kva.multiply(months), 2, RoundingMode.HALF_UP))
                            .with("threshold", prices.loadDiscount().kwhPerKva())
                            .with("percent", prices.loadDiscount().factor().movePointRight(2).stripTrailingZeros())
                            .with("listPrice", prices.demandPrice()).with("price", price).build();
                }
            }
        }
        BigDecimal exact = billed.multiply(price).multiply(BigDecimal.valueOf(input.monthsCovered()));
        RatedLine line = context.add(Components.DEMAND, Components.DEMAND, null, 0, billed, "kW", price, exact);
        if (context.tracing()) {
            node.with("billed", billed).with("price", price).with("amount", line.amount());
            context.trace(discount == null ? node.build() : node.child(discount).build());
        }
    }

    /** Capacity in force, weighted by its days. */
    private static BigDecimal averageCapacity(RatingInput input) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal days = BigDecimal.valueOf(input.period().days());
        for (CapacityShare share : input.capacity()) {
            sum = sum.add(share.days() == null ? share.kva()
                    : share.kva().multiply(BigDecimal.valueOf(share.days())).divide(days, 4, RoundingMode.HALF_UP));
        }
        return sum;
    }
}
