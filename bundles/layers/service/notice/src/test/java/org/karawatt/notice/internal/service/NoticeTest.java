package org.karawatt.notice.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.notice.api.BatchDraft;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeAttachment;
import org.karawatt.notice.api.NoticeBasis;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeDraft;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeProof;
import org.karawatt.notice.api.NoticeQuery;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.api.Population;
import org.karawatt.notice.api.PreferenceDraft;
import org.karawatt.notice.internal.service.NoticeWorld.Recorder;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Notices from their text to their proof, on both databases. */
class NoticeTest {

    private static final CallContext ADMIN = NoticeWorld.ADMIN;
    private static final CallContext BOSS = NoticeWorld.BOSS;
    private static final Map<String, String> VALUES = Map.of("from", "2026-07-09");
    private static final Population AREA = new Population(null, null, null, List.of("T1"), null, null, null);
    private static final Population OFFICE = new Population("3301", null, null, List.of(), null, null, null);

    private static NoticeDraft draft(String code, String account, String reference) {
        return new NoticeDraft(code, account, reference, VALUES, List.of());
    }

    private static Notice only(NoticeWorld world, long id) {
        return world.notices.proof(ADMIN, id).notice();
    }

    private static ErrorCode refusal(Runnable call) {
        return assertThrows(KarawattException.class, call::run).code();
    }

