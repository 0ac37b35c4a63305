package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Idempotency;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.Payout;
import org.karawatt.ledger.api.PayoutDraft;
import org.karawatt.ledger.api.PayoutService;
import org.karawatt.ledger.internal.calc.PaymentChecks;
import org.karawatt.ledger.internal.store.PayoutStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Payouts of advances: proposed by one, paid when another one has approved. */
@Component(service = PayoutService.class)
public final class DefaultPayoutService implements PayoutService {

    private static final String READ = "payment.read";
    private static final String PROPOSE = "payment.payout";
    private static final String DECIDE = "payment.payout.approve";
    private static final int MOST_TEXT = 200;

    private final UnitOfWork work;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Channels channels;
    private final Accounts accounts;
    private final Advances advances;
    private final PayoutStore store;

    @Activate
    public DefaultPayoutService(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference Idempotency idempotency, @Reference AuditTrail audit, @Reference Outbox outbox,
            @Reference LedgerBasics loaded, @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.numbering = numbering;
        this.clock = clock;
        this.idempotency = idempotency;
        this.audit = audit;
        this.outbox = outbox;
        this.channels = new Channels(codes);
        this.accounts = new Accounts(customers, offices);
        this.advances = new Advances(bulk, numbering);
        this.store = new PayoutStore(bulk);
    }

    @Override
    public Payout propose(CallContext context, PayoutDraft draft, String idempotencyKey) {
        context.require(PROPOSE);
        check(draft, idempotencyKey);
        // before the key is looked up: a repeat by somebody of another office must not get the answer
        AccountTerms account = work.readOnly(() -> accounts.account(context, draft.accountNo()));
        String id = idempotency.once("payout", idempotencyKey, draft.toString(), () -> Long.toString(propose(context, draft, account)));
        return work.readOnly(() -> told(stored(context, Long.parseLong(id))));
    }

    private void check(PayoutDraft draft, String key) {
        Faults faults = new Faults().text("accountNo", draft.accountNo(), 20).required("amount", draft.amount())
                .optionalText("reference", draft.reference(), PaymentChecks.REFERENCE_LENGTH).text("reason", draft.reason(), MOST_TEXT);
        if (draft.amount() != null && !PaymentChecks.isAmount(draft.amount())) {
            faults.add("amount", LedgerErrors.BAD_AMOUNT, draft.amount());
        }
        channels.check(faults, draft.channel(), clock.today());
        if (key == null || key.isBlank()) {
            faults.add("idempotencyKey", LedgerErrors.KEY_REQUIRED);
        }
        faults.throwIfAny();
    }

    private long propose(CallContext context, PayoutDraft draft, AccountTerms account) {
        BigDecimal payable = advances.payable(account.accountId());
        BigDecimal amount = draft.amount().setScale(2);
        if (payable.compareTo(amount) < 0) {
            throw KarawattException.conflict(LedgerErrors.PAYOUT_TOO_MUCH, payable.toPlainString(), amount.toPlainString());
        }
        Payout payout = new Payout(numbering.nextId(), account.accountId(), account.accountNo(), account.officeId(), amount, draft.channel(),
                draft.reference(), draft.reason(), PayoutStore.PROPOSED, context.user(), clock.now(), null, null, null, null);
        store.insert(payout);
        audit.record(context, "ledger.payout.proposed", "account", account.accountId(), account.accountNo() + " " + amount + ": "
                + draft.reason());
        return payout.id();
    }

    private Payout stored(CallContext context, long id) {
        return store.find(id).filter(payout -> accounts.offices().covers(context, payout.officeId()))
                .orElseThrow(() -> KarawattException.notFound(LedgerErrors.PAYOUT_UNKNOWN, id));
    }

    private Payout told(Payout payout) {
        return told(payout, accounts.numbers(List.of(payout.accountId())));
    }

    private static Payout told(Payout p, Map<Long, String> numbers) {
        return new Payout(p.id(), p.accountId(), numbers.get(p.accountId()), p.officeId(), p.amount(), p.channel(), p.reference(), p.reason(),
                p.status(), p.proposedBy(), p.proposedAt(), p.decidedBy(), p.decidedAt(), p.note(), p.paidOn());
    }

    @Override
    public Payout approve(CallContext context, long payoutId, String note) {
        context.require(DECIDE);
        new Faults().optionalText("note", note, MOST_TEXT).throwIfAny();
        return work.required(() -> {
            Payout proposed = told(stored(context, payoutId));
            if (proposed.proposedBy().equals(context.user())) {
                throw KarawattException.conflict(LedgerErrors.PAYOUT_SAME_PERSON, payoutId);
            }
            LocalDate today = clock.today();
            store.lock(proposed.accountId());
            decide(context, payoutId, PayoutStore.PAID, note, today);
            store.insertParts(payoutId, advances.payOut(proposed.accountId(), proposed.amount(), today));
            audit.record(context, "ledger.payout.paid", "account", proposed.accountId(), proposed.accountNo() + " " + proposed.amount() + " "
                    + proposed.channel());
            outbox.publish("karawatt/ledger/payout/paid", Long.toString(payoutId), Map.of("payout", payoutId, "account", proposed.accountId(),
                    "amount", proposed.amount(), "paidOn", today, "channel", proposed.channel()));
            return told(stored(context, payoutId));
        });
    }

    @Override
    public Payout reject(CallContext context, long payoutId, String note) {
        if (!context.may(DECIDE)) {
            context.require(PROPOSE);
        }
        new Faults().text("note", note, MOST_TEXT).throwIfAny();
        return work.required(() -> {
            Payout proposed = told(stored(context, payoutId));
            if (!proposed.proposedBy().equals(context.user())) {
                context.require(DECIDE);
            }
            decide(context, payoutId, PayoutStore.REJECTED, note, null);
            audit.record(context, "ledger.payout.rejected", "account", proposed.accountId(), proposed.accountNo() + " " + proposed.amount()
                    + ": " + note);
            return told(stored(context, payoutId));
        });
    }

    private void decide(CallContext context, long id, String status, String note, LocalDate paidOn) {
        if (!store.decide(id, status, context.user(), clock.now(), note, paidOn)) {
            throw KarawattException.conflict(LedgerErrors.PAYOUT_DECIDED, id);
        }
    }

    @Override
    public Page<Payout> payouts(CallContext context, String accountNo, String status, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> {
            Long account = accountNo == null ? null : accounts.account(context, accountNo).accountId();
            Page<Payout> found = store.find(context.scope(), account, status, page);
            Map<Long, String> numbers = accounts.numbers(found.items().stream().map(Payout::accountId).toList());
            return Page.of(found.items().stream().map(payout -> told(payout, numbers)).toList(), page, found.total());
        });
    }
}
