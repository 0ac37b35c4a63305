package org.karawatt.outage.internal.service;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.notice.api.BatchDraft;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.Population;
import org.karawatt.outage.api.Outage;
import org.karawatt.outage.api.OutageChange;
import org.karawatt.outage.api.OutageDraft;
import org.karawatt.outage.api.OutageErrors;
import org.karawatt.outage.api.OutageQuery;
import org.karawatt.outage.api.OutageRule;
import org.karawatt.outage.api.OutageService;
import org.karawatt.outage.internal.store.OutageStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outages on the shared store. The outage is stored first and its notice is prepared after that, because a notice to nobody is refused, and
 * an outage that concerns nobody (no important customer on the line) is none.
 */
@Component
public final class DefaultOutageService implements OutageService {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultOutageService.class);
    private static final String READ = "outage.read";
    private static final String WRITE = "outage.write";
    private static final String OBJECT = "outage";
    private static final String PLANNED = "PLANNED";
    private static final String CANCELLED = "CANCELLED";
    private static final String RESTORED = "RESTORED";
    private static final String DRAFT = "DRAFT";
    private static final String STOPPED = "STOPPED";
    private static final String CHANGED = "outage-changed";
    private static final String CALLED_OFF = "outage-cancelled";
    private static final String BACK = "power-restored";
    private static final int MOST_DAYS = 30;
    private static final int MOST_AREAS = 1_000;
    private static final int MOST_OF_ACCOUNT = 100;
    private static final int MOST_REASON = 300;

    private final UnitOfWork work;
    private final OutageStore store;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final EquipmentService equipment;
    private final MeteringService metering;
    private final CustomerService customers;
    private final NoticeBatchService batches;

    @Activate
    public DefaultOutageService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference AuditTrail audit, @Reference BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) NoticeBatchService batches) {
        this.work = work;
        this.store = new OutageStore(bulk, clock.zone());
        this.numbering = numbering;
        this.audit = audit;
        this.clock = clock;
        this.equipment = equipment;
        this.metering = metering;
        this.customers = customers;
        this.batches = batches;
    }

    /** The same person with rights that planning brings along, in the same offices: his name still counts for four eyes. */
    private static CallContext with(CallContext context, String... rights) {
        Set<String> all = new HashSet<>(context.permissions());
        all.addAll(Set.of(rights));
        return new CallContext(context.user(), all, context.scope(), context.locale(), context.channel(), context.reason());
    }

    @Override
    public Outage plan(CallContext context, OutageDraft draft) {
        context.require(WRITE);
        Faults faults = new Faults().text("kind", draft.kind(), 12).text("lineNo", draft.lineNo(), 24).text("reason", draft.reason(), MOST_REASON)
                .optionalText("shortNoticeReason", draft.shortNoticeReason(), MOST_REASON);
        period(faults, draft.from(), draft.to());
        if (draft.areaNos().size() > MOST_AREAS) {
            faults.add("areaNos", KernelErrors.OUT_OF_RANGE, 0, MOST_AREAS);
        }
        faults.throwIfAny();
        long id = work.required(() -> {
            OutageRule rule = rule(draft.kind());
            checkNotice(rule, draft.from(), draft.shortNoticeReason());
            CallContext reader = with(context, "equipment.read");
            Line line = equipment.line(reader, draft.lineNo());
            List<Area> areas = areas(line, draft.areaNos());
            Outage outage = new Outage(numbering.nextId(), "TD" + numbering.next("outage-no"), draft.kind(), line.lineNo(), line.name(), List.of(),
                    line.officeId(), draft.from(), draft.to(), draft.reason(), draft.shortNoticeReason(),
                    draft.from().minusHours(rule.noticeHours()), null, PLANNED, context.user(), clock.now(), 0);
            store.insert(outage, line, areas);
            audit.record(context, "outage.planned", OBJECT, outage.id(), draft.kind() + " " + line.lineNo() + " " + draft.from());
            return outage.id();
        });
        return tellLater(context, id, null, null);
    }

    private static void period(Faults faults, LocalDateTime from, LocalDateTime to) {
        faults.required("from", from).required("to", to);
        if (from != null && to != null && (!to.isAfter(from) || to.isAfter(from.plusDays(MOST_DAYS)))) {
            faults.add("to", OutageErrors.PERIOD, MOST_DAYS);
        }
    }

    private OutageRule rule(String kind) {
        return store.rule(kind, clock.today()).orElseThrow(() -> KarawattException.invalid(OutageErrors.KIND_UNKNOWN, kind));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.now(), clock.zone());
    }

    private void checkNotice(OutageRule rule, LocalDateTime from, String shortNoticeReason) {
        Faults faults = new Faults();
        if (from.isBefore(now()) && rule.noticeHours() > 0) {
            faults.add("from", OutageErrors.IN_THE_PAST);
        } else if (from.isBefore(now().plusHours(rule.noticeHours()))) {
            if (!rule.shortNotice()) {
                LocalDateTime earliest = now().plusHours(rule.noticeHours()).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
                faults.add("from", OutageErrors.TOO_SHORT, rule.kind(), rule.noticeHours(), earliest);
            } else if (shortNoticeReason == null || shortNoticeReason.isBlank()) {
                faults.add("shortNoticeReason", OutageErrors.SHORT_NOTICE_REASON, rule.noticeHours());
            }
        }
        faults.throwIfAny();
    }

    private List<Area> areas(Line line, List<String> areaNos) {
        List<Area> all = new ArrayList<>();
        Page<Area> page;
        do {
            page = equipment.areas(CallContext.system(), line.id(), new PageRequest(all.size(), PageRequest.MAX_LIMIT));
            all.addAll(page.items());
        } while (!page.items().isEmpty() && all.size() < page.total());
        if (areaNos.isEmpty()) {
            if (all.isEmpty() || all.size() > MOST_AREAS) {
                throw KarawattException.invalid(all.isEmpty() ? OutageErrors.NO_AREAS : KernelErrors.OUT_OF_RANGE,
                        all.isEmpty() ? new Object[] {line.lineNo()} : new Object[] {1, MOST_AREAS});
            }
            return all;
        }
        Faults faults = new Faults();
        Set<String> wanted = new HashSet<>(areaNos);
        Set<String> there = new HashSet<>();
        all.forEach(area -> there.add(area.areaNo()));
        wanted.stream().filter(no -> !there.contains(no)).sorted()
                .forEach(no -> faults.add("areaNos", OutageErrors.AREA_ELSEWHERE, no, line.lineNo()));
        faults.throwIfAny();
        return all.stream().filter(area -> wanted.contains(area.areaNo())).toList();
    }

    /**
     * Prepares the notice of an outage as it is now. Of two that do so at once, or while the outage is moved, one is too late: its notice
     * is taken back with its unit and the other's counts.
     *
     * @param correction code of a correction; null for the first notice
     * @param reason what customers are told; null for the reason of the outage
     */
    private Outage tell(CallContext context, long outageId, String correction, String reason) {
        try {
            return work.required(() -> {
                Outage outage = known(context, outageId);
                long batch = batches.prepare(with(context, "notice.batch"), notice(outage, correction, reason)).id();
                if (!store.batch(outage, batch)) {
                    throw KarawattException.conflict(KernelErrors.STALE_VERSION);
                }
                return known(context, outageId);
            });
        } catch (KarawattException e) {
            if (e.code() != NoticeErrors.NOBODY && e.code() != KernelErrors.STALE_VERSION) {
                throw e;
            }
            return work.readOnly(() -> known(context, outageId));
        }
    }

    /**
     * Like {@link #tell} for an outage that has been stored already: a notice that cannot be prepared must not look as if the outage were
     * not there, or it is planned twice. The notice can be asked for again.
     */
    private Outage tellLater(CallContext context, long outageId, String correction, String reason) {
        try {
            return tell(context, outageId, correction, reason);
        } catch (RuntimeException e) {
            Outage outage = work.readOnly(() -> known(context, outageId));
            LOG.warn("outage {} is stored, but its notice could not be prepared; ask for it again", outage.outageNo(), e);
            return outage;
        }
    }

    private BatchDraft notice(Outage outage, String correction, String reason) {
        OutageRule rule = rule(outage.kind());
        String code = correction != null ? correction : PLANNED.equals(outage.kind()) ? "planned-outage" : "temporary-outage";
        boolean strict = PLANNED.equals(outage.status()) && !rule.shortNotice();
        Instant sendBy = strict ? instant(outage.notifyBy()) : null;
        Population population = new Population(null, null, outage.lineNo(), outage.areaNos(), null,
                "IMPORTANT".equals(rule.recipients()) ? "IMPORTANT" : null, null);
        return new BatchDraft(outage.outageNo() + " " + outage.lineName(), code, population, Map.of("from", minute(outage.from()), "to",
                minute(outage.to()), "reason", reason == null ? outage.reason() : reason), sendBy);
    }

    private static String minute(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    @Override
    public Page<Outage> outages(CallContext context, OutageQuery query, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> store.find(context.scope(), new OutageStore.Filter(query.lineNo(), query.areaNo(), query.status(),
                instant(query.from()), instant(query.to())), page));
    }

    private Instant instant(LocalDateTime time) {
        return time == null ? null : time.atZone(clock.zone()).toInstant();
    }

    @Override
    public Outage outage(CallContext context, long outageId) {
        context.require(READ);
        return work.readOnly(() -> known(context, outageId));
    }

    private Outage known(CallContext context, long outageId) {
        return store.find(context.scope(), outageId).orElseThrow(() -> KarawattException.notFound(OutageErrors.OUTAGE_UNKNOWN, outageId));
    }

    @Override
    public List<Outage> affecting(CallContext context, String accountNo) {
        context.require(READ);
        return work.readOnly(() -> {
            Account account = customers.account(context, accountNo);
            List<Long> areas = metering.points(with(context, "metering.read"), account.id()).stream().map(MeteringPoint::areaId)
                    .filter(Objects::nonNull).distinct().toList();
            return store.ofAreas(areas, clock.now(), MOST_OF_ACCOUNT);
        });
    }

    @Override
    public Outage change(CallContext context, long outageId, int version, OutageChange change) {
        context.require(WRITE);
        Faults faults = new Faults().text("reason", change.reason(), MOST_REASON)
                .optionalText("shortNoticeReason", change.shortNoticeReason(), MOST_REASON);
        period(faults, change.from(), change.to());
        faults.throwIfAny();
        boolean told = work.required(() -> {
            Outage outage = open(context, outageId, version);
            OutageRule rule = rule(outage.kind());
            checkNotice(rule, change.from(), change.shortNoticeReason());
            move(outage, new Move(change.from(), change.to(), change.shortNoticeReason(), change.reason(),
                    change.from().minusHours(rule.noticeHours()), PLANNED));
            audit.record(context, "outage.changed", OBJECT, outageId, outage.from() + " -> " + change.from());
            return withdraw(context, outage);
        });
        return told ? tellLater(context, outageId, CHANGED, change.reason()) : tellLater(context, outageId, null, null);
    }

    @Override
    public Outage cancel(CallContext context, long outageId, int version, String reason) {
        context.require(WRITE);
        new Faults().text("reason", reason, MOST_REASON).throwIfAny();
        boolean told = work.required(() -> {
            Outage outage = open(context, outageId, version);
            move(outage, new Move(outage.from(), outage.to(), outage.shortNoticeReason(), reason, outage.notifyBy(), CANCELLED));
            audit.record(context, "outage.cancelled", OBJECT, outageId, null);
            return withdraw(context, outage);
        });
        return told ? tellLater(context, outageId, CALLED_OFF, reason) : outage(with(context, READ), outageId);
    }

    @Override
    public Outage restore(CallContext context, long outageId, int version, LocalDateTime at, String reason) {
        context.require(WRITE);
        new Faults().text("reason", reason, MOST_REASON).required("at", at).throwIfAny();
        boolean told = work.required(() -> {
            Outage outage = open(context, outageId, version);
            if (!at.isAfter(outage.from()) || !at.isBefore(outage.to()) || at.isAfter(now())) {
                new Faults().add("at", OutageErrors.RESTORED_WHEN, outage.from(), outage.to()).throwIfAny();
            }
            move(outage, new Move(outage.from(), at, outage.shortNoticeReason(), reason, outage.notifyBy(), RESTORED));
            audit.record(context, "outage.restored", OBJECT, outageId, outage.to() + " -> " + at);
            return withdraw(context, outage);
        });
        return told ? tellLater(context, outageId, BACK, reason) : outage(with(context, READ), outageId);
    }

    private Outage open(CallContext context, long outageId, int version) {
        Outage outage = known(context, outageId);
        if (outage.version() != version) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
        if (!PLANNED.equals(outage.status()) || outage.to().isBefore(now())) {
            throw KarawattException.conflict(OutageErrors.OVER, outage.outageNo());
        }
        return outage;
    }

    /** What becomes of an outage; {@code changeReason} is what customers are told about it. */
    private record Move(LocalDateTime from, LocalDateTime to, String shortNoticeReason, String changeReason, LocalDateTime notifyBy,
            String status) {
    }

    private void move(Outage outage, Move move) {
        if (!store.change(outage, instant(move.from()), instant(move.to()), move.shortNoticeReason(), move.changeReason(),
                instant(move.notifyBy()), move.status())) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
    }

    /**
     * Takes back what has not been told yet, in the unit that moves the outage: a notice of the old times never outlives it. Returns
     * whether anybody may have been told, by this notice or an earlier one.
     */
    private boolean withdraw(CallContext context, Outage outage) {
        if (outage.batchId() != null) {
            CallContext keeper = with(context, "notice.read", "notice.batch", "notice.release");
            NoticeBatch batch = batches.batch(keeper, outage.batchId());
            if (DRAFT.equals(batch.status())) {
                batches.cancel(keeper, batch.id());
            } else if (!CANCELLED.equals(batch.status())) {
                if (!STOPPED.equals(batch.status())) {
                    batches.stop(keeper, batch.id());
                }
                store.told(outage.id());
            }
        }
        return store.isTold(outage.id());
    }

    @Override
    public Outage prepareNotice(CallContext context, long outageId) {
        context.require(WRITE);
        Outage outage = work.readOnly(() -> known(context, outageId));
        boolean told = work.readOnly(() -> store.isTold(outageId));
        // who was told of an outage that is off must still hear so when that notice could not be prepared
        boolean owed = PLANNED.equals(outage.status()) || told && outage.batchId() == null;
        // one that has ended early is over by nature
        if (!owed || outage.to().isBefore(now()) && !RESTORED.equals(outage.status())) {
            throw KarawattException.conflict(OutageErrors.OVER, outage.outageNo());
        }
        if (outage.batchId() != null) {
            return outage;
        }
        return !told ? tell(context, outageId, null, null)
                : tell(context, outageId, correction(outage), work.readOnly(() -> store.changeReason(outageId).orElse(null)));
    }

    private static String correction(Outage outage) {
        return switch (outage.status()) {
            case CANCELLED -> CALLED_OFF;
            case RESTORED -> BACK;
            default -> CHANGED;
        };
    }

    @Override
    public List<OutageRule> rules(CallContext context) {
        context.require(READ);
        return work.readOnly(() -> store.rules(clock.today()));
    }
}
