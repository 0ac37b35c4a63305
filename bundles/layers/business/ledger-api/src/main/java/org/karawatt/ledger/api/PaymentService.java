package org.karawatt.ledger.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.function.LongConsumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/** Payments. Reading needs {@code payment.read}, booking {@code payment.write}. Thread-safe. */
@ProviderType
public interface PaymentService {

    /**
     * Books a payment once per idempotency key: late fees and oldest debts first, the rest is held as advance. A repeat with the
     * same key and content returns the first answer; the same key with other content is a CONFLICT.
     */
    Payment receive(CallContext context, PaymentDraft draft, String idempotencyKey);

    /** Payments of an account, newest first. */
    Page<Payment> payments(CallContext context, String accountNo, PageRequest page);

    /** A payment with its allocations; unknown or another office's is NOT_FOUND. */
    Payment payment(CallContext context, long id);

    /**
     * Books the payments of a bank file: CSV in UTF-8 with header and the columns {@code reference,account_no,amount,paid_on}.
     * Streams, commits in chunks; a reference is booked once whatever file it comes in.
     */
    BankFileReport importBankFile(CallContext context, String channel, String fileName, InputStream csv, LongConsumer progress);

    Reconciliation reconcile(CallContext context, LocalDate businessDate);

    /** Writes the open debts of an office and below as a bank debit file with the columns of the import. */
    void exportDebts(CallContext context, BillingMonth month, String officeCode, OutputStream out);
}
