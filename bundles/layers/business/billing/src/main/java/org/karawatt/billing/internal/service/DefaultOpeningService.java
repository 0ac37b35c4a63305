package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.api.OpeningDraft;
import org.karawatt.billing.api.OpeningService;
import org.karawatt.billing.internal.store.OpeningStore;
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
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Opening balances as people record them; billing reads them by {@link FactReader}. */
@Component
public final class DefaultOpeningService implements OpeningService {

    private static final String READ = "billing.read";
    private static final String RECORD = "billing.opening";
    private static final int MOST_TIERS = 10;
    private static final int MOST_CARRIED = 20;
    private static final BigDecimal MOST = new BigDecimal("999999999999.9999");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,60}");

    private final UnitOfWork unit;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final OfficePaths offices;
    private final CustomerService customers;
    private final OpeningStore store;

    @Activate
    public DefaultOpeningService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference BusinessClock clock,
            @Reference AuditTrail audit, @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.unit = unit;
        this.clock = clock;
        this.audit = audit;
        this.offices = new OfficePaths(offices);
        this.customers = customers;
        this.store = new OpeningStore(bulk);
    }

    @Override
    public Opening opening(CallContext context, String accountNo) {
        context.require(READ);
        return unit.readOnly(() -> stored(account(context, accountNo)));
    }

    @Override
    public Opening record(CallContext context, String accountNo, OpeningDraft draft) {
        context.require(RECORD);
        check(draft);
        return unit.required(() -> {
            AccountTerms account = account(context, accountNo);
            if (!store.billed(List.of(account.accountId())).isEmpty()) {
                throw KarawattException.conflict(BillingErrors.OPENING_LATE, accountNo);
            }
            Optional<Opening> before = store.find(account.accountId());
            Opening added = new Opening(account.accountId(), accountNo, draft.asOf(), draft.kwh(), draft.byTier(),
                    draft.carried() == null || draft.carried().isEmpty() ? null : draft.carried(), draft.version() == null ? 0 : draft.version());
            if (before.isPresent() != (draft.version() != null) || !write(added, before.isPresent())) {
                throw KarawattException.conflict(KernelErrors.STALE_VERSION);
            }
            audit.record(context, "billing.opening.recorded", "account", account.accountId(), accountNo + " " + draft.asOf() + ": "
                    + before.map(b -> b.kwh().toPlainString() + " -> ").orElse("") + draft.kwh().toPlainString() + " kWh");
            return stored(account);
        });
    }

    private boolean write(Opening opening, boolean exchange) {
        if (exchange) {
            return store.update(opening);
        }
        try {
            store.insert(List.of(opening));
            return true;
        } catch (DuplicateKeyException e) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
    }

    private Opening stored(AccountTerms account) {
        Opening found = store.find(account.accountId())
                .orElseThrow(() -> KarawattException.notFound(BillingErrors.OPENING_UNKNOWN, account.accountNo()));
        return new Opening(found.accountId(), account.accountNo(), found.asOf(), found.kwh(), found.byTier(), found.carried(), found.version());
    }

    private AccountTerms account(CallContext context, String accountNo) {
        return Optional.ofNullable(customers.termsByNumber(List.of(accountNo)).get(accountNo))
                .filter(terms -> context.scope().covers(offices.path(terms.officeId())))
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountNo));
    }

    private void check(OpeningDraft draft) {
        Faults faults = new Faults().required("asOf", draft.asOf()).required("kwh", draft.kwh());
        if (draft.asOf() != null && draft.asOf().compareTo(BillingMonth.of(clock.today())) > 0) {
            faults.add("asOf", BillingErrors.OPENING_FUTURE, draft.asOf());
        }
        quantity(faults, "kwh", draft.kwh());
        if (draft.byTier() != null) {
            tiers(faults, draft);
        }
        if (draft.carried() != null) {
            carried(faults, draft.carried());
        }
        faults.throwIfAny();
    }

    private static void tiers(Faults faults, OpeningDraft draft) {
        List<BigDecimal> tiers = draft.byTier();
        if (tiers.isEmpty() || tiers.size() > MOST_TIERS || tiers.stream().anyMatch(Objects::isNull)) {
            faults.add("byTier", KernelErrors.OUT_OF_RANGE, 1, MOST_TIERS);
            return;
        }
        if (tiers.stream().anyMatch(kwh -> kwh.signum() < 0 || !fits(kwh))) {
            faults.add("byTier", KernelErrors.OUT_OF_RANGE, 0, MOST.toPlainString());
            return;
        }
        BigDecimal sum = tiers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (draft.kwh() != null && fits(draft.kwh()) && sum.compareTo(draft.kwh()) != 0) {
            faults.add("byTier", BillingErrors.OPENING_TIERS, sum.toPlainString(), draft.kwh().toPlainString());
        }
    }

    private static void carried(Faults faults, Map<String, BigDecimal> carried) {
        if (carried.size() > MOST_CARRIED) {
            faults.add("carried", KernelErrors.OUT_OF_RANGE, 0, MOST_CARRIED);
        }
        carried.forEach((name, value) -> {
            if (name == null || !NAME.matcher(name).matches()) {
                faults.add("carried", KernelErrors.BAD_CHARACTER);
            } else if (value == null) {
                faults.add("carried." + name, KernelErrors.REQUIRED);
            } else if (!fits(value.abs())) {
                faults.add("carried." + name, KernelErrors.OUT_OF_RANGE, MOST.negate().toPlainString(), MOST.toPlainString());
            }
        });
    }

    private static void quantity(Faults faults, String field, BigDecimal value) {
        if (value != null && (value.signum() < 0 || !fits(value))) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, 0, MOST.toPlainString());
        }
    }

    /** Asks for the scale first, because comparing or printing a number of a huge exponent would take memory. */
    private static boolean fits(BigDecimal value) {
        return value.scale() <= 4 && value.scale() >= -12 && value.compareTo(MOST) <= 0;
    }
}
