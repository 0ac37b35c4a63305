package org.karawatt.billing.spi;

import java.math.BigDecimal;
import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Books recoveries beside bills, and tells what is left of what an account has paid. Called inside the unit of work that decides the
 * recovery, so that both commit together. Exactly one is used: the one with the highest service ranking.
 */
@ConsumerType
public interface RecoveryPosting {

    /** Books what a customer owes as a receivable of its own, which is paid like a bill; the amount is above zero. */
    void charge(IssuedBill recovery);

    /**
     * Books a refund, whose amount and components are below zero: revenue goes down, and the customer has an advance that pays what falls
     * due from now on.
     *
     * @param decidedBy who has approved it
     * @param at when
     */
    void refund(IssuedBill recovery, String decidedBy, Instant at);

    /**
     * Takes back what {@link #charge} has booked: nothing is owed any longer, and what was paid on it is an advance again.
     *
     * @param recovery the opposite amounts, in the month of the charge
     * @throws UnsupportedOperationException unless it is implemented
     */
    default void takeBack(ReversedBill recovery) {
        throw new UnsupportedOperationException("recoveries cannot be taken back");
    }

    /** Advances of an account less what is open of its receivables, yuan. */
    BigDecimal balance(long accountId);
}
