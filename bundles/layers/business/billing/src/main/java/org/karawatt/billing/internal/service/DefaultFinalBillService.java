package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.OptimisticLockException;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.FinalBillDraft;
import org.karawatt.billing.api.FinalBillService;
import org.karawatt.billing.api.FinalReading;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.internal.service.BillIssuer.Issue;
import org.karawatt.billing.internal.service.SingleBill.Made;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Idempotency;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Final bills and bills on request. */
@Component(service = FinalBillService.class)
public final class DefaultFinalBillService implements FinalBillService {

    private static final String PERMISSION = "billing.final";
    private static final String READ = "billing.read";
    private static final String FINAL = "FINAL";
    /** Months before and after that of a day under which its readings are looked for; metering passes on as many. */
    private static final int MONTHS_AROUND = 15;
    private static final int MOST_READINGS = 500;

    private final UnitOfWork unit;
    private final BillingService billing;
    private final CustomerService customers;
    private final MeterReadingService readings;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final OfficePaths offices;
    private final BillStore store;
    private final OpeningStore openings;
    private final SingleBill single;
    private final BillIssuer issuer;

    @Activate
    public DefaultFinalBillService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference Idempotency idempotency, @Reference AuditTrail audit, @Reference Outbox outbox,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillPosting posting,
            @Reference SingleBill single, @Reference IssueRule rule) {
        this.unit = unit;
        this.billing = billing;
        this.customers = customers;
        this.readings = readings;
        this.numbering = numbering;
        this.clock = clock;
        this.idempotency = idempotency;
        this.audit = audit;
        this.outbox = outbox;
        this.offices = new OfficePaths(offices);
        this.store = new BillStore(bulk);
        this.openings = new OpeningStore(bulk);
        this.single = single;
        this.issuer = new BillIssuer(store, posting, rule, numbering, clock);
    }

    @Override
    public Bill bill(CallContext context, String accountNo, FinalBillDraft draft, String idempotencyKey) {
        context.require(PERMISSION);
        check(draft);
        // before the key is looked up: a repeat by somebody of another office must not get the answer
        AccountTerms account = unit.readOnly(() -> account(context, accountNo));
        String id = idempotency.once("final-bill", idempotencyKey, canonical(accountNo, draft),
                () -> Long.toString(issue(context, account, draft)));
        return billing.bill(SingleBill.reading(context), Long.parseLong(id));
    }

    @Override
    public BillExplanation preview(CallContext context, String accountNo, FinalBillDraft draft, Locale locale) {
        context.require(READ);
        check(draft);
        AccountTerms account = unit.readOnly(() -> account(context, accountNo));
        return Rehearsal.of(unit, () -> billing.explain(context, issue(context, account, draft), locale));
    }

    private AccountTerms account(CallContext context, String accountNo) {
        return Optional.ofNullable(accountNo).map(no -> customers.termsByNumber(List.of(no)).get(no))
                .filter(terms -> context.scope().covers(offices.path(terms.officeId())))
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, String.valueOf(accountNo)));
    }

    private void check(FinalBillDraft draft) {
        Faults faults = new Faults().required("readOn", draft.readOn());
        if (draft.readOn() != null && draft.readOn().isAfter(clock.today())) {
            faults.add("readOn", BillingErrors.FINAL_FUTURE, draft.readOn());
        }
        if (draft.readings().size() > MOST_READINGS) {
            faults.add("readings", KernelErrors.OUT_OF_RANGE, 0, MOST_READINGS);
        }
        for (int i = 0; i < draft.readings().size() && i < MOST_READINGS; i++) {
            FinalReading reading = draft.readings().get(i);
            faults.text("readings[" + i + "].meterNo", reading.meterNo(), 32).required("readings[" + i + "].register", reading.register())
                    .required("readings[" + i + "].value", reading.value());
        }
        faults.throwIfAny();
    }

    /** The request as the caller made it. */
    private static String canonical(String accountNo, FinalBillDraft draft) {
        return accountNo + "\n" + draft.readOn() + "\n" + draft.closing() + "\n" + draft.readings().stream()
                .map(r -> r.meterNo() + "\t" + r.register() + "\t" + r.value().stripTrailingZeros().toPlainString())
                .sorted().collect(Collectors.joining("\n"));
    }

    private long issue(CallContext context, AccountTerms account, FinalBillDraft draft) {
        long id = account.accountId();
        LocalDate billedTo = store.billedTo(id).orElse(null);
        if (billedTo != null && !draft.readOn().isAfter(billedTo)) {
            throw KarawattException.conflict(BillingErrors.ALREADY_BILLED, account.accountNo(), draft.readOn());
        }
        BillingMonth month = draft.readings().isEmpty() ? monthOfReadings(account, draft.readOn()) : read(account, draft, billedTo);
        requireNothingBefore(account, month, billedTo);
        Made made = single.next(account, month, store.ofMonth(List.of(id), month), draft.readOn(), draft.closing() ? draft.readOn() : null);
        String kind = draft.closing() ? BillStore.FINAL : BillStore.INTERIM;
        long billId = issuer.issue(List.of(new Issue(made.bill(), kind, made.seq(), null)), null);
        audit.record(context, "billing.final.issued", "bill", billId, account.accountNo() + " " + kind + " " + draft.readOn() + " "
                + made.bill().amount());
        outbox.publish("karawatt/billing/bill/issued", String.valueOf(billId), Map.of("bill", billId, "account", id, "month", month.value(),
                "kind", kind, "amount", made.bill().amount()));
        return billId;
    }

    /** The month of the last day that is billed. */
    private static BillingMonth month(LocalDate readOn) {
        return BillingMonth.of(readOn.minusDays(1));
    }

    /** The month under which final readings of the day are recorded: that of the route, which may lie beside the calendar's. */
    private BillingMonth monthOfReadings(AccountTerms account, LocalDate readOn) {
        BillingMonth month = month(readOn).previous();
        for (int i = 0; i <= MONTHS_AROUND; i++, month = month.next()) {
            if (accepted(account, month).stream().anyMatch(r -> FINAL.equals(r.reason()) && r.readOn().equals(readOn))) {
                return month;
            }
        }
        throw KarawattException.conflict(BillingErrors.NO_READING, account.accountNo(), readOn);
    }

    /** That of the last day, or a later one that has taken a reading of the days to be billed, such as that of a removed meter. */
    private BillingMonth openMonth(AccountTerms account, LocalDate readOn, LocalDate billedTo) {
        BillingMonth open = month(readOn);
        BillingMonth month = open;
        for (int i = 0; i < MONTHS_AROUND; i++) {
            month = month.next();
            if (accepted(account, month).stream().anyMatch(r -> isUnbilled(r, billedTo) && !r.readOn().isAfter(readOn))) {
                open = month;
            }
        }
        return open;
    }

    private List<MeterReading> accepted(AccountTerms account, BillingMonth month) {
        return readings.accepted(account.accountId(), account.accountId(), month);
    }

    private static boolean isUnbilled(MeterReading reading, LocalDate billedTo) {
        return reading.readOn().isAfter(reading.previousOn()) && (billedTo == null || reading.readOn().isAfter(billedTo));
    }

    /** Records the final readings; each register of the account has to be among them. */
    private BillingMonth read(AccountTerms account, FinalBillDraft draft, LocalDate billedTo) {
        // an import that reads them at the same moment comes before or after
        readings.lock(draft.readings().stream().map(FinalReading::meterNo).toList());
        BillingMonth month = openMonth(account, draft.readOn(), billedTo);
        Map<String, FinalReading> given = new HashMap<>();
        draft.readings().forEach(reading -> given.put(reading.meterNo() + " " + reading.register(), reading));
        Map<Long, Integer> seqs = new HashMap<>();
        accepted(account, month).stream().filter(r -> FINAL.equals(r.reason()))
                .forEach(r -> seqs.merge(r.registerId(), r.seq() + 1, Math::max));
        Faults faults = new Faults();
        List<MeterReading> recorded = new ArrayList<>();
        for (RegisterState register : readings.latest(account.accountId())) {
            FinalReading reading = given.remove(register.meterNo() + " " + register.kind());
            if (reading == null) {
                faults.add("readings", BillingErrors.NOT_READ, register.meterNo(), register.kind());
            } else if (isReadable(faults, register, reading, draft.readOn())) {
                recorded.add(recorded(register, reading.value(), draft.readOn(), month, seqs.getOrDefault(register.registerId(), 0)));
            }
        }
        given.values().forEach(unknown -> faults.add("readings", BillingErrors.REGISTER_UNKNOWN, unknown.meterNo(), unknown.register()));
        faults.throwIfAny();
        try {
            readings.append(recorded);
        } catch (DuplicateKeyException e) {
            throw new OptimisticLockException("read by somebody else meanwhile", e);
        }
        return month;
    }

    private static boolean isReadable(Faults faults, RegisterState register, FinalReading reading, LocalDate readOn) {
        BigDecimal value = reading.value();
        if (!readOn.isAfter(register.lastOn())) {
            faults.add("readings", BillingErrors.READ_BEFORE, register.meterNo(), register.lastOn());
        } else if (value.signum() < 0 || value.stripTrailingZeros().scale() > register.decimalDigits()
                || value.compareTo(BigDecimal.TEN.pow(register.integerDigits())) >= 0) {
            faults.add("readings", MeteringErrors.BAD_VALUE, value.toPlainString());
        } else if (!register.kind().isDemand() && value.compareTo(register.lastValue()) < 0) {
            faults.add("readings", MeteringErrors.BELOW_PREVIOUS, register.kind(), value.toPlainString(), register.lastValue().toPlainString());
        } else {
            return true;
        }
        return false;
    }

    private MeterReading recorded(RegisterState register, BigDecimal value, LocalDate readOn, BillingMonth month, int seq) {
        BigDecimal counted = register.kind().isDemand() ? value : value.subtract(register.lastValue());
        return new MeterReading(numbering.nextId(), register.registerId(), register.accountId(), register.pointId(), month, register.kind(),
                readOn, value, register.lastOn(), register.lastValue(), register.multiplier(),
                counted.multiply(register.multiplier()).setScale(4, RoundingMode.HALF_UP), FINAL, seq, "MANUAL", "ACCEPTED", 0, null);
    }

    /** Days are billed in their order: tiers and whatever else goes from bill to bill depend on it. */
    private void requireNothingBefore(AccountTerms account, BillingMonth month, LocalDate billedTo) {
        long id = account.accountId();
        BillingMonth elsewhere = Optional.ofNullable(openings.between(id, id).get(id)).map(Opening::asOf).orElse(null);
        BillingMonth since = billedTo == null ? month.previous() : BillingMonth.of(billedTo).previous();
        BillingMonth before = month;
        for (int i = 0; i < MONTHS_AROUND && before.compareTo(since) > 0; i++) {
            before = before.previous();
            if (elsewhere != null && elsewhere.compareTo(before) >= 0) {
                return;
            }
            if (accepted(account, before).stream().anyMatch(r -> isUnbilled(r, billedTo))) {
                throw KarawattException.conflict(BillingErrors.DAYS_UNBILLED, account.accountNo(), before);
            }
            if (!readings.heldAccounts(id, id, before).isEmpty()) {
                throw KarawattException.conflict(BillingErrors.READING_HELD, account.accountNo(), before);
            }
        }
    }
}
