package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.BillingService.EnergyBalance;
import org.karawatt.billing.api.BillingService.Sum;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.billing.spi.RecoveryPosting;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.internal.calc.Chart;
import org.karawatt.ledger.internal.store.PaymentStore;
import org.karawatt.ledger.internal.store.PlanStore;
import org.karawatt.ledger.internal.store.ReceivableStore;
import org.karawatt.ledger.internal.store.ReceivableStore.NewReceivable;
import org.karawatt.ledger.internal.store.TransferStore;
import org.karawatt.ledger.internal.store.TransferStore.Transfer;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Books issued bills and recoveries and proves months. Two COPY statements, a look for plans and for advances each, and one reservation of
 * ids per batch.
 *
 * <p>Billing needs this service to run, so this one must not wait for billing: it takes billing when a proof is asked for.
 */
@Component(service = {BillPosting.class, RecoveryPosting.class})
public final class DefaultBillPosting implements BillPosting, RecoveryPosting {

    private final UnitOfWork work;
    private final Numbering numbering;
    private final ReceivableStore receivables;
    private final TransferStore transfers;
    private final PaymentStore payments;
    private final Advances advances;
    private final Plans plans;
    private final PlanStore planStore;
    private volatile ComponentServiceObjects<BillingService> billing;

    @Activate
    public DefaultBillPosting(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference LedgerBasics basics) {
        this.work = work;
        this.numbering = numbering;
        this.receivables = new ReceivableStore(bulk);
        this.transfers = new TransferStore(bulk);
        this.payments = new PaymentStore(bulk);
        this.advances = new Advances(bulk, numbering);
        this.plans = new Plans(bulk, numbering, advances);
        this.planStore = new PlanStore(bulk);
    }

    /** Billing comes; not fetched before it is needed, because fetching it here would close a circle. */
    @Reference(service = BillingService.class, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBilling(ComponentServiceObjects<BillingService> objects) {
        billing = objects;
    }

    /** Billing goes, unless another one has come already. */
    void unbindBilling(ComponentServiceObjects<BillingService> objects) {
        if (billing == objects) {
            billing = null;
        }
    }

    @Override
    public void post(List<IssuedBill> bills) {
        if (bills.isEmpty()) {
            return;
        }
        List<Transfer> booked = entries(bills);
        work.required(() -> {
            List<NewReceivable> owed = plans.book(bills);
            insert(booked);
            advances.use(owed, bills.get(0).issuedOn());
        });
    }

    @Override
    public void reverse(List<ReversedBill> bills) {
        if (bills.isEmpty()) {
            return;
        }
        List<IssuedBill> reversals = bills.stream().map(ReversedBill::reversal).toList();
        List<Transfer> booked = entries(reversals);
        work.required(() -> {
            advances.free(bills);
            // they only take away what was billed, and nobody owes or is owed them
            receivables.insert(reversals.stream().map(bill -> NewReceivable.ofBill(bill, BigDecimal.ZERO, "BILL")).toList());
            insert(booked);
            plans.takeBack(bills);
        });
    }

    @Override
    public void charge(IssuedBill recovery) {
        List<Transfer> booked = entries(List.of(recovery));
        List<NewReceivable> owed = List.of(NewReceivable.ofBill(recovery, recovery.amount(), ReceivableStore.RECOVERY));
        work.required(() -> {
            receivables.insert(owed);
            insert(booked);
            advances.use(owed, recovery.issuedOn());
        });
    }

    @Override
    public void refund(IssuedBill recovery, String decidedBy, Instant at) {
        List<Transfer> booked = entries(List.of(recovery));
        List<NewReceivable> nothingOpen = List.of(NewReceivable.ofBill(recovery, BigDecimal.ZERO, ReceivableStore.RECOVERY));
        work.required(() -> {
            receivables.insert(nothingOpen);
            insert(booked);
            advances.grant(recovery, decidedBy, at);
            advances.use(nothingOpen, recovery.issuedOn());
        });
    }

    @Override
    public void takeBack(ReversedBill recovery) {
        IssuedBill reversal = recovery.reversal();
        List<Transfer> booked = entries(List.of(reversal));
        List<NewReceivable> nothingOpen = List.of(NewReceivable.ofBill(reversal, BigDecimal.ZERO, ReceivableStore.RECOVERY));
        work.required(() -> {
            advances.free(List.of(recovery));
            receivables.insert(nothingOpen);
            insert(booked);
            advances.use(nothingOpen, reversal.issuedOn());
        });
    }

    @Override
    public BigDecimal balance(long accountId) {
        return work.readOnly(() -> payments.advance(accountId).subtract(receivables.open(accountId)));
    }

    private void insert(List<Transfer> booked) {
        if (!booked.isEmpty()) {
            transfers.insert(numbering.block(Numbering.ID, booked.size()), booked);
        }
    }

    private static List<Transfer> entries(List<IssuedBill> bills) {
        List<Transfer> booked = new ArrayList<>(bills.size() * 2);
        for (IssuedBill bill : bills) {
            BigDecimal sum = bill.amounts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.compareTo(bill.amount()) != 0) {
                throw new IllegalArgumentException("bill " + bill.billId() + ": components " + sum + ", amount " + bill.amount());
            }
            for (Chart.Entry entry : Chart.ofBill(bill.amounts())) {
                booked.add(new Transfer(bill.issuedOn(), bill.month(), entry, bill.accountId(), bill.officeId(), TransferStore.BILL,
                        bill.billId()));
            }
        }
        return booked;
    }

