package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
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
    private static final BigDecimal LOWER_BAND = new BigDecimal("0.95");

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
    public void check(RatingContext context, Faults faults) {
        RatingInput input = context.input();
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
        boolean floor = method == DemandMethod.CONTRACT_DEMAND && prices.contractFloor() != null;
        List<CapacityShare> shares = shares(input, faults);
        if (shares == null) {
            return;
        }
        if ((!byDemand || prices.loadDiscount() != null || floor) && shares.isEmpty()
                && input.twoPart().changes().isEmpty()) {
            faults.add("capacity", RatingErrors.CAPACITY_MISSING, account);
        }
        for (CapacityShare share : shares) {
            negative(account, "capacity.kva", share.kva(), faults);
            if (share.percent() != null) {
                negative(account, "capacity.percent", share.percent(), faults);
            }
            long most = Math.max(input.period().days(), daysOfMonth(input));
            if (share.days() != null && (share.days() < 0 || share.days() > most)) {
                faults.add("capacity.days", RatingErrors.CAPACITY_DAYS, account, share.days(), most);
            }
        }
        if (byDemand && context.totalKwh() != null && context.maxDemandKw() == null
                && (input.maxDemandKw() == null || input.maxDemandKw().signum() >= 0)) {
            faults.add("maxDemandKw", RatingErrors.MAX_DEMAND_MISSING, account);
        }
        if (method == DemandMethod.CONTRACT_DEMAND) {
            if (input.contractDemandKw() == null) {
                faults.add("contractDemandKw", RatingErrors.CONTRACT_DEMAND_MISSING, account);
            } else if (input.contractDemandKw().signum() <= 0) {
                faults.add("contractDemandKw", RatingErrors.CONTRACT_DEMAND_ZERO, account);
            } else if (floor && prices.contractFloor().below() == CapacityPrices.ContractFloor.Below.REFUSE) {
                BigDecimal least = floor(input, shares);
                if (input.contractDemandKw().compareTo(least) < 0) {
                    faults.add("contractDemandKw", RatingErrors.CONTRACT_BELOW_FLOOR, account, input.contractDemandKw(), least,
                            averageCapacity(input, shares), floorPercent(input));
                }
            }
        }
    }

    private static void negative(String account, String field, BigDecimal value, Faults faults) {
        if (value.signum() < 0) {
            faults.add(field, RatingErrors.NEGATIVE_QUANTITY, account, field, value);
        }
    }

    private List<CapacityShare> shares(RatingInput input, Faults faults) {
        return CapacityDays.shares(input, prices, faults);
    }

    private BigDecimal floorPercent(RatingInput input) {
        BigDecimal own = input.twoPart().contractFloorPercent();
        return own != null ? own : prices.contractFloor().percent();
    }

    private BigDecimal floor(RatingInput input, List<CapacityShare> shares) {
        return averageCapacity(input, shares).multiply(floorPercent(input)).divide(HUNDRED);
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
        List<CapacityShare> shares = shares(input, new Faults());
        for (int i = 0; i < shares.size(); i++) {
            CapacityShare share = shares.get(i);
            BigDecimal price = share.percent() == null ? prices.capacityPrice()
                    : prices.capacityPrice().multiply(share.percent()).divide(HUNDRED).stripTrailingZeros();
            if (price.signum() == 0 && prices.capacityPrice().signum() > 0) {
                held(context, share, daysOfMonth);
                continue;
            }
            BigDecimal monthly = share.kva().multiply(price);
            BigDecimal exact = share.days() == null
                    ? monthly.multiply(BigDecimal.valueOf(input.monthsCovered()))
                    : monthly.multiply(BigDecimal.valueOf(share.days())).divide(BigDecimal.valueOf(daysOfMonth), 20, RoundingMode.HALF_UP);
            RatedLine line = context.add(Components.CAPACITY, Components.CAPACITY, null, 0, share.kva(), "kVA", price, exact);
            if (context.tracing()) {
                TraceNode.Builder node = TraceNode.of(share.days() == null ? "rating.capacity.month" : "rating.capacity.days")
                        .with("capacity", share.kva()).with("price", price);
                if (share.days() == null) {
                    node.with("months", input.monthsCovered());
                } else {
                    node.with("days", share.days()).with("daysOfMonth", daysOfMonth);
                }
                node.with("amount", line.amount());
                context.trace(share.percent() == null ? node.build()
                        : node.child(TraceNode.of("rating.capacity.held").with("percent", share.percent())
                                .with("listPrice", prices.capacityPrice()).build()).build());
            }
        }
    }

    /** Sealed capacity that costs nothing brings no line, only its explanation. */
    private static void held(RatingContext context, CapacityShare share, int daysOfMonth) {
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.capacity.free").with("capacity", share.kva())
                    .with("days", share.days() == null ? daysOfMonth : share.days()).with("daysOfMonth", daysOfMonth).build());
        }
    }

    /** Days that make a whole month's charge. The month of a period from the 25th to the 25th is the one in which it begins. */
    private int daysOfMonth(RatingInput input) {
        return prices.dayRule() == CapacityPrices.DayRule.THIRTIETH ? 30 : BillingMonth.of(input.period().from()).days();
    }

    private void demand(RatingContext context) {
        RatingInput input = context.input();
        BigDecimal actual = context.maxDemandKw();
        BigDecimal billed = actual;
        TraceNode.Builder node = null;
        if (input.demandMethod() == DemandMethod.CONTRACT_DEMAND) {
            BigDecimal contract = input.contractDemandKw();
            if (prices.contractFloor() != null) {
                BigDecimal least = floor(input, shares(input, new Faults()));
                if (least.compareTo(contract) > 0) {
                    context.trace(TraceNode.of("rating.demand.floor").with("contract", contract).with("floor", least)
                            .with("percent", floorPercent(input)).build());
                    contract = least;
                }
            }
            BigDecimal limit = contract.multiply(prices.limitPercent()).divide(HUNDRED);
            BigDecimal over = actual.subtract(limit);
            boolean banded = prices.overContract() == CapacityPrices.OverContract.BANDED;
            if (over.signum() <= 0) {
                billed = banded ? actual.max(contract.multiply(LOWER_BAND)) : contract;
                node = context.tracing() ? TraceNode.of(banded ? "rating.demand.band" : "rating.demand.within") : null;
            } else {
                BigDecimal start = prices.overContract() == CapacityPrices.OverContract.FROM_LIMIT ? limit : contract;
                BigDecimal above = banded ? actual.subtract(contract) : over;
                billed = start.add(above.multiply(prices.overFactor()));
                node = context.tracing() ? TraceNode.of("rating.demand.over").with("over", above).with("start", start)
                        .with("factor", prices.overFactor()) : null;
            }
            if (node != null) {
                node.with("contract", contract).with("limit", limit).with("limitPercent", prices.limitPercent()).with("actual", actual);
            }
        } else if (context.tracing()) {
            node = TraceNode.of("rating.demand.actual").with("actual", actual);
        }
        BigDecimal price = prices.demandPrice();
        TraceNode discount = null;
        if (prices.loadDiscount() != null) {
            BigDecimal kva = averageCapacity(input, shares(input, new Faults()));
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
        BigDecimal monthly = billed.multiply(price);
        Integer days = input.twoPart().demandDays();
        BigDecimal exact = days == null ? monthly.multiply(BigDecimal.valueOf(input.monthsCovered()))
                : monthly.multiply(BigDecimal.valueOf(days)).divide(BigDecimal.valueOf(daysOfMonth(input)), 20, RoundingMode.HALF_UP);
        RatedLine line = context.add(Components.DEMAND, Components.DEMAND, null, 0, billed, "kW", price, exact);
        if (node != null) {
            node.with("billed", billed).with("price", price).with("amount", line.amount());
            if (discount != null) {
                node.child(discount);
            }
            if (days != null) {
                node.child(TraceNode.of("rating.demand.days").with("days", days).with("daysOfMonth", daysOfMonth(input)).build());
            }
            context.trace(node.build());
        }
    }

    /** Capacity in force, weighted by its days; sealed capacity does not count, nor does its part of the contract floor. */
    private static BigDecimal averageCapacity(RatingInput input, List<CapacityShare> shares) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal days = BigDecimal.valueOf(input.period().days());
        for (CapacityShare share : shares) {
            if (share.percent() == null) {
                sum = sum.add(share.days() == null ? share.kva()
                        : share.kva().multiply(BigDecimal.valueOf(share.days())).divide(days, 4, RoundingMode.HALF_UP));
            }
        }
        return sum;
    }
}
