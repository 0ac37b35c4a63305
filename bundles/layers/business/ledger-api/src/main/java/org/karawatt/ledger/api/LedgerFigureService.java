package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Receivables and payments as figures, for those who add them up elsewhere, such as marts. Reading needs {@code ledger.read} and is
 * limited to the caller's offices. Rows are handed over one by one inside one read-only unit of work and are fetched by the thousand;
 * the consumer must not wait for anything. Thread-safe.
 */
@ProviderType
public interface LedgerFigureService {

    /** Months of the bills that receivables stand for, oldest first. */
    List<BillingMonth> receivableMonths(CallContext context);

    /** Calendar months from the first to the last in which money was received. */
    List<BillingMonth> paymentMonths(CallContext context);

    /** The receivables of the bills of a month, by id. */
    void receivables(CallContext context, BillingMonth month, Consumer<ReceivableFigure> consumer);

    /** Money received in a calendar month and not reversed, by id. */
    void payments(CallContext context, BillingMonth paidIn, Consumer<PaymentFigure> consumer);

    /** Sums of the receivables of the bills of a month, by office. */
    List<ReceivableSum> receivableSums(CallContext context, BillingMonth month);

    /** Sums of the money received in a calendar month and not reversed, by office. */
    List<PaymentSum> paymentSums(CallContext context, BillingMonth paidIn);

    /**
     * A receivable; its id is the bill's, or its own when it is owed to a budget plan. Amounts in yuan.
     *
     * @param amount what was billed; zero for what is owed to a budget plan, which has taken over bills that count themselves
     */
    record ReceivableFigure(long id, long accountId, BillingMonth month, long officeId, String usageClass, BigDecimal amount,
            BigDecimal open, LocalDate dueOn) {
    }

    /** A payment; the amount in yuan, late fees and advances included. */
    record PaymentFigure(long id, long accountId, long officeId, LocalDate paidOn, String channel, BigDecimal amount) {
    }

    /** Number and sums of receivables, yuan. */
    record ReceivableSum(long officeId, long count, BigDecimal amount, BigDecimal open) {
    }

    /** Number and sum of payments, yuan. */
    record PaymentSum(long officeId, long count, BigDecimal amount) {
    }
}
