package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLinks;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.CorrectedReading;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.billing.api.CorrectionService;
import org.karawatt.billing.internal.calc.LineDifferences;
import org.karawatt.billing.internal.service.BillIssuer.Issue;
import org.karawatt.billing.internal.service.SingleBill.Made;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.BillStore.Billed;
import org.karawatt.billing.internal.store.CorrectionStore;
import org.karawatt.billing.internal.store.CorrectionStore.Stored;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Idempotency;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Corrections of issued bills: proposed with what they come to, applied as a whole once somebody else has approved. */
@Component(service = CorrectionService.class)
public final class DefaultCorrectionService implements CorrectionService {

    private static final String READ = "billing.read";
    private static final String PROPOSE = "billing.correct";
    private static final String READINGS = "reading.correct";
    private static final String DECIDE = "billing.correct.approve";
    private static final String REASONS = "correction-reason";
    private static final int MOST_TEXT = 200;
    private static final int MOST_READINGS = 100;
    /** Two years of monthly bills: what is older is settled by hand. */
    private static final int MOST_LATER = 24;
    private static final BigDecimal READING_LIMIT = BigDecimal.TEN.pow(10);

    private final UnitOfWork unit;
    private final BillingService billing;
    private final CodeService codes;
    private final CustomerService customers;
    private final MeterReadingService readings;
    private final BillPosting posting;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final BillStore store;
    private final CorrectionStore corrections;
    private final SingleBill single;
    private final BillIssuer issuer;

