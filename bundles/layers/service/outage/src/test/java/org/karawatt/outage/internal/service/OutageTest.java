package org.karawatt.outage.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.notice.api.BatchDraft;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeBatchService;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.outage.api.Outage;
import org.karawatt.outage.api.OutageChange;
import org.karawatt.outage.api.OutageDraft;
import org.karawatt.outage.api.OutageErrors;
import org.karawatt.outage.api.OutageQuery;
import org.karawatt.outage.internal.store.OutageStore;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Outages on line L1 with areas T1 and T2 of office 3301. The clock stands at noon of 1 July 2026. */
class OutageTest {

    private static final CallContext PLANNER = TestContexts.clerk("/33/3301/", "outage.*", "customer.read");
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 7, 1, 12, 0);

    private final Map<Long, NoticeBatch> batches = new HashMap<>();
    private final List<BatchDraft> drafts = new ArrayList<>();
    private final AtomicLong lastBatch = new AtomicLong();
    /** Why no notice can be prepared. */
    private NoticeErrors refused;
    /** Refuses to take notices back. */
    private boolean stuck;
    /** What another user does while a notice is being prepared; done once. */
    private Runnable meanwhile;

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(OutageTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private DefaultOutageService service(TestDatabase db) {
        ParentRows.offices(db);
        db.unitOfWork().required(() -> {
            db.bulk().insert("equipment_line", List.of("id", "line_no", "name", "voltage_code", "office_id", "version"),
                    List.<Object[]>of(new Object[] {1L, "L1", "城东线", "AC00101", ParentRows.EAST, 0}));
        });
        return new DefaultOutageService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock(), equipment(), metering(), customers(),
                notices(db.unitOfWork()));
    }

    private static EquipmentService equipment() {
        List<Area> areas = List.of(new Area(11, "T1", "一", 1, ParentRows.EAST, BigDecimal.TEN, true, 0),
                new Area(12, "T2", "二", 1, ParentRows.EAST, BigDecimal.TEN, true, 0));
        return fake(EquipmentService.class, (proxy, method, args) -> switch (method.getName()) {
            case "line" -> {
                ((CallContext) args[0]).require("equipment.read");
                yield new Line(1, "L1", "城东线", "AC00101", ParentRows.EAST, 0);
            }
            case "areas" -> new Page<>(areas, 0, 500, 2);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static MeteringService metering() {
        return fake(MeteringService.class, (proxy, method, args) -> List.of(new MeteringPoint(1, "P1", 100, ParentRows.EAST, null, null, 0, 11L,
                "AC00002", "LL", "SETTLEMENT", null, "METERED", null, null, null, null, null, List.of(), 0)));
    }

    private static CustomerService customers() {
        return fake(CustomerService.class, (proxy, method, args) -> new Account(100, "A100", 100, "C100", "客户", null, null, ParentRows.EAST, "3301",
                "RESIDENTIAL", null, "AC00002", "1", "ACTIVE", LocalDate.of(2010, 1, 1), null, null, null, 0));
    }

    /** Notices that are there once their unit has committed, and as they were when it has not. */
    private NoticeBatchService notices(UnitOfWork work) {
        return fake(NoticeBatchService.class, (proxy, method, args) -> {
            CallContext context = (CallContext) args[0];
            assertEquals("clerk", context.user(), "four eyes need the real name");
            switch (method.getName()) {
                case "prepare" -> {
                    context.require("notice.batch");
                    if (refused != null) {
                        throw KarawattException.invalid(refused, 1);
                    }
                    Runnable other = meanwhile;
                    meanwhile = null;
                    if (other != null) {
                        CompletableFuture.runAsync(other).join();
                    }
                    BatchDraft draft = (BatchDraft) args[1];
                    NoticeBatch batch = new NoticeBatch(lastBatch.incrementAndGet(), draft.title(), draft.code(), 1, ParentRows.EAST,
                            draft.population(), draft.values(), 1, 1, false, draft.sendBy(), "DRAFT", context.user(), null, null, null,
                            null, Map.of(), 0);
                    work.afterCommit(() -> {
                        drafts.add(draft);
                        batches.put(batch.id(), batch);
                    });
                    return batch;
                }
                case "cancel" -> takeBack(work, (Long) args[1], "CANCELLED");
                case "stop" -> takeBack(work, (Long) args[1], "STOPPED");
                default -> assertEquals("batch", method.getName());
            }
            return batches.get((Long) args[1]);
        });
    }

    private void takeBack(UnitOfWork work, long id, String status) {
        if (stuck) {
            throw new IllegalStateException("planned failure");
        }
        work.afterCommit(() -> move(id, status));
    }

    private void move(long id, String status) {
        UnaryOperator<NoticeBatch> moved = b -> new NoticeBatch(b.id(), b.title(), b.code(), 1, b.officeId(), b.population(), b.values(), 1, 1,
                false, b.sendBy(), status, b.createdBy(), null, null, null, null, Map.of(), 0);
        batches.computeIfPresent(id, (key, batch) -> moved.apply(batch));
    }

    /** The one notice that can be released. */
    private NoticeBatch releasable() {
        List<NoticeBatch> found = batches.values().stream().filter(batch -> batch.status().equals("DRAFT")).toList();
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    private static OutageDraft draft(String kind, LocalDateTime from, String shortNotice, String... areas) {
        return new OutageDraft(kind, "L1", List.of(areas), from, from.plusHours(4), "线路检修", shortNotice);
    }

    private static ErrorCode refusal(Runnable call) {
        return assertThrows(KarawattException.class, call::run).code();
    }

    @OnEachDatabase
    void aPlannedOutageNeedsSevenDaysAndTellsAllOfItsAreas(TestDatabase db) {
        DefaultOutageService service = service(db);
        assertEquals(OutageErrors.TOO_SHORT, refusal(() -> service.plan(PLANNER, draft("PLANNED", NOON.plusDays(7).minusSeconds(1), "urgent"))));
        Outage outage = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(7), null, "T2"));
        assertEquals(List.of("T2"), outage.areaNos());
        assertEquals(NOON, outage.notifyBy());
        BatchDraft notice = drafts.get(0);
        assertEquals("planned-outage", notice.code());
        assertEquals(List.of("T2"), notice.population().areaNos());
        assertNull(notice.population().importance());
        assertEquals(db.clock().now(), notice.sendBy());
        assertEquals(Map.of("from", "2026-07-08T12:00", "to", "2026-07-08T16:00", "reason", "线路检修"), notice.values());
        assertEquals(List.of("T1", "T2"), service.plan(PLANNER, draft("PLANNED", NOON.plusDays(8), null)).areaNos(), "all areas of the line");
        assertEquals(OutageErrors.AREA_ELSEWHERE, refusal(() -> service.plan(PLANNER, draft("PLANNED", NOON.plusDays(8), null, "T9"))));
        assertEquals(OutageErrors.KIND_UNKNOWN, refusal(() -> service.plan(PLANNER, draft("WHIM", NOON.plusDays(8), null))));
        assertEquals(KernelErrors.PERMISSION_DENIED, refusal(() -> service.plan(TestContexts.clerk("/33/", "outage.read"),
                draft("PLANNED", NOON.plusDays(8), null))));
    }

    @OnEachDatabase
    void aTemporaryOneTellsImportantCustomersADayBeforeOrSaysWhyNot(TestDatabase db) {
        DefaultOutageService service = service(db);
        assertEquals(OutageErrors.SHORT_NOTICE_REASON, refusal(() -> service.plan(PLANNER, draft("TEMPORARY", NOON.plusHours(23), null))));
        Outage urgent = service.plan(PLANNER, draft("TEMPORARY", NOON.plusHours(23), "导线断股"));
        assertEquals("导线断股", urgent.shortNoticeReason());
        assertEquals("IMPORTANT", drafts.get(0).population().importance());
        assertNull(drafts.get(0).sendBy());
        refused = NoticeErrors.NOBODY;
        assertNull(service.plan(PLANNER, draft("TEMPORARY", NOON.plusHours(24), null)).batchId(), "no important customer there");
        assertEquals(2, service.outages(PLANNER, new OutageQuery("L1", null, "PLANNED", NOON, null), PageRequest.first(10)).total());
    }

    @OnEachDatabase
    void whatWasToldIsCorrectedAndWhatWasNotIsTakenBack(TestDatabase db) {
        DefaultOutageService service = service(db);
        Outage outage = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(10), null));
        OutageChange later = new OutageChange(NOON.plusDays(11), NOON.plusDays(11).plusHours(1), "下雨", null);
        Outage moved = service.change(PLANNER, outage.id(), outage.version(), later);
        assertEquals("CANCELLED", batches.get(1L).status());
        assertEquals("planned-outage", drafts.get(1).code());
        assertEquals("2026-07-12T12:00", drafts.get(1).values().get("from"));
        assertEquals(KernelErrors.STALE_VERSION, refusal(() -> service.change(PLANNER, outage.id(), outage.version(), later)));
        move(2, "DONE");
        Outage again = service.change(PLANNER, moved.id(), moved.version(), later);
        assertEquals("STOPPED", batches.get(2L).status(), "who was not told yet is not told the old times");
        assertEquals("outage-changed", drafts.get(2).code());
        assertEquals("下雨", drafts.get(2).values().get("reason"));
        Outage off = service.cancel(PLANNER, again.id(), again.version(), "不再需要");
        assertEquals("CANCELLED", off.status());
        assertEquals("CANCELLED", batches.get(3L).status(), "the correction that nobody has released yet");
        assertEquals("outage-cancelled", drafts.get(3).code());
        assertNull(drafts.get(3).sendBy());
        assertEquals(OutageErrors.OVER, refusal(() -> service.cancel(PLANNER, off.id(), off.version(), "x")));
    }

    @OnEachDatabase
    void ofTwoPreparationsAtOnceOneNoticeIsLeft(TestDatabase db) {
        DefaultOutageService service = service(db);
        refused = NoticeErrors.NOBODY;
        Outage outage = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(10), null));
        refused = null;
        meanwhile = () -> service.prepareNotice(PLANNER, outage.id());
        assertEquals(releasableAfter(() -> service.prepareNotice(PLANNER, outage.id())), service.outage(PLANNER, outage.id()).batchId());
        refused = NoticeErrors.NOBODY;
        Outage moving = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(20), null));
        refused = null;
        batches.clear();
        meanwhile = () -> service.change(PLANNER, moving.id(), moving.version(),
                new OutageChange(NOON.plusDays(21), NOON.plusDays(22), "下雨", null));
        assertEquals(releasableAfter(() -> service.prepareNotice(PLANNER, moving.id())), service.outage(PLANNER, moving.id()).batchId());
        assertEquals("2026-07-22T12:00", releasable().values().get("from"));
    }

    private long releasableAfter(Supplier<Outage> call) {
        Outage answer = call.get();
        assertEquals(releasable().id(), answer.batchId(), "the loser answers with the other's notice");
        return releasable().id();
    }

    @OnEachDatabase
    void anOutageThatIsPreparedWhileItIsMovedKeepsNoOldTimes(TestDatabase db) {
        DefaultOutageService service = service(db);
        refused = NoticeErrors.NOBODY;
        Outage outage = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(10), null));
        refused = null;
        OutageStore store = new OutageStore(db.bulk(), db.clock().zone());
        Outage prepared = service.prepareNotice(PLANNER, outage.id());
        assertEquals(outage.version(), prepared.version());
        Instant now = db.clock().now();
        assertFalse(db.unitOfWork().required(() -> store.change(outage, now, now, null, "x", now, "PLANNED")),
                "it has a notice that was not seen and would not be taken back");
        assertFalse(db.unitOfWork().required(() -> store.batch(outage, 99)));
        assertEquals(prepared, service.outage(PLANNER, outage.id()));
    }

    @OnEachDatabase
    void isMovedOnlyWithItsNoticeTakenBack(TestDatabase db) {
        DefaultOutageService service = service(db);
        Outage outage = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(10), null));
        OutageChange later = new OutageChange(NOON.plusDays(11), NOON.plusDays(11).plusHours(1), "下雨", null);
        stuck = true;
        assertThrows(IllegalStateException.class, () -> service.change(PLANNER, outage.id(), outage.version(), later));
        assertThrows(IllegalStateException.class, () -> service.cancel(PLANNER, outage.id(), outage.version(), "x"));
        assertEquals(outage, service.outage(PLANNER, outage.id()));
        stuck = false;
        Outage moved = service.change(PLANNER, outage.id(), outage.version(), later);
        assertEquals(moved.batchId(), releasable().id());
        assertNull(service.cancel(PLANNER, moved.id(), moved.version(), "x").batchId(), "nobody has been told");
    }

    @OnEachDatabase
    void anOutageIsStoredOnceThoughItsNoticeCannotBePrepared(TestDatabase db) {
        DefaultOutageService service = service(db);
        refused = NoticeErrors.TOO_MANY;
        Outage outage = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(10), null));
        assertNull(outage.batchId());
        assertEquals(NoticeErrors.TOO_MANY, refusal(() -> service.prepareNotice(PLANNER, outage.id())), "why there is none");
        refused = null;
        Outage prepared = service.prepareNotice(PLANNER, outage.id());
        assertEquals(List.of("planned-outage", prepared.batchId()), List.of(releasable().code(), releasable().id()));
        move(prepared.batchId(), "DONE");
        refused = NoticeErrors.TEMPLATE_UNKNOWN;
        Outage moved = service.change(PLANNER, outage.id(), prepared.version(),
                new OutageChange(NOON.plusDays(11), NOON.plusDays(12), "下雨", null));
        assertNull(moved.batchId(), "the old notice is not the one of the new times");
        assertEquals("STOPPED", batches.get(prepared.batchId()).status());
        refused = null;
        Outage corrected = service.prepareNotice(PLANNER, outage.id());
        assertEquals(List.of("outage-changed", "2026-07-12T12:00", "下雨"),
                List.of(releasable().code(), releasable().values().get("from"), releasable().values().get("reason")));
        refused = NoticeErrors.TEMPLATE_UNKNOWN;
        assertEquals("CANCELLED", service.cancel(PLANNER, outage.id(), corrected.version(), "不再需要").status());
        refused = null;
        service.prepareNotice(PLANNER, outage.id());
        assertEquals(List.of("outage-cancelled", "不再需要"), List.of(releasable().code(), releasable().values().get("reason")),
                "not why there was an outage, nor why it was moved");
        assertEquals(OutageErrors.OVER, refusal(() -> service.prepareNotice(PLANNER, outage.id())));
        assertEquals(1, service.outages(PLANNER, new OutageQuery("L1", null, null, null, null), PageRequest.first(10)).total());
    }

    @OnEachDatabase
    void whoWasToldHearsThatSupplyIsBackEarly(TestDatabase db) {
        DefaultOutageService service = service(db);
        Outage outage = service.plan(PLANNER, draft("FAULT", NOON.minusHours(1), "断线"));
        move(outage.batchId(), "DONE");
        for (LocalDateTime wrong : List.of(outage.from(), outage.to(), NOON.plusMinutes(1))) {
            assertEquals(OutageErrors.RESTORED_WHEN, refusal(() -> service.restore(PLANNER, outage.id(), outage.version(), wrong, "抢修完成")));
        }
        Outage back = service.restore(PLANNER, outage.id(), outage.version(), NOON.minusMinutes(10), "抢修完成");
        assertEquals("RESTORED", back.status());
        assertEquals(NOON.minusMinutes(10), back.to());
        assertEquals("STOPPED", batches.get(outage.batchId()).status());
        assertEquals("power-restored", releasable().code());
        assertEquals(Map.of("from", "2026-07-01T11:00", "to", "2026-07-01T11:50", "reason", "抢修完成"), releasable().values());
        assertNull(drafts.get(1).sendBy());
        assertEquals(OutageErrors.OVER, refusal(() -> service.restore(PLANNER, back.id(), back.version(), NOON.minusMinutes(9), "x")));
        assertEquals(List.of(), service.affecting(PLANNER, "A100"));

        Outage other = service.plan(PLANNER, draft("FAULT", NOON.minusHours(1), "断线"));
        move(other.batchId(), "DONE");
        refused = NoticeErrors.TEMPLATE_UNKNOWN;
        assertNull(service.restore(PLANNER, other.id(), other.version(), NOON, "抢修完成").batchId());
        refused = null;
        batches.clear();
        assertEquals(releasable(service.prepareNotice(PLANNER, other.id())).code(), "power-restored");
        Outage untold = service.plan(PLANNER, draft("FAULT", NOON.minusHours(1), "断线"));
        assertNull(service.restore(PLANNER, untold.id(), untold.version(), NOON, "抢修完成").batchId(), "nobody has been told");
    }

    private NoticeBatch releasable(Outage outage) {
        assertEquals(releasable().id(), outage.batchId());
        return releasable();
    }

    @OnEachDatabase
    void answersWhoAsks(TestDatabase db) {
        DefaultOutageService service = service(db);
        Outage here = service.plan(PLANNER, draft("PLANNED", NOON.plusDays(8), null, "T1"));
        service.plan(PLANNER, draft("PLANNED", NOON.plusDays(9), null, "T2"));
        assertEquals(List.of(here.id()), service.affecting(PLANNER, "A100").stream().map(Outage::id).toList());
        assertEquals(1, service.outages(PLANNER, new OutageQuery(null, "T2", null, null, null), PageRequest.first(10)).total());
        assertEquals(0, service.outages(TestContexts.clerk("/33/3302/", "outage.read"), new OutageQuery(null, null, null, null, null),
                PageRequest.first(10)).total());
        assertEquals(OutageErrors.OUTAGE_UNKNOWN, refusal(() -> service.outage(TestContexts.clerk("/33/3302/", "outage.read"), here.id())));
        assertEquals(List.of("FAULT", "OVERLOAD", "PLANNED", "TEMPORARY"), service.rules(PLANNER).stream().map(r -> r.kind()).toList());
        db.clock().setDate(LocalDate.of(2026, 7, 10));
        assertEquals(List.of(), service.affecting(PLANNER, "A100"));
    }
}
