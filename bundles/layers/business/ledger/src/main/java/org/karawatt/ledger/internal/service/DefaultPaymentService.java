package org.karawatt.ledger.internal.service;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Idempotency;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.BankFileReport;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.PaymentDraft;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.ledger.api.Reconciliation;
import org.karawatt.ledger.internal.calc.Allocator.Allocated;
import org.karawatt.ledger.internal.calc.BankFileReader;
import org.karawatt.ledger.internal.calc.PaymentChecks;
import org.karawatt.ledger.internal.store.BankStore;
import org.karawatt.ledger.internal.store.BankStore.DaySums;
import org.karawatt.ledger.internal.store.PaymentStore;
import org.karawatt.ledger.internal.store.PaymentStore.NewPayment;
import org.karawatt.ledger.internal.store.ReceivableStore;
import org.karawatt.ledger.internal.store.ReceivableStore.Stored;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Payments at the counter and from banks. */
@Component(service = PaymentService.class)
public final class DefaultPaymentService implements PaymentService {

    private static final String READ = "payment.read";
    private static final String WRITE = "payment.write";
    private static final int EXPORT_PAGE = 500;

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Channels channels;
    private final Accounts accounts;
    private final ReceivableStore receivables;
    private final PaymentStore payments;
    private final BankStore banks;
    private final BankImport imports;

    @Activate
    public DefaultPaymentService(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference Idempotency idempotency, @Reference AuditTrail audit, @Reference Outbox outbox,
            @Reference LedgerBasics loaded, @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.bulk = bulk;
        this.numbering = numbering;
        this.clock = clock;
        this.idempotency = idempotency;
        this.audit = audit;
        this.outbox = outbox;
        this.channels = new Channels(codes);
        this.accounts = new Accounts(customers, offices);
        this.receivables = new ReceivableStore(bulk);
        this.payments = new PaymentStore(bulk);
        this.banks = new BankStore(bulk);
        this.imports = new BankImport(work, bulk, numbering, clock, audit, outbox, accounts);
    }

    @Override
    public Payment receive(CallContext context, PaymentDraft draft, String idempotencyKey) {
        context.require(WRITE);
        check(draft, idempotencyKey);
        // before the key is looked up: a repeat by somebody of another office must not get the answer
        AccountTerms account = work.readOnly(() -> accounts.account(context, draft.accountNo()));
        String id = idempotency.once("payment", idempotencyKey, canonical(draft),
                () -> Long.toString(book(context, draft, account)));
        return work.readOnly(() -> payments.find(Long.parseLong(id), account.accountNo()).orElseThrow());
    }

    private void check(PaymentDraft draft, String key) {
        Faults faults = new Faults().text("accountNo", draft.accountNo(), 20).required("amount", draft.amount())
                .optionalText("reference", draft.reference(), PaymentChecks.REFERENCE_LENGTH);
        LocalDate today = clock.today();
        if (draft.amount() != null && !PaymentChecks.isAmount(draft.amount())) {
            faults.add("amount", LedgerErrors.BAD_AMOUNT, draft.amount());
        }
        if (draft.paidOn() != null && !PaymentChecks.isPaidOn(draft.paidOn(), today)) {
            faults.add("paidOn", LedgerErrors.BAD_DATE, draft.paidOn());
        }
        channels.check(faults, draft.channel(), today);
        if (key == null || key.isBlank()) {
            faults.add("idempotencyKey", LedgerErrors.KEY_REQUIRED);
        }
        faults.throwIfAny();
    }

    /** The request as the caller made it; no field can hold a line break, so none can pass for another. */
    private static String canonical(PaymentDraft draft) {
        return String.join("\n", draft.accountNo(), draft.amount().stripTrailingZeros().toPlainString(),
                draft.paidOn() == null ? "" : draft.paidOn().toString(), draft.channel(),
                draft.reference() == null ? "" : draft.reference());
    }

    private long book(CallContext context, PaymentDraft draft, AccountTerms account) {
        LocalDate today = clock.today();
        long id = numbering.nextId();
        NewPayment payment = new NewPayment(id, account.accountId(), account.officeId(), draft.amount().setScale(2),
                draft.paidOn() == null ? today : draft.paidOn(), clock.now(), context.user(), draft.channel(), draft.reference(), null);
        Booking booking = new Booking(bulk, numbering, today, Set.of(account.accountId()));
        Allocated allocated = booking.add(payment);
        booking.write();
        audit.record(context, "ledger.payment.booked", "payment", id, payment.amount() + " " + payment.channel());
        outbox.publish("karawatt/ledger/payment/booked", Long.toString(id), Map.of("payment", id, "account", payment.accountId(),
                "amount", payment.amount(), "lateFee", allocated.lateFee(), "unallocated", allocated.unallocated(),
                "paidOn", payment.paidOn(), "channel", payment.channel()));
        return id;
    }

    @Override
    public Page<Payment> payments(CallContext context, String accountNo, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> payments.ofAccount(accounts.account(context, accountNo).accountId(), accountNo, page));
    }

    @Override
    public Payment payment(CallContext context, long id) {
        context.require(READ);
        return work.readOnly(() -> payments.accountOf(id).flatMap(account -> payments.find(id, accounts.numbers(List.of(account))
                .get(account))).filter(found -> accounts.offices().covers(context, found.officeId()))
                .orElseThrow(() -> KarawattException.notFound(LedgerErrors.PAYMENT_UNKNOWN, id)));
    }

    @Override
    public BankFileReport importBankFile(CallContext context, String channel, String fileName, InputStream csv, LongConsumer progress) {
        context.require(WRITE);
        Faults faults = new Faults().text("fileName", fileName, 200);
        channels.check(faults, channel, clock.today());
        faults.throwIfAny();
        return imports.run(context, channel, fileName, csv, progress);
    }

    @Override
    public Reconciliation reconcile(CallContext context, LocalDate businessDate) {
        context.require(READ);
        new Faults().required("businessDate", businessDate).throwIfAny();
        return work.readOnly(() -> {
            DaySums day = banks.day(businessDate);
            BigDecimal booked = payments.ofFiles(businessDate);
            return new Reconciliation(businessDate, day.files(), day.booked(), day.unmatched(), day.amount(), booked,
                    day.unmatched() == 0 && day.amount().compareTo(booked) == 0);
        });
    }

    @Override
    public void exportDebts(CallContext context, BillingMonth month, String officeCode, OutputStream out) {
        context.require(READ);
        new Faults().required("month", month).required("officeCode", officeCode).throwIfAny();
        String path = work.readOnly(() -> accounts.offices().visible(context, officeCode));
        try {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CsvWriter csv = CsvWriter.builder().build(text);
            csv.writeRecord(BankFileReader.COLUMNS);
            long last = 0;
            List<Stored> debts;
            do {
                long after = last;
                debts = work.readOnly(() -> receivables.openAfter(month, path, after, EXPORT_PAGE));
                List<Stored> page = debts;
                Map<Long, String> numbers = work.readOnly(() -> accounts.numbers(page.stream().map(Stored::accountId).toList()));
                for (Stored debt : debts) {
                    csv.writeRecord(debt.number(), numbers.get(debt.accountId()),
                            debt.debt().open().toPlainString(), "");
                    last = debt.id();
                }
            } while (debts.size() == EXPORT_PAGE);
            // the stream belongs to the caller, who closes it
            csv.flush();
            text.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
