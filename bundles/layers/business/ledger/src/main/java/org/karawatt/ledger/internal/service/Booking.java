package org.karawatt.ledger.internal.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.ledger.internal.calc.Allocator;
import org.karawatt.ledger.internal.calc.Allocator.Allocated;
import org.karawatt.ledger.internal.calc.Chart;
import org.karawatt.ledger.internal.calc.Debt;
import org.karawatt.ledger.internal.calc.LateFees;
import org.karawatt.ledger.internal.store.BasicsStore;
import org.karawatt.ledger.internal.store.PaymentStore;
import org.karawatt.ledger.internal.store.PaymentStore.BookedPayment;
import org.karawatt.ledger.internal.store.PaymentStore.NewPayment;
import org.karawatt.ledger.internal.store.ReceivableStore;
import org.karawatt.ledger.internal.store.TransferStore;
import org.karawatt.ledger.internal.store.TransferStore.Transfer;
import org.karawatt.persistence.store.BulkStore;

/**
 * Payments that are booked together: the debts of their accounts are locked, the payments allocated in memory, everything written
 * at once. The number of statements does not depend on the number of payments. Lives inside one unit of work, on one thread.
 */
final class Booking {

    private final Numbering numbering;
    private final ReceivableStore receivables;
    private final PaymentStore payments;
    private final TransferStore transfers;
    private final LocalDate today;
    private final LateFees fees;
    private final Map<Long, List<Debt>> debts;
    private final List<BookedPayment> booked = new ArrayList<>();

    /** Locks the open receivables of the accounts. */
    Booking(BulkStore bulk, Numbering numbering, LocalDate today, Collection<Long> accountIds) {
        this.numbering = numbering;
        this.receivables = new ReceivableStore(bulk);
        this.payments = new PaymentStore(bulk);
        this.transfers = new TransferStore(bulk);
        this.today = today;
        this.debts = receivables.lockOpen(accountIds);
        this.fees = new LateFees(new BasicsStore(bulk).lateFees());
    }

    /** Allocates a payment. One that cannot be allocated throws {@link KarawattException} and leaves the others as they are. */
    Allocated add(NewPayment payment) {
        Allocated allocated = Allocator.allocate(debts.getOrDefault(payment.accountId(), List.of()), fees, payment.amount(),
                payment.paidOn());
        booked.add(new BookedPayment(payment, allocated));
        return allocated;
    }

    /** Writes payments, allocations, transfers and what is left of the receivables. */
    void write() {
        if (booked.isEmpty()) {
            return;
        }
        List<Transfer> entries = new ArrayList<>();
        int parts = 0;
        for (BookedPayment b : booked) {
            NewPayment p = b.payment();
            parts += b.allocated().parts().size();
            for (Chart.Entry entry : Chart.ofPayment(b.allocated())) {
                entries.add(new Transfer(today, BillingMonth.of(p.paidOn()), entry, p.accountId(), p.officeId(), TransferStore.PAYMENT,
                        p.id()));
            }
        }
        long ids = numbering.block(Numbering.ID, parts + entries.size());
        payments.insert(booked, ids);
        transfers.insert(ids + parts, entries);
        List<Debt> changed = debts.values().stream().flatMap(List::stream).filter(Debt::changed).toList();
        if (!changed.isEmpty()) {
            receivables.update(changed);
        }
    }
}
