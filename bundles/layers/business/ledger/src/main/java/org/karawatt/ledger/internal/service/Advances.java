package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.Payment.Allocation;
import org.karawatt.ledger.internal.calc.Allocator;
import org.karawatt.ledger.internal.calc.Allocator.Allocated;
import org.karawatt.ledger.internal.calc.Chart;
import org.karawatt.ledger.internal.calc.Debt;
import org.karawatt.ledger.internal.calc.LateFees;
import org.karawatt.ledger.internal.store.BasicsStore;
import org.karawatt.ledger.internal.store.PaymentStore;
import org.karawatt.ledger.internal.store.PaymentStore.Advance;
import org.karawatt.ledger.internal.store.PaymentStore.Change;
import org.karawatt.ledger.internal.store.PaymentStore.Settled;
import org.karawatt.ledger.internal.store.ReceivableStore;
import org.karawatt.ledger.internal.store.ReceivableStore.NewReceivable;
import org.karawatt.ledger.internal.store.TransferStore;
import org.karawatt.ledger.internal.store.TransferStore.Transfer;
import org.karawatt.persistence.store.BulkStore;

/**
 * Advances (预收): used for bills as they are issued, and come to be when a paid bill is reversed. Whatever moves between a payment's
 * parts is booked in the month in which it was paid, like the payment itself. Works inside the current unit of work. Thread-safe.
 */
final class Advances {

    /** Channel of what has not come in as money, of table {@code payment-channel}. */
    static final String REFUND_CHANNEL = "900";

    private final Numbering numbering;
    private final ReceivableStore receivables;
    private final PaymentStore payments;
    private final TransferStore transfers;
    private final BasicsStore basics;

    Advances(BulkStore bulk, Numbering numbering) {
        this.numbering = numbering;
        this.receivables = new ReceivableStore(bulk);
        this.payments = new PaymentStore(bulk);
        this.transfers = new TransferStore(bulk);
        this.basics = new BasicsStore(bulk);
    }

    /**
     * Uses the advances of accounts for debts that have just been booked, and what is left for debts that fell due after the money had
     * come; so advances never pay late fees. One query where nobody has an advance.
     */
    void use(List<NewReceivable> booked, LocalDate today) {
        Set<Long> accounts = new HashSet<>();
        Set<Long> fresh = new HashSet<>();
        for (NewReceivable debt : booked) {
            accounts.add(debt.accountId());
            fresh.add(debt.id());
        }
        accounts.retainAll(payments.withAdvance(accounts));
        if (accounts.isEmpty()) {
            return;
        }
        Map<Long, List<Debt>> debts = receivables.lockOpen(accounts);
        debts.values().forEach(own -> own.sort(Comparator.comparing(debt -> !fresh.contains(debt.id()))));
        LateFees fees = new LateFees(basics.lateFees());
        List<Change> changes = new ArrayList<>();
        List<Transfer> transferred = new ArrayList<>();
        for (Advance advance : payments.lockAdvances(accounts)) {
            List<Debt> own = debts.getOrDefault(advance.accountId(), List.of()).stream()
                    .filter(debt -> !debt.dueOn().isBefore(advance.paidOn())).toList();
            Allocated used = Allocator.allocate(own, fees, advance.amount(), advance.paidOn());
            if (used.parts().isEmpty()) {
                continue;
            }
            changes.add(new Change(advance.paymentId(), used.principal().negate(), BigDecimal.ZERO, used.parts()));
            transferred.add(transfer(advance, today, Chart.ADVANCES, Chart.RECEIVABLES, used.principal()));
        }
        write(changes, transferred);
        List<Debt> changed = debts.values().stream().flatMap(List::stream).filter(Debt::changed).toList();
        if (!changed.isEmpty()) {
            receivables.update(changed);
        }
    }

    /** Frees what was paid on reversed bills, late fees included: a debt that was wrong has not been late. */
    void free(List<ReversedBill> bills) {
        List<Change> changes = new ArrayList<>();
        List<Transfer> booked = new ArrayList<>();
        for (ReversedBill bill : bills) {
            receivables.settle(bill.originalId());
            LocalDate today = bill.reversal().issuedOn();
            for (Settled settled : payments.settled(bill.originalId())) {
                boolean isFee = Allocator.LATE_FEE.equals(settled.kind());
                changes.add(new Change(settled.advance().paymentId(), settled.advance().amount(),
                        isFee ? settled.advance().amount().negate() : BigDecimal.ZERO,
                        List.of(new Allocation(bill.originalId(), settled.kind(), settled.advance().amount().negate()))));
                booked.add(transfer(settled.advance(), today, isFee ? Chart.LATE_FEES : Chart.RECEIVABLES, Chart.ADVANCES,
                        settled.advance().amount()));
            }
        }
        write(changes, booked);
    }

