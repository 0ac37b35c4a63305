package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryQuery;
import org.karawatt.billing.api.RecoveryReversal;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.api.RecoveryRuleChange;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.billing.api.RecoveryStep;
import org.karawatt.billing.internal.calc.RecoveryCalculator;
import org.karawatt.billing.internal.calc.RecoveryCalculator.Computed;
import org.karawatt.billing.internal.calc.RecoveryChecks;
import org.karawatt.billing.internal.calc.RecoveryInputs;
import org.karawatt.billing.internal.calc.RecoveryRuleChecks;
import org.karawatt.billing.internal.calc.RecoveryTexts;
import org.karawatt.billing.internal.calc.RecoveryValue;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.billing.internal.store.RecoveryStore.Filter;
import org.karawatt.billing.internal.store.RecoveryStore.Stored;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.RecoveryPosting;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerErrors;
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
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Recoveries: computed from rules and prices of their days, proposed with all of it, and booked once somebody else has approved. */
@Component(service = RecoveryService.class)
public final class DefaultRecoveryService implements RecoveryService {

    private static final String READ = "billing.read";
    private static final String PROPOSE = "billing.recover";
    static final String DECIDE = "billing.recover.approve";
    private static final String RULES = "billing.recover.rules";
    private static final int MOST_NOTE = 200;

    private final UnitOfWork unit;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final CustomerService customers;
    private final RecoveryPosting posting;
    private final IssueRule issue;
    private final OfficePaths offices;
    private final RecoveryStore store;
    private final RecoveryPricing pricing;
    private final RecoveryReversals reversals;
    private final RecoveryTexts texts = new RecoveryTexts();

