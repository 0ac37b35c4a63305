package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.Arrears;
import org.karawatt.ledger.api.Balance;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.Proof;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.ledger.internal.calc.LateFees;
import org.karawatt.ledger.internal.store.BasicsStore;
import org.karawatt.ledger.internal.store.ReceivableStore;
import org.karawatt.ledger.internal.store.ReceivableStore.Stored;
import org.karawatt.ledger.internal.store.TransferStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is owed and what has been booked; proofs are those of the posting that billing uses. */
@Component(service = LedgerService.class)
public final class DefaultLedgerService implements LedgerService {

    private static final String READ = "ledger.read";
    private static final int MAX_RECEIVABLES = 500;

    private final UnitOfWork work;
    private final BusinessClock clock;
    private final BillPosting posting;
    private final Accounts accounts;
    private final ReceivableStore receivables;
    private final TransferStore transfers;
    private final BasicsStore basics;

    @Activate
    public DefaultLedgerService(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference BusinessClock clock,
            @Reference LedgerBasics loaded, @Reference(policyOption = ReferencePolicyOption.GREEDY) BillPosting posting,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.clock = clock;
        this.posting = posting;
        this.accounts = new Accounts(customers, offices);
        this.receivables = new ReceivableStore(bulk);
        this.transfers = new TransferStore(bulk);
        this.basics = new BasicsStore(bulk);
    }

    @Override
    public List<Receivable> receivables(CallContext context, String accountNo) {
        context.require(READ);
        return work.readOnly(() -> {
            AccountTerms account = accounts.account(context, accountNo);
            return told(receivables.ofAccount(account.accountId(), MAX_RECEIVABLES), Map.of(account.accountId(), accountNo));
        });
    }

    @Override
    public Map<Long, Receivable> ofBills(CallContext context, Collection<Long> billIds) {
        context.require(READ);
        if (billIds.size() > MAX_RECEIVABLES) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_RECEIVABLES);
        }
        return work.readOnly(() -> {
            List<Stored> found = receivables.ofBills(billIds).stream().filter(r -> accounts.offices().covers(context, r.officeId())).toList();
            Map<Long, String> numbers = accounts.numbers(found.stream().map(Stored::accountId).toList());
            return told(found, numbers).stream().collect(Collectors.toMap(Receivable::id, r -> r));
        });
    }

    @Override
    public Page<Receivable> open(CallContext context, BillingMonth month, String officeCode, boolean overdueOnly, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> {
            Page<Stored> found = receivables.open(context.scope(), month, accounts.offices().visible(context, officeCode),
                    overdueOnly ? clock.today() : null, page);
            Map<Long, String> numbers = accounts.numbers(found.items().stream().map(Stored::accountId).toList());
            return Page.of(told(found.items(), numbers), page, found.total());
        });
    }

    private List<Receivable> told(List<Stored> stored, Map<Long, String> numbers) {
        LateFees fees = new LateFees(basics.lateFees());
        LocalDate today = clock.today();
        return stored.stream().map(r -> new Receivable(r.id(), r.number(), r.accountId(), numbers.get(r.accountId()),
                r.officeId(), r.month(), r.amount(), r.debt().open(), r.debt().dueOn(), r.debt().usageClass(),
                fees.shown(r.debt(), today).orElse(null), r.debt().version(), r.kind())).toList();
    }

    @Override
    public Arrears arrears(CallContext context, BillingMonth month, String officeCode) {
        context.require(READ);
        return work.readOnly(() -> receivables.arrears(context.scope(), month, accounts.offices().visible(context, officeCode),
                clock.today()));
    }

    @Override
    public void overdue(String officePath, LocalDate dueBefore, BigDecimal atLeast, OverdueConsumer consumer) {
        work.readOnly(() -> {
            receivables.overdue(officePath, dueBefore, atLeast, consumer);
            return null;
        });
    }

    @Override
    public List<Balance> balances(CallContext context) {
        context.require(READ);
        return work.readOnly(() -> transfers.balances(context.scope()));
    }

    @Override
    public Proof prove(CallContext context, BillingMonth month, String officeCode) {
        context.require("ledger.prove");
        new Faults().required("month", month).required("officeCode", officeCode).throwIfAny();
        String path = work.readOnly(() -> accounts.offices().visible(context, officeCode));
        return new Proof(month, officeCode, posting.prove(month, path));
    }
}