    @Override
    public List<ProofCheck> prove(BillingMonth month, String officePath) {
        ComponentServiceObjects<BillingService> objects = billing;
        BillingService service = objects == null ? null : objects.getService();
        if (service == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "billing");
        }
        try {
            return work.readOnly(() -> checks(month, officePath, service));
        } finally {
            objects.ungetService(service);
        }
    }

    private List<ProofCheck> checks(BillingMonth month, String path, BillingService service) {
        List<ProofCheck> checks = new ArrayList<>();
        Sum bills = service.amountBilled(month, path);
        ReceivableStore.Sums owed = receivables.sums(month, path);
        checks.add(new ProofCheck("bills = receivables (number)", Long.toString(bills.count()), Long.toString(owed.count()),
                bills.count() == owed.count()));
        checks.add(equal("bills = receivables (yuan)", bills.amount(), owed.amount()));
        checks.add(equal("receivables = ledger 1122 (yuan)", owed.amount(),
                transfers.net(Chart.RECEIVABLES, month, path, TransferStore.BILL)));
        Map<String, BigDecimal> components = service.componentsBilled(month, path);
        BigDecimal funds = Chart.funds(components);
        BigDecimal shared = Chart.shared(components);
        checks.add(equal("funds billed = ledger 2241 (yuan)", funds,
                transfers.net(Chart.FUNDS, month, path, TransferStore.BILL).negate()));
        checks.add(equal("shared energy billed = ledger 224101 (yuan)", shared,
                transfers.net(Chart.SHARED, month, path, TransferStore.BILL).negate()));
        checks.add(equal("billed without funds and shared energy = ledger 6001 (yuan)", bills.amount().subtract(funds).subtract(shared),
                transfers.net(Chart.REVENUE, month, path, TransferStore.BILL).negate()));
        checks.add(equal("open = receivables - allocations (yuan)", owed.amount().subtract(receivables.allocated(month, path))
                .add(transfers.net(Chart.RECEIVABLES, month, path, TransferStore.PLAN)), owed.open()));
        checks.add(equal("balances of plans = ledger 112201 (yuan)", planStore.sum(month, path),
                transfers.net(Chart.PLANS, month, path, TransferStore.PLAN)));
        EnergyBalance energy = service.energyBalance(month, path);
        checks.add(new ProofCheck("energy read = billed + of accounts without bill (kWh)",
                plain(energy.read().add(energy.adjusted())), plain(energy.billed().add(energy.unbilled())), energy.holds()));
        PaymentStore.Sums paid = payments.sums(month, path);
        BigDecimal kept = paid.amount().subtract(payments.paidOut(month, path));
        checks.add(equal("payments - paid out = allocations + advances (yuan)", kept,
                payments.allocated(month, path).add(paid.unallocated())));
        checks.add(equal("advances = ledger 2203 (yuan)", paid.unallocated(),
                transfers.net(Chart.ADVANCES, month, path, TransferStore.PAYMENT).negate()));
        checks.add(equal("payments - paid out = ledger 1002 (yuan)", kept, transfers.net(Chart.BANK, month, path, TransferStore.PAYMENT)));
        checks.add(equal("late fees paid = ledger 6051 (yuan)", paid.lateFee(),
                transfers.net(Chart.LATE_FEES, month, path, TransferStore.PAYMENT).negate()));
        checks.add(equal("debits = credits (yuan)", transfers.side("debit", month, path), transfers.side("credit", month, path)));
        return checks;
    }

    private static ProofCheck equal(String name, BigDecimal expected, BigDecimal actual) {
        return new ProofCheck(name, plain(expected), plain(actual), expected.compareTo(actual) == 0);
    }

    private static String plain(BigDecimal figure) {
        return figure.signum() == 0 ? "0" : figure.toPlainString();
    }
}