    @Activate
    public DefaultCorrectionService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference Idempotency idempotency, @Reference AuditTrail audit, @Reference Outbox outbox,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillPosting posting,
            @Reference SingleBill single, @Reference IssueRule rule) {
        this.unit = unit;
        this.billing = billing;
        this.codes = codes;
        this.customers = customers;
        this.readings = readings;
        this.posting = posting;
        this.numbering = numbering;
        this.clock = clock;
        this.idempotency = idempotency;
        this.audit = audit;
        this.outbox = outbox;
        this.store = new BillStore(bulk);
        this.corrections = new CorrectionStore(bulk);
        this.single = single;
        this.issuer = new BillIssuer(store, posting, rule, numbering, clock);
    }

    /**
     * What applying a correction has done.
     *
     * @param after yuan of the bill in place of the one that was wrong
     * @param bills bills that were exchanged, with this one
     * @param difference yuan by which all of them have changed
     */
    private record Outcome(long reversalId, long correctedId, BigDecimal after, int bills, BigDecimal difference) {
    }

    @Override
    public Correction propose(CallContext context, String billNo, CorrectionDraft draft, String idempotencyKey) {
        context.require(PROPOSE);
        if (!draft.readings().isEmpty()) {
            context.require(READINGS);
        }
        check(draft);
        // before the key is looked up: a repeat by somebody of another office must not get the answer
        Bill bill = billing.bill(SingleBill.reading(context), billNo);
        String id = idempotency.once("bill-correction", idempotencyKey, canonical(bill, draft),
                () -> Long.toString(propose(context, bill, draft)));
        return correction(SingleBill.reading(context), Long.parseLong(id));
    }

    private void check(CorrectionDraft draft) {
        Faults faults = new Faults().text("reasonCode", draft.reasonCode(), 20).text("reason", draft.reason(), MOST_TEXT);
        if (draft.reasonCode() != null && draft.reasonCode().length() <= 20 && !codes.isValid(REASONS, draft.reasonCode(), clock.today())) {
            faults.add("reasonCode", BillingErrors.REASON_UNKNOWN, draft.reasonCode());
        }
        if (draft.readings().size() > MOST_READINGS) {
            faults.add("readings", KernelErrors.OUT_OF_RANGE, 0, MOST_READINGS);
        }
        for (int i = 0; i < draft.readings().size() && i < MOST_READINGS; i++) {
            CorrectedReading reading = draft.readings().get(i);
            BigDecimal value = reading.value();
            if (value == null) {
                faults.add("readings[" + i + "].value", KernelErrors.REQUIRED);
            } else if (value.signum() < 0 || value.compareTo(READING_LIMIT) >= 0 || value.stripTrailingZeros().scale() > 4) {
                faults.add("readings[" + i + "].value", MeteringErrors.BAD_VALUE, value.toPlainString());
            }
            if (reading.readingId() == null && reading.register() == null) {
                faults.add("readings[" + i + "].register", KernelErrors.REQUIRED);
            }
        }
        faults.throwIfAny();
    }

    private static String canonical(Bill bill, CorrectionDraft draft) {
        return bill.id() + "\n" + draft.reasonCode() + "\n" + draft.reason() + "\n" + draft.readings().stream()
                .map(r -> r.readingId() + "\t" + r.register() + "\t" + r.value().stripTrailingZeros().toPlainString()).sorted()
                .collect(Collectors.joining("\n"));
    }

    private long propose(CallContext context, Bill bill, CorrectionDraft draft) {
        requireIssued(bill);
        if (corrections.openOf(bill.id()).isPresent()) {
            throw KarawattException.conflict(BillingErrors.CORRECTION_OPEN, bill.billNo());
        }
        List<Correction.Reading> changes = changes(bill, draft.readings());
        Outcome outcome = Rehearsal.of(unit, () -> apply(bill, changes));
        long id = numbering.nextId();
        try {
            corrections.insert(new CorrectionStore.New(id, bill, draft.reasonCode(), draft.reason(), outcome.after(), outcome.bills(),
                    outcome.difference(), context.user(), clock.now()), changes);
        } catch (DuplicateKeyException e) {
            throw conflict(e, BillingErrors.CORRECTION_OPEN, bill.billNo());
        }
        audit.record(context, "billing.correction.proposed", "bill", bill.id(), bill.billNo() + " " + bill.amount() + " -> "
                + outcome.after() + ": " + draft.reason());
        return id;
    }

    private static KarawattException conflict(RuntimeException cause, BillingErrors code, Object... args) {
        KarawattException conflict = KarawattException.conflict(code, args);
        conflict.addSuppressed(cause);
        return conflict;
    }

    private static void requireIssued(Bill bill) {
        if (!BillStore.ISSUED.equals(bill.status())) {
            throw KarawattException.conflict(BillingErrors.BILL_REVERSED, bill.billNo());
        }
    }

    /** The readings of the bill that are meant, each with its value now. */
    private List<Correction.Reading> changes(Bill bill, List<CorrectedReading> wanted) {
        List<MeterReading> own = ofBill(bill);
        Map<Long, Correction.Reading> changes = new HashMap<>();
        Faults faults = new Faults();
        for (int i = 0; i < wanted.size(); i++) {
            CorrectedReading one = wanted.get(i);
            List<MeterReading> meant = own.stream().filter(r -> one.readingId() == null ? r.kind() == one.register() : r.id() == one.readingId())
                    .toList();
            if (meant.size() != 1 || changes.containsKey(meant.get(0).id())) {
                faults.add("readings[" + i + "]", BillingErrors.READING_NOT_OF_BILL, one.readingId() == null ? one.register() : one.readingId());
            } else {
                MeterReading reading = meant.get(0);
                changes.put(reading.id(), new Correction.Reading(reading.id(), reading.kind().name(), reading.value(), one.value()));
            }
        }
        faults.throwIfAny();
        // in the order of their days, so that what a reading leaves to the next is known when that one is changed
        Map<Long, LocalDate> days = own.stream().collect(Collectors.toMap(MeterReading::id, MeterReading::readOn));
        return changes.values().stream().sorted(Comparator.comparing((Correction.Reading r) -> days.get(r.readingId()))
                .thenComparing(Correction.Reading::readingId)).toList();
    }

    private List<MeterReading> ofBill(Bill bill) {
        return readings.accepted(bill.accountId(), bill.accountId(), bill.month()).stream()
                .filter(r -> !r.readOn().isAfter(bill.periodTo()) && !r.previousOn().isBefore(bill.periodFrom())).toList();
    }

    @Override
    public Correction approve(CallContext context, long correctionId, String note) {
        context.require(DECIDE);
        new Faults().optionalText("note", note, MOST_TEXT).throwIfAny();
        return unit.required(() -> {
            Stored stored = stored(context, correctionId);
            Correction proposed = stored.correction();
            if (proposed.proposedBy().equals(context.user())) {
                throw KarawattException.conflict(BillingErrors.CORRECTION_SAME_PERSON, correctionId);
            }
            decide(context, correctionId, "APPLIED", note);
            Bill bill = store.bill(stored.billId()).orElseThrow();
            Outcome outcome = apply(bill, proposed.readings());
            if (outcome.after().compareTo(proposed.amountAfter()) != 0 || outcome.difference().compareTo(proposed.difference()) != 0) {
                throw KarawattException.conflict(BillingErrors.CORRECTION_CHANGED, correctionId, proposed.amountAfter(), outcome.after());
            }
            corrections.applied(correctionId, outcome.reversalId(), outcome.correctedId());
            audit.record(context, "billing.correction.applied", "bill", bill.id(), bill.billNo() + " " + bill.amount() + " -> "
                    + Bill.number(bill.month(), outcome.correctedId()) + " " + outcome.after());
            outbox.publish("karawatt/billing/bill/corrected", String.valueOf(bill.id()), Map.of("correction", correctionId, "bill", bill.id(),
                    "reversal", outcome.reversalId(), "corrected", outcome.correctedId(), "account", bill.accountId(), "month",
                    bill.month().value(), "bills", outcome.bills(), "difference", outcome.difference()));
            return told(stored(context, correctionId));
        });
    }

    @Override
    public Correction reject(CallContext context, long correctionId, String note) {
        if (!context.may(DECIDE)) {
            context.require(PROPOSE);
        }
        new Faults().text("note", note, MOST_TEXT).throwIfAny();
        return unit.required(() -> {
            Stored stored = stored(context, correctionId);
            if (!context.may(DECIDE) && !stored.correction().proposedBy().equals(context.user())) {
                context.require(DECIDE);
            }
            decide(context, correctionId, "REJECTED", note);
            audit.record(context, "billing.correction.rejected", "bill", stored.billId(), stored.correction().billNo() + ": " + note);
            return told(stored(context, correctionId));
        });
    }

    private void decide(CallContext context, long correctionId, String status, String note) {
        if (!corrections.decide(correctionId, status, context.user(), clock.now(), note)) {
            throw KarawattException.conflict(BillingErrors.CORRECTION_DECIDED, correctionId);
        }
    }

    /**
     * Puts the readings right, exchanges the bill, and whatever later bill comes out differently then: the one whose readings begin where
     * a corrected one ends, and those whose tiers depend on the energy of the year.
     */
    private Outcome apply(Bill bill, List<Correction.Reading> changes) {
        correct(bill, changes);
        List<Billed> chain = store.from(bill.accountId(), bill.periodFrom(), MOST_LATER + 2);
        if (chain.isEmpty() || chain.get(0).id() != bill.id()) {
            throw KarawattException.conflict(BillingErrors.BILL_REVERSED, bill.billNo());
        }
        if (chain.size() > MOST_LATER + 1) {
            throw KarawattException.conflict(BillingErrors.TOO_MANY_LATER, bill.billNo(), MOST_LATER);
        }
        Outcome first = null;
        int bills = 0;
        BigDecimal difference = BigDecimal.ZERO;
        for (Billed one : chain) {
            Bill old = store.bill(one.id()).orElseThrow();
            Made again = again(old, one);
            if (LineDifferences.of(store.lines(one.id()), again.bill()).isEmpty()) {
                if (first == null) {
                    throw KarawattException.conflict(BillingErrors.NOTHING_CHANGES, bill.billNo());
                }
                continue;
            }
            long reversalId = reverse(old);
            long correctedId = issuer.issue(List.of(new Issue(again.bill(), old.kind(), again.seq(), old.id())), null);
            BigDecimal after = again.bill().amount();
            difference = difference.add(after.subtract(old.amount()));
            bills++;
            first = first == null ? new Outcome(reversalId, correctedId, after, 1, after) : first;
        }
        return new Outcome(first.reversalId(), first.correctedId(), first.after(), bills, difference);
    }

    /** A revision may have come in the place of a reading that is to be corrected next, because the one before it has moved. */
    private void correct(Bill bill, List<Correction.Reading> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<Long, MeterReading> before = ofBill(bill).stream().collect(Collectors.toMap(MeterReading::id, r -> r));
        Map<Long, Long> inPlaceOf = new HashMap<>();
        for (Correction.Reading change : changes) {
            for (MeterReading revision : readings.correct(inPlaceOf.getOrDefault(change.readingId(), change.readingId()), change.after())) {
                before.values().stream().filter(r -> isSame(r, revision)).forEach(r -> inPlaceOf.put(r.id(), revision.id()));
            }
        }
    }

    private static boolean isSame(MeterReading one, MeterReading revision) {
        return one.registerId() == revision.registerId() && one.month().equals(revision.month())
                && one.reason().equals(revision.reason()) && one.seq() == revision.seq();
    }

    private Made again(Bill old, Billed one) {
        AccountTerms account = customers.terms(old.accountId(), old.accountId(), old.periodTo().minusDays(1)).stream().findFirst()
                .orElseThrow(() -> KarawattException.conflict(BillingErrors.CALCULATION_FAILED, old.accountId(), old.periodTo()));
        return single.again(account, old.month(), store.ofMonth(Set.of(old.accountId()), old.month()), one,
                BillStore.FINAL.equals(old.kind()) ? old.periodTo() : null);
    }

    private long reverse(Bill old) {
        long id = numbering.nextId();
        LocalDate today = clock.today();
        if (!store.reverse(old.id(), id, today, clock.now())) {
            throw KarawattException.conflict(BillingErrors.BILL_REVERSED, old.billNo());
        }
        posting.reverse(List.of(new ReversedBill(new IssuedBill(id, old.accountId(), old.officeId(), old.month(), old.usageClass(), today,
                today, old.amount().negate(), store.amounts(id), 0), old.id())));
        return id;
    }

    @Override
    public Correction correction(CallContext context, long correctionId) {
        context.require(READ);
        return unit.readOnly(() -> told(stored(context, correctionId)));
    }

    private Stored stored(CallContext context, long correctionId) {
        return corrections.correction(correctionId, context.scope())
                .orElseThrow(() -> KarawattException.notFound(BillingErrors.CORRECTION_UNKNOWN, correctionId));
    }

    private Correction told(Stored stored) {
        return told(List.of(stored)).get(0);
    }

    private List<Correction> told(List<Stored> stored) {
        Map<Long, Account> accounts = stored.isEmpty() ? Map.of()
                : customers.byIds(CallContext.system(), stored.stream().map(Stored::accountId).collect(Collectors.toSet()));
        return stored.stream().map(s -> CorrectionStore.with(s.correction(),
                accounts.containsKey(s.accountId()) ? accounts.get(s.accountId()).accountNo() : null, s.correction().readings())).toList();
    }

    @Override
    public Page<Correction> corrections(CallContext context, String status, String billNo, PageRequest page) {
        context.require(READ);
        Long billId = billNo == null ? null : Long.valueOf(billing.bill(context, billNo).id());
        return unit.readOnly(() -> {
            Page<Stored> found = corrections.corrections(context.scope(), status, billId, page);
            List<Correction> told = new ArrayList<>(told(found.items()));
            return Page.of(told, page, found.total());
        });
    }

    @Override
    public BillLinks links(CallContext context, String billNo) {
        Bill bill = billing.bill(context, billNo);
        return unit.readOnly(() -> {
            String reversal = null;
            String corrected = null;
            for (Bill one : store.from(bill)) {
                if (BillStore.REVERSAL.equals(one.status())) {
                    reversal = one.billNo();
                } else {
                    corrected = one.billNo();
                }
            }
            return new BillLinks(store.origin(bill.id()).map(Bill::billNo).orElse(null), reversal, corrected,
                    corrections.openOf(bill.id()).orElse(null));
        });
    }
}
