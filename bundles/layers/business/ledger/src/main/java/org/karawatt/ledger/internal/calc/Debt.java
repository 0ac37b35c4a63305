package org.karawatt.ledger.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A receivable while payments are allocated to it. Confined to the unit of work that has locked its row. */
public final class Debt {

    private final long id;
    private final long accountId;
    private final LocalDate dueOn;
    private final String usageClass;
    private final int version;
    private BigDecimal open;
    private BigDecimal feeAccrued;
    private BigDecimal feePaid;
    private LocalDate feeTo;
    private boolean changed;

    /**
     * A receivable as it is stored.
     *
     * @param feeAccrued late fee up to and including {@code feeTo}, before the minimum
     * @param feeTo last day that a late fee has been computed for; null when none has
     */
    public Debt(long id, long accountId, LocalDate dueOn, String usageClass, int version, BigDecimal open, BigDecimal feeAccrued,
            BigDecimal feePaid, LocalDate feeTo) {
        this.id = id;
        this.accountId = accountId;
        this.dueOn = dueOn;
        this.usageClass = usageClass;
        this.version = version;
        this.open = open;
        this.feeAccrued = feeAccrued;
        this.feePaid = feePaid;
        this.feeTo = feeTo;
    }

    void settle(LateFees.Due fee, BigDecimal feePart, BigDecimal principal) {
        feeAccrued = fee.accrued();
        feeTo = fee.to();
        feePaid = feePaid.add(feePart);
        open = open.subtract(principal);
        changed = true;
    }

    public long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    public LocalDate dueOn() {
        return dueOn;
    }

    public String usageClass() {
        return usageClass;
    }

    public int version() {
        return version;
    }

    public BigDecimal open() {
        return open;
    }

    public BigDecimal feeAccrued() {
        return feeAccrued;
    }

    public BigDecimal feePaid() {
        return feePaid;
    }

    public LocalDate feeTo() {
        return feeTo;
    }

    public boolean changed() {
        return changed;
    }
}