    /**
     * Turns a refund into an advance: a payment of nothing that takes from the receivable of the refund what it holds as an advance, so that
     * the sums of receivables, payments and allocations agree without money having come in.
     */
    void grant(IssuedBill refund, String decidedBy, Instant at) {
        BigDecimal amount = refund.amount().negate();
        long payment = numbering.nextId();
        Advance advance = new Advance(payment, refund.accountId(), refund.officeId(), refund.issuedOn(), amount);
        payments.insertRefund(advance, REFUND_CHANNEL, decidedBy, at);
        write(List.of(new Change(payment, amount, BigDecimal.ZERO,
                List.of(new Allocation(refund.billId(), Allocator.PRINCIPAL, amount.negate())))),
                List.of(transfer(advance, refund.issuedOn(), Chart.RECEIVABLES, Chart.ADVANCES, amount)));
    }

    /**
     * Frees principal that was paid on receivables, the first of them first, up to an amount; the receivables themselves are left as they are.
     *
     * @return what was freed, by receivable
     */
    Map<Long, BigDecimal> free(List<Long> receivableIds, BigDecimal atMost, LocalDate today) {
        List<Change> changes = new ArrayList<>();
        List<Transfer> booked = new ArrayList<>();
        Map<Long, BigDecimal> freed = new LinkedHashMap<>();
        BigDecimal rest = atMost;
        for (long id : receivableIds) {
            for (Settled settled : rest.signum() == 0 ? List.<Settled>of() : payments.settled(id)) {
                BigDecimal part = Allocator.PRINCIPAL.equals(settled.kind()) ? settled.advance().amount().min(rest) : BigDecimal.ZERO;
                if (part.signum() > 0) {
                    changes.add(new Change(settled.advance().paymentId(), part, BigDecimal.ZERO,
                            List.of(new Allocation(id, Allocator.PRINCIPAL, part.negate()))));
                    booked.add(transfer(settled.advance(), today, Chart.RECEIVABLES, Chart.ADVANCES, part));
                    freed.merge(id, part, BigDecimal::add);
                    rest = rest.subtract(part);
                }
            }
        }
        write(changes, booked);
        return freed;
    }

    /** What of the advances is not needed for debts that are open; no lock is held. */
    BigDecimal payable(long accountId) {
        return payments.advance(accountId).subtract(receivables.open(accountId)).max(BigDecimal.ZERO);
    }

    /**
     * Pays out advances, the oldest first, and never what open debts need.
     *
     * @return what was paid out, by payment
     * @throws KarawattException CONFLICT when less can be paid out
     */
    Map<Long, BigDecimal> payOut(long accountId, BigDecimal amount, LocalDate today) {
        // debts before advances, as when advances are used, so that the two never wait for each other
        BigDecimal open = receivables.lockOpen(List.of(accountId)).values().stream().flatMap(List::stream).map(Debt::open)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Advance> held = payments.lockAdvances(List.of(accountId));
        BigDecimal payable = held.stream().map(Advance::amount).reduce(BigDecimal.ZERO, BigDecimal::add).subtract(open);
        if (payable.compareTo(amount) < 0) {
            throw KarawattException.conflict(LedgerErrors.PAYOUT_TOO_MUCH, payable.max(BigDecimal.ZERO).toPlainString(), amount.toPlainString());
        }
        List<Change> changes = new ArrayList<>();
        List<Transfer> booked = new ArrayList<>();
        Map<Long, BigDecimal> paid = new LinkedHashMap<>();
        BigDecimal rest = amount;
        for (Advance advance : held) {
            BigDecimal part = advance.amount().min(rest);
            if (part.signum() > 0) {
                changes.add(new Change(advance.paymentId(), part.negate(), BigDecimal.ZERO, List.of()));
                booked.add(transfer(advance, today, Chart.ADVANCES, Chart.BANK, part));
                paid.put(advance.paymentId(), part);
                rest = rest.subtract(part);
            }
        }
        write(changes, booked);
        return paid;
    }

    private static Transfer transfer(Advance advance, LocalDate today, Chart debit, Chart credit, BigDecimal amount) {
        return new Transfer(today, BillingMonth.of(advance.paidOn()), new Chart.Entry(debit, credit, amount), advance.accountId(),
                advance.officeId(), TransferStore.PAYMENT, advance.paymentId());
    }

    private void write(List<Change> changes, List<Transfer> booked) {
        if (changes.isEmpty()) {
            return;
        }
        int parts = changes.stream().mapToInt(change -> change.parts().size()).sum();
        long ids = numbering.block(Numbering.ID, parts + booked.size());
        payments.change(changes, ids);
        transfers.insert(ids + parts, booked);
    }
}