    @OnEachDatabase
    void isStoredWithTheCallersUnitAndSentAfterwards(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        Recorder mail = new Recorder("mail");
        world.sender.bindChannel(mail);
        NoticeDraft draft = new NoticeDraft("bill-issued", "A101", "B-1", VALUES, List.of(new NoticeAttachment("bill.pdf", "application/pdf",
                new byte[] {1, 2})));
        assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
            world.notices.send(ADMIN, draft);
            throw new IllegalStateException("planned failure");
        }));
        assertEquals(0, world.notices.notices(ADMIN, new NoticeQuery(null, null, null, null, null), PageRequest.first(10)).total());
        List<Notice> stored = world.notices.send(ADMIN, draft);
        assertEquals(stored.get(0).id(), world.notices.send(ADMIN, draft).get(0).id(), "the same again is the same notice");
        Eventually.until(() -> only(world, stored.get(0).id()).status() == NoticeStatus.SENT);
        assertEquals(1, mail.sent.size());
        assertEquals("A101 9 July 2026", mail.sent.peek().text());
        assertEquals("c101@example.org", mail.sent.peek().address());
        assertEquals(2, mail.sent.peek().attachments().get(0).content().length);
        NoticeProof proof = world.notices.proof(ADMIN, stored.get(0).id());
        assertEquals("c***@example.org", proof.notice().sentTo());
        assertEquals("kw-" + stored.get(0).id(), proof.messageId());
        assertEquals("R-kw-" + stored.get(0).id(), proof.channelReference());
        assertEquals("A101 9 July 2026", proof.text());
        assertEquals(64, proof.contentHash().length());
        assertEquals(List.of("SENT"), proof.attempts().stream().map(NoticeProof.Attempt::outcome).toList());
        CallContext clerk = TestContexts.clerk("/33/3301/", "notice.read");
        assertNull(world.notices.proof(clerk, stored.get(0).id()).text(), "the text names the customer");
        assertEquals(NoticeErrors.NOTICE_UNKNOWN, refusal(() -> world.notices.proof(TestContexts.clerk("/33/3302/", "notice.read"),
                stored.get(0).id())));
        world.close();
    }

    @OnEachDatabase
    void aReferenceThatBeginsLikeAnotherIsNotTakenForIt(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        long longer = world.notices.send(ADMIN, draft("bill-issued", "A101", "A:B")).get(0).id();
        long shorter = world.notices.send(ADMIN, draft("bill-issued", "A101", "A")).get(0).id();
        assertNotEquals(longer, shorter);
        assertEquals(longer, world.notices.send(ADMIN, draft("bill-issued", "A101", "A:B")).get(0).id());
        assertEquals(List.of(shorter), world.notices.send(ADMIN, draft("bill-issued", "A101", "A")).stream().map(Notice::id).toList());
        assertEquals(2, world.notices.notices(ADMIN, new NoticeQuery("A101", null, null, null, null), PageRequest.first(10)).total());
        world.close();
    }

    @OnEachDatabase
    void aMissingValueIsRefusedBeforeAnythingIsStored(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        assertEquals(NoticeErrors.VALUE_MISSING, refusal(() -> world.notices.send(ADMIN, new NoticeDraft("bill-issued", "A101", "B-1", Map.of(),
                null))));
        assertEquals(NoticeErrors.VALUE_MISSING, refusal(() -> world.notices.send(ADMIN, draft("reminder", "A101", "B-1"))),
                "nobody has said what is owed");
        assertEquals(NoticeErrors.VALUE_MISSING, refusal(() -> world.batches.prepare(ADMIN, new BatchDraft("t", "reminder", AREA, VALUES, null))));
        assertEquals(NoticeErrors.TEMPLATE_UNKNOWN, refusal(() -> world.notices.send(ADMIN, draft("nothing", "A101", "B-1"))));
        assertEquals(0, world.notices.notices(ADMIN, new NoticeQuery(null, null, null, null, null), PageRequest.first(10)).total());
        assertEquals(0, world.batches.batches(ADMIN, PageRequest.first(10)).total());
        world.close();
    }

    @OnEachDatabase
    void triesAgainAfterGrowingPausesAndThenFails(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        long id = world.notices.send(ADMIN, draft("bill-issued", "A101", "B-1")).get(0).id();
        assertEquals(0, world.sender.look("mail"), "it waits for its channel");
        assertEquals(NoticeStatus.WAITING, only(world, id).status());
        assertEquals(0, only(world, id).attempts());
        Recorder mail = new Recorder("mail");
        for (int i = 0; i < 3; i++) {
            mail.answers.add(Delivery.retry("SMTP 451"));
        }
        world.sender.bindChannel(mail);
        Eventually.until(() -> world.notices.proof(ADMIN, id).attempts().size() == 1);
        assertEquals(db.clock().now().plusSeconds(60), only(world, id).nextTryAt());
        world.sender.look("mail");
        assertEquals(1, mail.sent.size(), "not before its time");
        db.clock().advance(Duration.ofSeconds(60));
        world.sender.look("mail");
        assertEquals(db.clock().now().plusSeconds(240), only(world, id).nextTryAt());
        db.clock().advance(Duration.ofSeconds(240));
        world.sender.look("mail");
        assertEquals(NoticeStatus.FAILED, only(world, id).status());
        assertEquals("SMTP 451", only(world, id).cause());
        assertEquals(1, mail.sent.stream().map(each -> each.messageId()).distinct().count());
        assertEquals(NoticeErrors.NOTICE_UNKNOWN, refusal(() -> world.notices.retry(ADMIN, 1)));
        world.notices.retry(ADMIN, id);
        Eventually.until(() -> only(world, id).status() == NoticeStatus.SENT);
        assertEquals(4, world.notices.proof(ADMIN, id).attempts().size());
        assertEquals(NoticeErrors.NOT_FAILED, refusal(() -> world.notices.retry(ADMIN, id)));
        world.close();
    }

    @OnEachDatabase
    void aRefusalIsForGoodAndAServerThatDiedHandsOverAgain(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        long refused = world.notices.send(ADMIN, draft("bill-issued", "A101", "B-1")).get(0).id();
        Recorder mail = new Recorder("mail");
        mail.answers.add(Delivery.refused("SMTP 550"));
        world.sender.bindChannel(mail);
        Eventually.until(() -> only(world, refused).status() == NoticeStatus.FAILED);
        world.sender.unbindChannel(mail);
        long lost = world.notices.send(ADMIN, draft("bill-issued", "A103", "B-2")).get(0).id();
        db.unitOfWork().required(() -> db.bulk().update("UPDATE notice_message SET status = 'SENDING', attempts = 1, next_try_at = ? WHERE id = ?",
                List.of(db.clock().now().plusSeconds(300), lost)));
        world.sender.bindChannel(mail);
        world.sender.look("mail");
        assertEquals(1, mail.sent.size(), "somebody may still be sending it");
        db.clock().advance(Duration.ofSeconds(301));
        Eventually.until(() -> world.sender.look("mail") >= 0 && only(world, lost).status() == NoticeStatus.SENT);
        assertEquals(2, mail.sent.size());
        assertEquals(2, only(world, lost).attempts());
        world.close();
    }

    @OnEachDatabase
    void whatWaitsBehindSlowMailIsSentByOneServerOnly(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        List<Long> ids = List.of("A101", "A103", "A105").stream()
                .map(no -> world.notices.send(ADMIN, draft("bill-issued", no, "1")).get(0).id()).toList();
        NoticeSender slow = world.server();
        NoticeSender other = world.server();
        Recorder theirs = new Recorder("mail");
        Queue<String> sent = new ConcurrentLinkedQueue<>();
        slow.bindChannel(new NoticeChannel() {
            @Override
            public String name() {
                return "mail";
            }

            @Override
            public Delivery deliver(OutgoingNotice notice) {
                sent.add(notice.messageId());
                db.clock().advance(Duration.ofMinutes(4));
                if (sent.size() == 2) {
                    // the second is on its way for four minutes, the third has been waiting for eight
                    other.bindChannel(theirs);
                    other.look("mail");
                }
                return Delivery.sent("R");
            }
        });
        Eventually.until(() -> ids.stream().allMatch(id -> only(world, id).status() == NoticeStatus.SENT));
        slow.close();
        other.close();
        assertEquals(List.of("kw-" + ids.get(0), "kw-" + ids.get(1)), List.copyOf(sent));
        assertEquals(List.of("kw-" + ids.get(2)), theirs.sent.stream().map(OutgoingNotice::messageId).toList());
        world.close();
    }

    @OnEachDatabase
    void followsPreferencesByDayButForWhatTheLawAsks(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        LocalDate today = db.clock().today();
        world.preferences.record(ADMIN, "C101", new PreferenceDraft("*", "mail", false, "counter", today));
        world.preferences.record(ADMIN, "C101", new PreferenceDraft("*", "sms", false, "counter", today));
        assertEquals(NoticeStatus.SKIPPED, world.notices.send(ADMIN, draft("bill-issued", "A101", "1")).get(0).status());
        assertEquals("mail", world.notices.send(ADMIN, draft("planned-outage", "A101", "1")).get(0).channel());
        assertEquals(NoticeStatus.UNREACHABLE, world.notices.send(ADMIN, draft("planned-outage", "A108", "1")).get(0).status());
        world.preferences.record(ADMIN, "C101", new PreferenceDraft("bill-issued", "sms", true, "phone", today.plusDays(1)));
        assertEquals(NoticeStatus.SKIPPED, world.notices.send(ADMIN, draft("bill-issued", "A101", "2")).get(0).status());
        db.clock().advance(Duration.ofDays(1));
        assertEquals("sms", world.notices.send(ADMIN, draft("bill-issued", "A101", "3")).get(0).channel(), "its own kind counts before *");
        assertEquals(NoticeErrors.PREFERENCE_DATED, refusal(() -> world.preferences.record(ADMIN, "C101",
                new PreferenceDraft("*", "mail", true, "counter", today))));
        assertEquals(3, world.preferences.preferences(ADMIN, "C101").size());
        assertEquals(3, db.history().changes("notice.preference", 101).size());
        assertThrows(KarawattException.class, () -> world.preferences.record(TestContexts.clerk("/33/", "notice.read"), "C101",
                new PreferenceDraft("*", "mail", true, "counter", today.plusDays(9))));
        world.close();
    }

    @OnEachDatabase
    void aBatchIsCountedSampledReleasedByAnotherAndReachesEverybodyOnce(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        NoticeBatch batch = world.batches.prepare(ADMIN, new BatchDraft("Works in T1", "planned-outage", AREA, VALUES, null));
        assertEquals(List.of(5L, 10L, false), List.of(batch.accounts(), batch.accountsOfOffice(), batch.suspicious()));
        CallContext masked = TestContexts.clerk("/33/3301/", "notice.read");
        assertEquals("客** 2026年7月9日", world.batches.sample(masked, batch.id(), 1).get(0).text());
        assertEquals(5, world.batches.sample(ADMIN, batch.id(), 20).size());
        assertEquals(NoticeErrors.FOUR_EYES, refusal(() -> world.batches.release(ADMIN, batch.id(), null)));
        assertEquals(NoticeErrors.BATCH_STATE, refusal(() -> db.unitOfWork().readOnly(() -> world.handler.check(ADMIN,
                Map.of("batch", "" + batch.id())))),
                "nobody starts the run of a draft");
        world.chunks = 1;
        world.batches.release(BOSS, batch.id(), null);
        assertEquals(2L, written(world, batch.id()));
        assertEquals("RELEASED", world.batches.batch(ADMIN, batch.id()).status());
        world.batches.stop(BOSS, batch.id());
        Recorder mail = new Recorder("mail");
        world.sender.bindChannel(mail);
        assertEquals(0, world.sender.look("mail"), "a stopped batch is not sent");
        world.chunks = Integer.MAX_VALUE;
        world.batches.resume(BOSS, batch.id());
        assertEquals("DONE", world.batches.batch(ADMIN, batch.id()).status());
        Eventually.until(() -> mail.sent.size() == 4);
        Eventually.until(() -> Map.of(NoticeStatus.SENT, 4L, NoticeStatus.UNREACHABLE, 1L).equals(world.batches.batch(ADMIN, batch.id()).notices()));
        assertEquals(Set.of("c100@example.org", "c102@example.org", "c104@example.org", "c106@example.org"),
                mail.sent.stream().map(each -> each.address()).collect(Collectors.toSet()));
        assertEquals(NoticeErrors.BATCH_STATE, refusal(() -> world.batches.release(BOSS, batch.id(), null)));
        assertEquals(NoticeErrors.BATCH_STATE, refusal(() -> world.batches.cancel(ADMIN, batch.id())));
        world.close();
    }

    /** The channel's bundle stops behind the first of four notices: the others wait until it is back, and everybody is reached once. */
    @OnEachDatabase
    void aChannelThatGoesInTheMiddleOfABatchLosesNothing(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        NoticeBatch batch = world.batches.prepare(ADMIN, new BatchDraft("Works in T1", "planned-outage", AREA, VALUES, null));
        world.batches.release(BOSS, batch.id(), null);
        Queue<String> reached = new ConcurrentLinkedQueue<>();
        AtomicBoolean gone = new AtomicBoolean();
        NoticeChannel stopping = new NoticeChannel() {
            @Override
            public String name() {
                return "mail";
            }

            @Override
            public Delivery deliver(OutgoingNotice notice) {
                if (gone.getAndSet(true)) {
                    throw new IllegalStateException("the bundle is stopped");
                }
                world.sender.unbindChannel(this);
                reached.add(notice.address());
                return Delivery.sent("R-" + notice.messageId());
            }
        };
        world.sender.bindChannel(stopping);
        Map<NoticeStatus, Long> cutOff = Map.of(NoticeStatus.SENT, 1L, NoticeStatus.WAITING, 3L, NoticeStatus.UNREACHABLE, 1L);
        Eventually.until(() -> cutOff.equals(world.batches.batch(ADMIN, batch.id()).notices()));
        db.clock().advance(Duration.ofDays(1));
        assertEquals(0, world.sender.look("mail"), "without a channel nothing is tried, and no try is used up");
        assertEquals(cutOff, world.batches.batch(ADMIN, batch.id()).notices());
        Recorder back = new Recorder("mail");
        world.sender.bindChannel(back);
        Eventually.until(() -> Map.of(NoticeStatus.SENT, 4L, NoticeStatus.UNREACHABLE, 1L).equals(world.batches.batch(ADMIN, batch.id()).notices()));
        back.sent.forEach(each -> reached.add(each.address()));
        assertEquals(List.of("c100@example.org", "c102@example.org", "c104@example.org", "c106@example.org"), reached.stream().sorted().toList());
        world.close();
    }

    private static long written(NoticeWorld world, long batchId) {
        return world.batches.batch(ADMIN, batchId).notices().values().stream().mapToLong(Long::longValue).sum();
    }

    @OnEachDatabase
    void unusuallyManyMustBeConfirmedAndALateReleaseIsRefused(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        NoticeBatch all = world.batches.prepare(ADMIN, new BatchDraft("All", "planned-outage", OFFICE, VALUES, null));
        assertTrue(all.suspicious(), "10 of 10 is more than 60 percent");
        assertEquals(NoticeErrors.CONFIRM_COUNT, refusal(() -> world.batches.release(BOSS, all.id(), null)));
        assertEquals(NoticeErrors.CONFIRM_COUNT, refusal(() -> world.batches.release(BOSS, all.id(), 9L)));
        assertEquals("DONE", world.batches.release(BOSS, all.id(), 10L).status());
        NoticeBatch late = world.batches.prepare(ADMIN, new BatchDraft("Late", "planned-outage", AREA, VALUES, db.clock().now().plusSeconds(60)));
        db.clock().advance(Duration.ofSeconds(61));
        assertEquals(NoticeErrors.TOO_LATE, refusal(() -> world.batches.release(BOSS, late.id(), null)));
        assertEquals("CANCELLED", world.batches.cancel(ADMIN, late.id()).status());
        world.close();
    }

    @OnEachDatabase
    void aStoppedBatchIsNotResumedTooLate(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        NoticeBatch batch = world.batches.prepare(ADMIN, new BatchDraft("Late", "planned-outage", AREA, VALUES,
                db.clock().now().plusSeconds(60)));
        world.chunks = 1;
        world.batches.release(BOSS, batch.id(), null);
        world.batches.stop(BOSS, batch.id());
        world.chunks = 1;
        assertEquals("RELEASED", world.batches.resume(BOSS, batch.id()).status(), "in time");
        world.batches.stop(BOSS, batch.id());
        db.clock().advance(Duration.ofSeconds(61));
        assertEquals(NoticeErrors.TOO_LATE, refusal(() -> world.batches.resume(BOSS, batch.id())));
        assertEquals("STOPPED", world.batches.batch(ADMIN, batch.id()).status());
        world.close();
    }

    @OnEachDatabase
    void aBatchIsStoppedThoughItsRunEndsAtThatMoment(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        NoticeBatch batch = world.batches.prepare(ADMIN, new BatchDraft("Late", "planned-outage", AREA, VALUES, null));
        world.batches.release(BOSS, batch.id(), null);
        world.endingMeanwhile = true;
        assertEquals("STOPPED", world.batches.stop(BOSS, batch.id()).status());
        world.endingMeanwhile = false;
        assertEquals("DONE", world.batches.resume(BOSS, batch.id()).status(), "everything is written, sending goes on");
        world.close();
    }

    @OnEachDatabase
    void aPopulationIsNarrowedByClassImportanceAndArrears(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        assertEquals(5, count(world, new Population("3301", null, null, List.of(), "COMMERCIAL", null, null), "planned-outage"));
        assertEquals(1, count(world, new Population("3301", null, null, List.of(), null, "IMPORTANT", null), "planned-outage"));
        assertEquals(3, count(world, new Population(null, null, "L1", List.of(), "RESIDENTIAL", null, null), "planned-outage"));
        NoticeBatch owing = world.batches.prepare(ADMIN, new BatchDraft("Owing", "reminder", new Population("3301", null, null, List.of(), null,
                null, new BigDecimal("100")), VALUES, null));
        assertEquals("A103 CNY 200.00 9 July 2026", world.batches.sample(ADMIN, owing.id(), 5).get(0).text());
        world.batches.unbindLedger(world.ledger);
        assertEquals(KernelErrors.SERVICE_UNAVAILABLE, refusal(() -> count(world, new Population("3301", null, null, List.of(), null, null,
                BigDecimal.TEN), "reminder")));
        assertEquals(NoticeErrors.NOBODY, refusal(() -> count(world, new Population("3301", null, null, List.of(), null, "VULNERABLE", null),
                "planned-outage")));
        assertEquals(NoticeErrors.POPULATION_OPEN, refusal(() -> count(world, new Population(null, null, null, null, null, null, null),
                "planned-outage")));
        assertThrows(KarawattException.class, () -> world.batches.prepare(TestContexts.clerk("/33/3302/", "notice.batch"),
                new BatchDraft("x", "planned-outage", OFFICE, VALUES, null)), "another office");
        world.close();
    }

    private static long count(NoticeWorld world, Population population, String code) {
        return world.batches.prepare(ADMIN, new BatchDraft("t", code, population, VALUES, null)).accounts();
    }

    @OnEachDatabase
    void atMostSoManyGoOutInAMinute(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        for (int i = 100; i < 108; i++) {
            world.notices.send(ADMIN, draft("bill-issued", "A" + i, "1"));
        }
        Recorder mail = new Recorder("mail");
        world.sender.bindChannel(mail);
        Eventually.until(() -> mail.sent.size() == 6);
        assertEquals(0, world.sender.look("mail"));
        db.clock().advance(Duration.ofMinutes(1));
        world.sender.look("mail");
        assertEquals(8, mail.sent.size());
        assertEquals(8, new HashSet<>(mail.sent.stream().map(each -> each.messageId()).toList()).size());
        world.close();
    }

    @OnEachDatabase
    void whatAPersonWroteStaysInUseWhenItsBundleComesBack(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        var brought = NoticeWorld.template("news", NoticeBasis.CONSENT, "one {{from}}");
        db.unitOfWork().required(() -> world.templates.contribute("bundle/1.0.0", brought));
        NoticeTemplate own = world.templates.save(ADMIN, NoticeWorld.template("news", NoticeBasis.CONSENT, "two {{from}}"));
        db.unitOfWork().required(() -> world.templates.withdraw("bundle/1.0.0"));
        db.unitOfWork().required(() -> world.templates.contribute("bundle/1.0.1", brought));
        assertEquals(own.id(), world.templates.versions(ADMIN, "news").get(0).id());
        assertEquals(2, world.templates.versions(ADMIN, "news").size());
        assertEquals("two 1 July 2026", world.templates.preview(ADMIN, "news", "en", Map.of("from", "2026-07-01")).text());
        db.unitOfWork().required(() -> world.templates.contribute("bundle/1.1.0", NoticeWorld.template("news", NoticeBasis.CONSENT, "three {{from}}")));
        assertEquals(3, world.templates.templates(ADMIN).stream().filter(t -> t.content().code().equals("news")).findFirst().orElseThrow().version());
        assertNotNull(world.templates.save(ADMIN, brought));
        assertEquals(NoticeErrors.TEMPLATE_UNKNOWN, refusal(() -> world.templates.versions(ADMIN, "nothing")));
        world.close();
    }
}