    @Activate
    public DefaultRecoveryService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference Idempotency idempotency, @Reference AuditTrail audit, @Reference Outbox outbox,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RecoveryPosting posting,
            @Reference IssueRule issue, @Reference RecoveryRules loaded) {
        this.unit = unit;
        this.numbering = numbering;
        this.clock = clock;
        this.idempotency = idempotency;
        this.audit = audit;
        this.outbox = outbox;
        this.customers = customers;
        this.posting = posting;
        this.issue = issue;
        this.offices = new OfficePaths(offices);
        this.store = new RecoveryStore(bulk);
        this.pricing = new RecoveryPricing(customers, tariffs, store, new OpeningStore(bulk));
        this.reversals = new RecoveryReversals(store, posting, issue, numbering, clock, audit, outbox);
    }

    @Override
    public Recovery preview(CallContext context, RecoveryDraft draft) {
        context.require(READ);
        return unit.readOnly(() -> {
            AccountTerms account = checked(context, draft);
            RecoveryInputs inputs = pricing.inputs(account, draft);
            return fresh(0, "PREVIEW", account, inputs, compute(inputs), null);
        });
    }

    /** The account of a draft that has no fault of its own. */
    private AccountTerms checked(CallContext context, RecoveryDraft draft) {
        RecoveryChecks.of(draft, clock.today()).throwIfAny();
        return account(context, draft.accountNo());
    }

    private AccountTerms account(CallContext context, String accountNo) {
        return Optional.ofNullable(customers.termsByNumber(List.of(accountNo)).get(accountNo))
                .filter(terms -> context.scope().covers(offices.path(terms.officeId())))
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountNo));
    }

    private static Computed compute(RecoveryInputs inputs) {
        Computed computed = RecoveryCalculator.compute(inputs);
        if (computed.amount().signum() == 0) {
            throw KarawattException.conflict(RecoveryErrors.NOTHING);
        }
        return computed;
    }

    private Recovery fresh(long id, String status, AccountTerms account, RecoveryInputs inputs, Computed computed, CallContext by) {
        RecoveryDraft draft = inputs.draft();
        return new Recovery(id, draft.kind(), account.accountId(), account.accountNo(), account.officeId(), draft.onDay(), draft.reason(),
                status, computed.amount(), computed.kwh(), inputs.currency(), draft, computed.lines(), texts.told(computed.trace()),
                by == null ? null : by.user(), by == null ? null : clock.now(), null, null, null, null, null);
    }

    @Override
    public Recovery propose(CallContext context, RecoveryDraft draft, String idempotencyKey) {
        context.require(PROPOSE);
        // before the key is looked up: a repeat by somebody of another office must not get the answer
        AccountTerms account = unit.readOnly(() -> checked(context, draft));
        String id = idempotency.once("recovery", idempotencyKey, draft.toString(), () -> Long.toString(propose(context, account, draft)));
        return recovery(SingleBill.reading(context), Long.parseLong(id));
    }

    private long propose(CallContext context, AccountTerms account, RecoveryDraft draft) {
        RecoveryInputs inputs = pricing.inputs(account, draft);
        Recovery proposed = fresh(numbering.nextId(), "PROPOSED", account, inputs, compute(inputs), context);
        store.insert(proposed, account.usageClass(), inputs);
        audit.record(context, "billing.recovery.proposed", "account", account.accountId(), account.accountNo() + " " + draft.kind() + " "
                + proposed.amount() + ": " + draft.reason());
        return proposed.id();
    }

    @Override
    public Recovery approve(CallContext context, long recoveryId, String note) {
        context.require(DECIDE);
        new Faults().optionalText("note", note, MOST_NOTE).throwIfAny();
        return unit.required(() -> {
            Stored stored = stored(context, recoveryId);
            Recovery proposed = stored.recovery();
            if (proposed.proposedBy().equals(context.user())) {
                throw KarawattException.conflict(RecoveryErrors.SAME_PERSON, recoveryId);
            }
            decide(context, recoveryId, RecoveryStore.APPROVED, note);
            Computed computed = RecoveryCalculator.compute(store.inputs(recoveryId));
            if (computed.amount().compareTo(proposed.amount()) != 0) {
                throw KarawattException.conflict(RecoveryErrors.CHANGED, recoveryId, proposed.amount(), computed.amount());
            }
            book(stored, computed.amounts(), context.user());
            audit.record(context, "billing.recovery.approved", "account", proposed.accountId(), proposed.accountNo() + " " + proposed.kind()
                    + " " + proposed.amount());
            outbox.publish("karawatt/billing/recovery/approved", String.valueOf(recoveryId), Map.of("recovery", recoveryId, "account",
                    proposed.accountId(), "kind", proposed.kind().name(), "amount", proposed.amount()));
            return told(stored(context, recoveryId));
        });
    }

    private void book(Stored stored, Map<String, BigDecimal> amounts, String user) {
        Recovery recovery = stored.recovery();
        LocalDate today = clock.today();
        LocalDate dueOn = issue.dueOn(today);
        BillingMonth month = BillingMonth.of(today);
        IssuedBill booked = new IssuedBill(recovery.id(), recovery.accountId(), recovery.officeId(), month, stored.usageClass(), today, dueOn,
                recovery.amount(), amounts, 0);
        store.booked(recovery.id(), month, dueOn);
        if (recovery.amount().signum() > 0) {
            posting.charge(booked);
        } else {
            posting.refund(booked, user, clock.now());
        }
    }

    @Override
    public Recovery reject(CallContext context, long recoveryId, String note) {
        if (!context.may(DECIDE)) {
            context.require(PROPOSE);
        }
        new Faults().text("note", note, MOST_NOTE).throwIfAny();
        return unit.required(() -> {
            Recovery proposed = stored(context, recoveryId).recovery();
            if (!context.may(DECIDE) && !proposed.proposedBy().equals(context.user())) {
                context.require(DECIDE);
            }
            decide(context, recoveryId, RecoveryStore.REJECTED, note);
            audit.record(context, "billing.recovery.rejected", "account", proposed.accountId(), proposed.accountNo() + " " + proposed.kind()
                    + ": " + note);
            return told(stored(context, recoveryId));
        });
    }

    private void decide(CallContext context, long id, String status, String note) {
        if (!store.decide(id, status, context.user(), clock.now(), note)) {
            throw KarawattException.conflict(RecoveryErrors.DECIDED, id);
        }
    }

    @Override
    public Recovery proposeReversal(CallContext context, long recoveryId, String reason) {
        context.require(PROPOSE);
        new Faults().text("reason", reason, MOST_NOTE).throwIfAny();
        return unit.required(() -> {
            reversals.propose(context, stored(context, recoveryId).recovery(), reason);
            return told(stored(context, recoveryId));
        });
    }

    @Override
    public Recovery approveReversal(CallContext context, long recoveryId, String note) {
        context.require(DECIDE);
        new Faults().optionalText("note", note, MOST_NOTE).throwIfAny();
        return unit.required(() -> {
            reversals.approve(context, stored(context, recoveryId), note);
            return told(stored(context, recoveryId));
        });
    }

    @Override
    public Recovery rejectReversal(CallContext context, long recoveryId, String note) {
        if (!context.may(DECIDE)) {
            context.require(PROPOSE);
        }
        new Faults().text("note", note, MOST_NOTE).throwIfAny();
        return unit.required(() -> {
            reversals.reject(context, stored(context, recoveryId).recovery(), note);
            return told(stored(context, recoveryId));
        });
    }

    @Override
    public Recovery recovery(CallContext context, long recoveryId) {
        context.require(READ);
        return unit.readOnly(() -> told(stored(context, recoveryId)));
    }

    private Stored stored(CallContext context, long id) {
        return store.find(id, context.scope()).orElseThrow(() -> KarawattException.notFound(RecoveryErrors.UNKNOWN, id));
    }

    /** With its stored lines, and the explanation that its inputs give. */
    private Recovery told(Stored stored) {
        Recovery r = stored.recovery();
        RecoveryInputs inputs = store.inputs(r.id());
        RecoveryReversal reversal = store.reversal(r.id()).orElse(null);
        List<RecoveryStep> explanation = new ArrayList<>(texts.told(RecoveryCalculator.compute(inputs).trace()));
        if (RecoveryStore.REVERSED.equals(r.status())) {
            explanation.addAll(texts.reversed(r, reversal));
        }
        return new Recovery(r.id(), r.kind(), r.accountId(), r.accountNo(), r.officeId(), r.onDay(), r.reason(), r.status(), r.amount(),
                r.energyKwh(), r.currency(), inputs.draft(), store.lines(r.id()), explanation,
                r.proposedBy(), r.proposedAt(), r.decidedBy(), r.decidedAt(), r.note(), r.month(), r.dueOn(), reversal);
    }

    @Override
    public Page<Recovery> recoveries(CallContext context, RecoveryQuery query, PageRequest page) {
        context.require(READ);
        return unit.readOnly(() -> {
            Long account = null;
            if (query.accountNo() != null) {
                AccountTerms terms = customers.termsByNumber(List.of(query.accountNo())).get(query.accountNo());
                if (terms == null) {
                    return Page.of(List.of(), page, 0);
                }
                account = terms.accountId();
            }
            return store.find(context.scope(), new Filter(query.status(), query.kind(), account), page);
        });
    }

    @Override
    public List<RecoveryRule> rules(CallContext context, LocalDate day) {
        context.require(READ);
        return unit.readOnly(() -> List.copyOf(store.rules(day).values()));
    }

    @Override
    public List<RecoveryRule> allRules(CallContext context) {
        context.require(READ);
        return unit.readOnly(store::allRules);
    }

    @Override
    public RecoveryRule changeRule(CallContext context, String name, RecoveryRuleChange change) {
        context.require(RULES);
        RecoveryValue known = RecoveryValue.find(name).orElseThrow(() -> KarawattException.notFound(RecoveryErrors.RULE_UNKNOWN, name));
        return unit.required(() -> {
            RecoveryRuleChecks.of(known, change, store.newestRule(name).orElse(null), clock.today()).throwIfAny();
            RecoveryRule rule = new RecoveryRule(name, change.validFrom(), change.value(), Boolean.TRUE.equals(change.ceiling()), known.zh(),
                    known.en(), change.sourceZh(), change.sourceEn());
            store.addRule(rule);
            audit.record(context, "billing.recovery.rule.changed", "recovery-rule", name, rule.value().toPlainString()
                    + (rule.ceiling() ? " at most" : "") + " from " + rule.validFrom() + ": " + rule.sourceZh());
            return rule;
        });
    }
}
