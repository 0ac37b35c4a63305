package org.karawatt.ledger.internal.calc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ledger accounts that the product books on, numbered as in the Chinese standard chart of accounts, and what is booked where. */
public enum Chart {
    BANK("1002", "银行存款", "Bank", "ASSET"),
    RECEIVABLES("1122", "应收电费", "Receivables", "ASSET"),
    PLANS("112201", "均衡付费结余", "Balances of budget plans", "ASSET"),
    ADVANCES("2203", "预收电费", "Advance payments", "LIABILITY"),
    FUNDS("2241", "代征基金", "Government funds payable", "LIABILITY"),
    SHARED("224101", "共享电量代收款", "Shared energy, to be paid on to producers", "LIABILITY"),
    REVENUE("6001", "电费收入", "Energy revenue", "INCOME"),
    LATE_FEES("6051", "违约金收入", "Late-fee income", "INCOME");

    private static final String FUND = "FUND";
    /** What members of a group pay for shared energy, and what its producer is credited with. */
    private static final Set<String> OF_GROUPS = Set.of("SHARED", "SHARED_SOLD");

    private final String code;
    private final String nameZh;
    private final String nameEn;
    private final String kind;

    Chart(String code, String nameZh, String nameEn, String kind) {
        this.code = code;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
        this.kind = kind;
    }

    /** One debit and one credit of the same amount, above zero. */
    public record Entry(Chart debit, Chart credit, BigDecimal amount) {
    }

    public String code() {
        return code;
    }

    public String nameZh() {
        return nameZh;
    }

    public String nameEn() {
        return nameEn;
    }

    public String kind() {
        return kind;
    }

    /**
     * Entries of a bill: funds are owed on to the state, and what members pay for shared energy to its producer, whose credit takes it up
     * again; everything else is revenue. Zero is not booked.
     */
    public static List<Entry> ofBill(Map<String, BigDecimal> amountsByComponent) {
        List<Entry> entries = new ArrayList<>(2);
        BigDecimal funds = funds(amountsByComponent);
        BigDecimal shared = shared(amountsByComponent);
        BigDecimal all = amountsByComponent.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        add(entries, RECEIVABLES, REVENUE, all.subtract(funds).subtract(shared));
        add(entries, RECEIVABLES, FUNDS, funds);
        add(entries, RECEIVABLES, SHARED, shared);
        return entries;
    }

    /** What of amounts by component is owed on to the state. */
    public static BigDecimal funds(Map<String, BigDecimal> amountsByComponent) {
        return amountsByComponent.getOrDefault(FUND, BigDecimal.ZERO);
    }

    /** What of amounts by component is owed on to producers of shared energy, less what they have been credited with. */
    public static BigDecimal shared(Map<String, BigDecimal> amountsByComponent) {
        return OF_GROUPS.stream().map(component -> amountsByComponent.getOrDefault(component, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Entries of a payment. */
    public static List<Entry> ofPayment(Allocator.Allocated allocated) {
        List<Entry> entries = new ArrayList<>(3);
        add(entries, BANK, RECEIVABLES, allocated.principal());
        add(entries, BANK, LATE_FEES, allocated.lateFee());
        add(entries, BANK, ADVANCES, allocated.unallocated());
        return entries;
    }

    /** Entry of a plan: what is added to its balance is no longer owed as a receivable, and the other way round. Zero is not booked. */
    public static List<Entry> ofPlan(BigDecimal amount) {
        List<Entry> entries = new ArrayList<>(1);
        add(entries, PLANS, RECEIVABLES, amount);
        return entries;
    }

    /** Entry of a late fee that a plan takes out of what it credits. */
    public static List<Entry> ofPlannedFee(BigDecimal amount) {
        List<Entry> entries = new ArrayList<>(1);
        add(entries, PLANS, LATE_FEES, amount);
        return entries;
    }

    /** A transfer is above zero, so a negative amount goes the other way round. */
    private static void add(List<Entry> entries, Chart debit, Chart credit, BigDecimal amount) {
        if (amount.signum() > 0) {
            entries.add(new Entry(debit, credit, amount));
        } else if (amount.signum() < 0) {
            entries.add(new Entry(credit, debit, amount.negate()));
        }
    }
}
