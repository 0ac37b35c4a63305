package org.karawatt.ledger.api;

import java.util.Collection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Receivables, bookings and proofs. Reading needs {@code ledger.read}, proving {@code ledger.prove}; limited to the caller's
 * offices. Thread-safe.
 */
@ProviderType
public interface LedgerService {

    /** Receivables of an account, newest month first, at most 500, with today's late fee. */
    List<Receivable> receivables(CallContext context, String accountNo);

    /** Receivables of at most 500 bills by bill id, with today's late fee; those of other offices are absent. */
    Map<Long, Receivable> ofBills(CallContext context, Collection<Long> billIds);

    /** Receivables that are open, oldest due date first; every filter may be null. */
    Page<Receivable> open(CallContext context, BillingMonth month, String officeCode, boolean overdueOnly, PageRequest page);

    Arrears arrears(CallContext context, BillingMonth month, String officeCode);

    /**
     * Streams the accounts below an office path that owe at least an amount which was due before a day, in id order, with the principal
     * that is open of it in yuan. For runs: no scope check.
     *
     * @param atLeast above zero
     */
    void overdue(String officePath, LocalDate dueBefore, BigDecimal atLeast, OverdueConsumer consumer);

    /** Receives one account that owes. */
    @FunctionalInterface
    interface OverdueConsumer {
        void accept(long accountId, BigDecimal open);
    }

    /** Balances of the ledger accounts over everything booked. */
    List<Balance> balances(CallContext context);

    /**
     * Proves a month below an office: sum of bills = receivables = ledger, energy read = energy billed for billed accounts,
     * payments less what was paid out = allocations + advances, debits = credits.
     */
    Proof prove(CallContext context, BillingMonth month, String officeCode);
}
