package org.karawatt.metering.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.SharingDraft;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingGroup.Member;
import org.karawatt.metering.api.SharingMemberDraft;
import org.karawatt.metering.api.SharingService;
import org.karawatt.metering.internal.store.SharingStore;
import org.karawatt.metering.internal.store.SharingStore.MeteredAccount;
import org.karawatt.metering.internal.store.SharingStore.Place;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Groups that share a production, and what was agreed with their members day by day. */
@Component
public final class DefaultSharingService implements SharingService {

    private static final String READ = "metering.read";
    private static final String WRITE = "metering.write";
    private static final Set<String> METHODS = Set.of(SharingGroup.FIXED, SharingGroup.PROPORTIONAL);
    /** Most agreements of a group; each is one member for some days. */
    private static final int MOST_MEMBERS = 1_000;
    private static final int SHARE_DECIMALS = 8;
    private static final int PRICE_DECIMALS = 6;
    private static final BigDecimal MOST_PRICE = BigDecimal.valueOf(100_000);

    private final UnitOfWork work;
    private final SharingStore store;
    private final Numbering numbering;
    private final AuditTrail audit;

    @Activate
    public DefaultSharingService(@Reference UnitOfWork work, @Reference BulkStore store, @Reference Numbering numbering,
            @Reference AuditTrail audit) {
        this.work = work;
        this.store = new SharingStore(store);
        this.numbering = numbering;
        this.audit = audit;
    }

