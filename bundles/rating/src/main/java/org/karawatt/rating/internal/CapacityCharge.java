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
    /** Decimals of amounts by days, before they are rounded to the currency. */
    private static final int EXACT = 20;

    /** Of a single-part tariff, so that a chosen method is a fault. */
    public static final CapacityCharge NONE = new CapacityCharge(null);

    private final CapacityPrices prices;

    /** @param prices null for a single-part tariff, so that a chosen method is a fault */
    public CapacityCharge(CapacityPrices prices) {
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
            faults.add("demandMethod", RatingErrors.METHOD_NOT_OFFERED, account, context.plan().key().code(), method);
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
            if (share.days() != null) {
                long most = Math.max(input.period().days(), monthDays(input));
                if (share.days() < 0 || share.days() > most) {
                    faults.add("capacity.days", RatingErrors.CAPACITY_DAYS, account, share.days(), most);
                }
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
                BigDecimal capacity = averageCapacity(input, shares);
                if (input.contractDemandKw().multiply(HUNDRED).compareTo(capacity.multiply(floorPercent(input))) < 0) {
                    faults.add("contractDemandKw", RatingErrors.CONTRACT_BELOW_FLOOR, account, input.contractDemandKw(),
                            floor(input, shares), capacity, floorPercent(input));
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

    /** The same after the check, which has found no faults. */
    private List<CapacityShare> shares(RatingInput input) {
        return shares(input, new Faults());
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
        List<CapacityShare> shares = shares(input);
        for (int i = 0; i < shares.size(); i++) {
            CapacityShare share = shares.get(i);
            BigDecimal price = share.percent() == null ? prices.capacityPrice()
                    : prices.capacityPrice().multiply(share.percent()).divide(HUNDRED).stripTrailingZeros();
            if (price.signum() == 0 && prices.capacityPrice().signum() > 0) {
                free(context, share);
                continue;
            }
            RatedLine line = context.add(Components.CAPACITY, Components.CAPACITY, null, 0, share.kva(), "kVA", price,
                    forDays(input, share.kva().multiply(price), share.days()));
            if (context.tracing()) {
                boolean months = share.days() == null && input.twoPart().stretchOf() == null;
                TraceNode.Builder node = TraceNode.of(months ? "rating.capacity.month" : "rating.capacity.days")
                        .with("capacity", share.kva()).with("price", price);
                if (months) {
                    node.with("months", input.monthsCovered());
                } else {
                    node.with("days", days(input, share.days())).with("daysOfMonth", daysOfMonth(input));
                }
                if (share.percent() != null) {
                    node.child(TraceNode.of("rating.capacity.held").with("percent", share.percent())
                            .with("listPrice", prices.capacityPrice()).build());
                }
                context.trace(node.with("amount", line.amount()).build());
            }
        }
    }

    /** Sealed capacity that costs nothing brings no line, only its explanation. */
    private void free(RatingContext context, CapacityShare share) {
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.capacity.free").with("capacity", share.kva()).with("days", days(context.input(), share.days()))
                    .with("daysOfMonth", daysOfMonth(context.input())).build());
        }
    }

    private static int days(RatingInput input, Integer days) {
        return days == null ? (int) input.period().days() : days;
    }

    /**
     * Days that make a month's charge. The month of a period from the 25th to the 25th is the one in which it begins; in a stretch of a
     * bill the days of that bill make its months.
     */
    private BigDecimal daysOfMonth(RatingInput input) {
        Integer whole = input.twoPart().stretchOf();
        if (whole != null) {
            return input.monthsCovered() == 1 ? BigDecimal.valueOf(whole)
                    : BigDecimal.valueOf(whole).divide(BigDecimal.valueOf(input.monthsCovered()), 2, RoundingMode.HALF_UP);
        }
        return BigDecimal.valueOf(monthDays(input));
    }

    private int monthDays(RatingInput input) {
        return prices.dayRule() == CapacityPrices.DayRule.THIRTIETH ? 30 : BillingMonth.of(input.period().from()).days();
    }

    /** The charge of some days out of that of a month; null days are the whole period. */
    private BigDecimal forDays(RatingInput input, BigDecimal monthly, Integer days) {
        Integer whole = input.twoPart().stretchOf();
        if (whole != null) {
            return monthly.multiply(BigDecimal.valueOf((long) input.monthsCovered() * days(input, days)))
                    .divide(BigDecimal.valueOf(whole), EXACT, RoundingMode.HALF_UP);
        }
        return days == null ? monthly.multiply(BigDecimal.valueOf(input.monthsCovered()))
                : monthly.multiply(BigDecimal.valueOf(days)).divide(BigDecimal.valueOf(monthDays(input)), EXACT, RoundingMode.HALF_UP);
    }

    /** Whether all capacity was sealed and nothing drew on it nevertheless. */
    private static boolean rests(RatingContext context, List<CapacityShare> shares) {
        if (shares.isEmpty() || context.maxDemandKw().signum() != 0) {
            return false;
        }
        for (CapacityShare share : shares) {
            if (share.percent() == null) {
                return false;
            }
        }
        return true;
    }

    private void demand(RatingContext context) {
        RatingInput input = context.input();
        List<CapacityShare> shares = shares(input);
        boolean rests = rests(context, shares);
        if (rests && prices.hold().percent().signum() == 0) {
            free(context, new CapacityShare(shares.stream().map(CapacityShare::kva).reduce(BigDecimal.ZERO, BigDecimal::max), null));
            return;
        }
        boolean byContract = input.demandMethod() == DemandMethod.CONTRACT_DEMAND;
        BigDecimal contract = byContract ? contract(input, shares) : null;
        boolean over = byContract
                && context.maxDemandKw().multiply(HUNDRED).compareTo(contract.multiply(prices.limitPercent())) > 0;
        TraceNode.Builder node = context.tracing() ? TraceNode.of(key(byContract, over)) : null;
        BigDecimal billed = byContract ? billed(context, contract, over, node) : context.maxDemandKw();
        boolean used = used(context, shares);
        BigDecimal price = used ? prices.demandPrice().multiply(prices.loadDiscount().factor()) : prices.demandPrice();
        price = rests ? price.multiply(prices.hold().percent()).divide(HUNDRED).stripTrailingZeros() : price;
        Integer days = input.twoPart().demandDays();
        RatedLine line = context.add(Components.DEMAND, Components.DEMAND, null, 0, billed, "kW", price,
                forDays(input, billed.multiply(price), days));
        if (node != null) {
            node.with("actual", context.maxDemandKw()).with("billed", billed).with("price", price).with("amount", line.amount());
            if (used) {
                node.child(discount(context, shares, price));
            }
            if (days != null || input.twoPart().stretchOf() != null) {
                node.child(TraceNode.of("rating.demand.days").with("days", days(input, days)).with("daysOfMonth", daysOfMonth(input)).build());
            } else if (input.monthsCovered() != 1) {
                node.child(TraceNode.of("rating.demand.months").with("months", input.monthsCovered()).build());
            }
            context.trace(node.build());
        }
    }

    private String key(boolean byContract, boolean over) {
        if (!byContract) {
            return "rating.demand.actual";
        }
        if (over) {
            return "rating.demand.over";
        }
        return prices.overContract() == CapacityPrices.OverContract.BANDED ? "rating.demand.band" : "rating.demand.within";
    }

    /** The contract demand, or the floor where it is lower and the floor is billed. */
    private BigDecimal contract(RatingInput input, List<CapacityShare> shares) {
        boolean raised = prices.contractFloor() != null && prices.contractFloor().below() == CapacityPrices.ContractFloor.Below.RAISE;
        return raised ? input.contractDemandKw().max(floor(input, shares)) : input.contractDemandKw();
    }

    /**
     * The demand that is billed under a contract. The limit is worked out where it is billed or told, since dividing costs most.
     *
     * @param isOver whether the demand is above the limit
     */
    private BigDecimal billed(RatingContext context, BigDecimal contract, boolean isOver, TraceNode.Builder node) {
        RatingInput input = context.input();
        BigDecimal actual = context.maxDemandKw();
        boolean banded = prices.overContract() == CapacityPrices.OverContract.BANDED;
        if (contract.compareTo(input.contractDemandKw()) > 0) {
            context.trace(TraceNode.of("rating.demand.floor").with("contract", input.contractDemandKw()).with("floor", contract)
                    .with("percent", floorPercent(input)).build());
        }
        BigDecimal limit = isOver || node != null ? contract.multiply(prices.limitPercent()).divide(HUNDRED) : null;
        if (node != null) {
            node.with("contract", contract).with("limit", limit).with("limitPercent", prices.limitPercent());
        }
        if (!isOver) {
            return banded ? actual.max(contract.multiply(LOWER_BAND)) : contract;
        }
        BigDecimal start = prices.overContract() == CapacityPrices.OverContract.FROM_LIMIT ? limit : contract;
        BigDecimal over = actual.subtract(banded ? contract : limit);
        if (node != null) {
            node.with("over", over).with("start", start).with("factor", prices.overFactor());
        }
        return start.add(over.multiply(prices.overFactor()));
    }

    /** Whether the capacity was used well enough for the lower price; a stretch of a bill is measured by its part of the time. */
    private boolean used(RatingContext context, List<CapacityShare> shares) {
        if (prices.loadDiscount() == null) {
            return false;
        }
        BigDecimal kva = averageCapacity(context.input(), shares);
        return kva.signum() > 0
                && context.totalKwh().compareTo(forDays(context.input(), kva.multiply(prices.loadDiscount().kwhPerKva()), null)) >= 0;
    }

    private TraceNode discount(RatingContext context, List<CapacityShare> shares, BigDecimal price) {
        CapacityPrices.LoadDiscount rule = prices.loadDiscount();
        BigDecimal kva = averageCapacity(context.input(), shares);
        return TraceNode.of("rating.demand.discount").with("kwh", context.totalKwh()).with("capacity", kva)
                .with("perKva", context.totalKwh().divide(forDays(context.input(), kva, null), 2, RoundingMode.HALF_UP))
                .with("threshold", rule.kwhPerKva()).with("percent", rule.factor().movePointRight(2).stripTrailingZeros())
                .with("listPrice", prices.demandPrice()).with("price", price).build();
    }

    /** Capacity in force, weighted by its days; sealed capacity does not count, nor does its part of the contract floor. */
    private static BigDecimal averageCapacity(RatingInput input, List<CapacityShare> shares) {
        BigDecimal sum = BigDecimal.ZERO;
        for (CapacityShare share : shares) {
            if (share.percent() == null) {
                sum = sum.add(share.days() == null ? share.kva() : share.kva().multiply(BigDecimal.valueOf(share.days()))
                        .divide(BigDecimal.valueOf(input.period().days()), 4, RoundingMode.HALF_UP));
            }
        }
        return sum;
    }
}
