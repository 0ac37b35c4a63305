package org.karawatt.notice.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.notice.api.Letter;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeBasis;
import org.karawatt.notice.api.NoticeDraft;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeReceipt;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.Placeholder;
import org.karawatt.notice.api.ReceiptDraft;
import org.karawatt.notice.api.ReceiptDraft.Outcome;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.service.NoticeWorld.Recorder;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** Letters, and what is heard of notices after their channels have taken them over. */
class ReceiptTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final CallContext GATEWAY = TestContexts.clerk("/33/3301/", "notice.receipt");

    private static NoticeWorld world(TestDatabase db) {
        NoticeWorld world = new NoticeWorld(db);
        TemplateDraft plain = NoticeWorld.template("cut-off", NoticeBasis.LEGAL, "{{customerName}}，{{accountNo}}，{{from}}");
        world.templates.save(ADMIN, new TemplateDraft(plain.code(), plain.nameZh(), plain.nameEn(), plain.basis(), null,
                List.of("mail", "sms", "letter"), List.of(new Placeholder("from", Placeholder.Type.DATE)), plain.texts()));
        return world;
    }

    private static Notice written(NoticeWorld world, String accountNo) {
        return world.notices.send(ADMIN, new NoticeDraft("cut-off", accountNo, "1", Map.of("from", "2026-07-09"), null)).get(0);
    }

    private static Notice sent(NoticeWorld world, String accountNo) {
        Notice notice = written(world, accountNo);
        Eventually.until(() -> status(world, notice) == NoticeStatus.SENT);
        return notice;
    }

    private static NoticeStatus status(NoticeWorld world, Notice notice) {
        return world.notices.proof(ADMIN, notice.id()).notice().status();
    }

    private static ReceiptDraft receipt(Notice notice, Outcome outcome, Instant at) {
        return new ReceiptDraft("kw-" + notice.id(), outcome, at, "RL-7", outcome == Outcome.RETURNED ? "moved away" : null);
    }

    private static KarawattException refused(Runnable call) {
        return assertThrows(KarawattException.class, call::run);
    }

    private static List<String> faults(KarawattException refusal) {
        return refusal.faults().stream().map(each -> each.field() + " " + each.code().code()).toList();
    }

    @OnEachDatabase
    void whoHasNoOtherAddressGetsALetter(TestDatabase db) throws InterruptedException {
        NoticeWorld world = world(db);
        Recorder letters = new Recorder("letter");
        world.sender.bindChannel(letters);
        assertEquals("mail", written(world, "A102").channel());
        Notice letter = sent(world, "A108");
        assertEquals("letter", letter.channel());
        assertEquals("客户108\n人民路 108 号", letters.sent.peek().address());
        assertEquals(db.clock().now(), letters.sent.peek().writtenAt());
        assertEquals("***08 号", world.notices.proof(ADMIN, letter.id()).notice().sentTo());
        world.close();
    }

    @OnEachDatabase
    void anyNoticeCanBePrintedByWhoMaySeePersonalData(TestDatabase db) throws InterruptedException {
        NoticeWorld world = world(db);
        Notice notice = written(world, "A102");
        assertEquals(new Letter("kw-" + notice.id(), "客户102\n人民路 102 号", "zh", db.clock().today(), "About cut-off", "客户102，A102，2026年7月9日",
                List.of()), world.notices.letter(ADMIN, notice.id()));
        CallContext masked = TestContexts.clerk("/33/3301/", "notice.read");
        assertEquals(KernelErrors.PERMISSION_DENIED, refused(() -> world.notices.letter(masked, notice.id())).code());
        CallContext elsewhere = TestContexts.clerk("/33/3302/", "notice.read", "customer.reveal");
        assertEquals(NoticeErrors.NOTICE_UNKNOWN, refused(() -> world.notices.letter(elsewhere, notice.id())).code());
        world.close();
    }

    @OnEachDatabase
    void aReceiptIsProofAndMayBeRepeated(TestDatabase db) throws InterruptedException {
        NoticeWorld world = world(db);
        world.sender.bindChannel(new Recorder("letter"));
        Notice letter = sent(world, "A108");
        db.clock().advance(Duration.ofDays(2));
        Instant delivered = db.clock().now().minusSeconds(3_600).truncatedTo(ChronoUnit.MICROS);
        // finer than any database keeps
        List<ReceiptDraft> said = List.of(receipt(letter, Outcome.DELIVERED, delivered.plusNanos(789)));
        assertEquals(NoticeStatus.DELIVERED, world.notices.receipts(GATEWAY, said).get(0).status());
        Instant recorded = db.clock().now();
        db.clock().advance(Duration.ofDays(1));
        assertEquals(NoticeStatus.DELIVERED, world.notices.receipts(GATEWAY, said).get(0).status(), "a gateway may repeat itself");
        assertEquals(List.of(new NoticeReceipt(Outcome.DELIVERED, delivered, "RL-7", null, GATEWAY.user(), recorded)),
                world.notices.proof(ADMIN, letter.id()).receipts());
        assertEquals(1L, db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_audit WHERE action = 'notice.receipt'",
                List.of(), row -> row.getLong(1))).orElseThrow());
        assertEquals(NoticeErrors.NOT_FAILED, refused(() -> world.notices.retry(ADMIN, letter.id())).code());
        for (ReceiptDraft other : List.of(receipt(letter, Outcome.RETURNED, delivered), receipt(letter, Outcome.DELIVERED, recorded))) {
            assertEquals(NoticeErrors.RECEIPT_STATE, refused(() -> world.notices.receipts(GATEWAY, List.of(other))).code());
        }
        world.close();
    }

    @OnEachDatabase
    void whatHasComeBackCanBeSentAgainAndThenArrive(TestDatabase db) throws InterruptedException {
        NoticeWorld world = world(db);
        Recorder letters = new Recorder("letter");
        world.sender.bindChannel(letters);
        Notice letter = sent(world, "A108");
        Instant now = db.clock().now();
        assertEquals(NoticeStatus.RETURNED, world.notices.receipts(GATEWAY, List.of(receipt(letter, Outcome.RETURNED, now))).get(0).status());
        world.notices.retry(ADMIN, letter.id());
        Eventually.until(() -> status(world, letter) == NoticeStatus.SENT);
        assertEquals(2, letters.sent.size());
        world.notices.receipts(GATEWAY, List.of(receipt(letter, Outcome.DELIVERED, now)));
        assertEquals(List.of(Outcome.RETURNED, Outcome.DELIVERED), world.notices.proof(ADMIN, letter.id()).receipts().stream()
                .map(NoticeReceipt::outcome).toList());
        world.close();
    }

    @OnEachDatabase
    void allFaultsAreToldAndNothingIsRecorded(TestDatabase db) throws InterruptedException {
        NoticeWorld world = world(db);
        world.sender.bindChannel(new Recorder("letter"));
        Notice letter = sent(world, "A108");
        Notice waiting = written(world, "A102");
        Instant now = db.clock().now();
        List<ReceiptDraft> said = Arrays.asList(receipt(letter, Outcome.DELIVERED, now), null, new ReceiptDraft(" ", null, null, "x".repeat(121), "a\u0000"),
                new ReceiptDraft("kw-1", Outcome.DELIVERED, now, null, null), new ReceiptDraft("42", Outcome.DELIVERED, now, null, null),
                receipt(waiting, Outcome.DELIVERED, now.plusSeconds(1)), receipt(letter, Outcome.DELIVERED, now.minusSeconds(1)));
        assertEquals(List.of("receipts[1] KERNEL-002", "receipts[2].messageId KERNEL-002", "receipts[2].outcome KERNEL-002",
                "receipts[2].at KERNEL-002", "receipts[2].evidence KERNEL-003", "receipts[2].detail KERNEL-013", "receipts[3].messageId NOTICE-007",
                "receipts[4].messageId NOTICE-007", "receipts[5].at NOTICE-022", "receipts[5].messageId NOTICE-023",
                "receipts[6].messageId NOTICE-024", "receipts[6].at NOTICE-022"), faults(refused(() -> world.notices.receipts(GATEWAY, said))));
        assertEquals(NoticeStatus.SENT, status(world, letter));
        assertEquals(List.of(), world.notices.proof(ADMIN, letter.id()).receipts());
        ErrorCode many = NoticeErrors.RECEIPT_MANY;
        assertEquals(many, refused(() -> world.notices.receipts(GATEWAY, List.of())).code());
        List<ReceiptDraft> tooMany = new ArrayList<>(Collections.nCopies(1_001, receipt(letter, Outcome.DELIVERED, now)));
        assertEquals(many, refused(() -> world.notices.receipts(GATEWAY, tooMany)).code());
        assertEquals(KernelErrors.PERMISSION_DENIED, refused(() -> world.notices.receipts(TestContexts.clerk("/33/", "notice.send"), said)).code());
        CallContext elsewhere = TestContexts.clerk("/33/3302/", "notice.receipt");
        assertEquals(NoticeErrors.NOTICE_UNKNOWN, refused(() -> world.notices.receipts(elsewhere, List.of(receipt(letter, Outcome.DELIVERED,
                now)))).code());
        world.close();
    }
}