    @Override
    public Page<SharingGroup> groups(CallContext context, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> store.groups(context.scope(), page));
    }

    @Override
    public SharingGroup group(CallContext context, String groupNo) {
        context.require(READ);
        return work.readOnly(() -> visible(context, groupNo));
    }

    private SharingGroup visible(CallContext context, String groupNo) {
        return store.find(String.valueOf(groupNo)).filter(group -> context.scope().covers(store.officePath(group)))
                .orElseThrow(() -> KarawattException.notFound(MeteringErrors.SHARING_UNKNOWN, String.valueOf(groupNo)));
    }

    @Override
    public SharingGroup create(CallContext context, SharingDraft draft) {
        context.require(WRITE);
        Faults faults = new Faults().text("groupNo", draft.groupNo(), 24).text("name", draft.name(), 120).text("pointNo", draft.pointNo(), 24);
        if (draft.method() == null || !METHODS.contains(draft.method())) {
            faults.add("method", MeteringErrors.BAD_VALUE, String.valueOf(draft.method()));
        }
        faults.throwIfAny();
        return work.required(() -> {
            Place point = store.place(draft.pointNo()).filter(place -> context.scope().covers(place.officePath()))
                    .orElseThrow(() -> KarawattException.notFound(MeteringErrors.POINT_UNKNOWN, draft.pointNo()));
            if (store.find(draft.groupNo()).isPresent()) {
                throw KarawattException.conflict(MeteringErrors.NUMBER_TAKEN, draft.groupNo());
            }
            if (store.isShared(point.pointId())) {
                throw KarawattException.conflict(MeteringErrors.SHARING_POINT, draft.pointNo());
            }
            SharingGroup group = new SharingGroup(numbering.nextId(), draft.groupNo(), draft.name(), point.pointId(), draft.pointNo(),
                    point.accountId(), point.accountNo(), point.officeId(), draft.method(), List.of());
            store.insert(group);
            audit.record(context, "metering.sharing.created", "sharing", group.id(), draft.groupNo() + " " + draft.pointNo());
            return group;
        });
    }

    @Override
    public SharingGroup setMember(CallContext context, String groupNo, SharingMemberDraft draft) {
        context.require(WRITE);
        return work.required(() -> {
            SharingGroup group = visible(context, groupNo);
            check(draft, group.method().equals(SharingGroup.FIXED));
            MeteredAccount account = account(context, draft.accountNo());
            if (account.accountId() == group.accountId()) {
                throw KarawattException.conflict(MeteringErrors.SHARING_PRODUCER, draft.accountNo(), groupNo);
            }
            store.lock(group.id());
            if (group.members().size() >= MOST_MEMBERS) {
                throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 1, MOST_MEMBERS);
            }
            store.otherGroup(group.id(), account.accountId(), draft.validFrom()).ifPresent(other -> {
                throw KarawattException.conflict(MeteringErrors.SHARING_MEMBER, draft.accountNo(), other);
            });
            later(store.find(groupNo).orElseThrow(), account.accountId(), draft.accountNo(), draft.validFrom());
            store.end(group.id(), account.accountId(), draft.validFrom());
            store.insert(group.id(), new Member(account.accountId(), draft.accountNo(), draft.share(), draft.price(), draft.validFrom(), null));
            SharingGroup changed = store.find(groupNo).orElseThrow();
            requireAtMostAll(changed, draft.validFrom());
            audit.record(context, "metering.sharing.member.set", "sharing", group.id(), draft.accountNo() + " " + draft.validFrom());
            return changed;
        });
    }

    private static void check(SharingMemberDraft draft, boolean fixed) {
        Faults faults = new Faults().text("accountNo", draft.accountNo(), 20).required("price", draft.price())
                .required("validFrom", draft.validFrom());
        BigDecimal share = draft.share();
        boolean sound = fixed ? share != null && share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0
                && share.stripTrailingZeros().scale() <= SHARE_DECIMALS : share == null;
        if (!sound) {
            faults.add("share", MeteringErrors.BAD_VALUE, String.valueOf(share));
        }
        BigDecimal price = draft.price();
        if (price != null && (price.signum() < 0 || price.compareTo(MOST_PRICE) > 0 || price.stripTrailingZeros().scale() > PRICE_DECIMALS)) {
            faults.add("price", MeteringErrors.BAD_VALUE, price);
        }
        faults.throwIfAny();
    }

    private MeteredAccount account(CallContext context, String accountNo) {
        return store.account(accountNo).filter(found -> context.scope().covers(found.officePath()))
                .orElseThrow(() -> KarawattException.notFound(MeteringErrors.SHARING_ACCOUNT, accountNo));
    }

    /** What was agreed is changed from a later day on and never for days before. */
    private static void later(SharingGroup group, long accountId, String accountNo, LocalDate day) {
        for (Member member : group.members()) {
            if (member.accountId() == accountId && !member.validFrom().isBefore(day)) {
                throw KarawattException.conflict(MeteringErrors.SHARING_DATED, accountNo, member.validFrom());
            }
        }
    }

    /** Shares change on first days only, so these are the days to add up. */
    private static void requireAtMostAll(SharingGroup group, LocalDate from) {
        for (Member first : group.members()) {
            if (!first.validFrom().isBefore(from)) {
                BigDecimal sum = group.members().stream().filter(member -> member.share() != null && member.validity().contains(first.validFrom()))
                        .map(Member::share).reduce(BigDecimal.ZERO, BigDecimal::add);
                if (sum.compareTo(BigDecimal.ONE) > 0) {
                    throw KarawattException.conflict(MeteringErrors.SHARING_SUM, group.groupNo(), first.validFrom(),
                            sum.stripTrailingZeros().toPlainString());
                }
            }
        }
    }

    @Override
    public SharingGroup endMember(CallContext context, String groupNo, String accountNo, LocalDate validTo) {
        context.require(WRITE);
        new Faults().text("accountNo", accountNo, 20).required("validTo", validTo).throwIfAny();
        return work.required(() -> {
            SharingGroup group = visible(context, groupNo);
            store.lock(group.id());
            long accountId = group.members().stream().filter(member -> member.accountNo().equals(accountNo)).map(Member::accountId).findFirst()
                    .orElseThrow(() -> KarawattException.notFound(MeteringErrors.SHARING_ACCOUNT, accountNo));
            later(store.find(groupNo).orElseThrow(), accountId, accountNo, validTo);
            store.end(group.id(), accountId, validTo);
            audit.record(context, "metering.sharing.member.ended", "sharing", group.id(), accountNo + " " + validTo);
            return store.find(groupNo).orElseThrow();
        });
    }

    @Override
    public List<SharingGroup> touching(long fromAccount, long toAccount, Period period) {
        return work.readOnly(() -> store.touching(fromAccount, toAccount, period));
    }
}
