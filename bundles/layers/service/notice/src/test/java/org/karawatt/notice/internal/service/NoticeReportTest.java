package org.karawatt.notice.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.notice.api.BatchDraft;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeBasis;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeDraft;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeQuery;
import org.karawatt.notice.api.NoticeReport;
import org.karawatt.notice.api.NoticeReportQuery;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.api.Placeholder;
import org.karawatt.notice.api.Population;
import org.karawatt.notice.api.PreferenceDraft;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.service.NoticeWorld.Recorder;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** What became of notices, added up, and templates that are tried before they are stored. The first day is 1 July 2026. */
class NoticeReportTest {

    private static final CallContext ADMIN = NoticeWorld.ADMIN;
    private static final Map<String, String> VALUES = Map.of("from", "2026-07-09");
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);

    private static NoticeReportQuery days(LocalDate from, LocalDate to) {
        return new NoticeReportQuery(from, to, null, null, null, false);
    }

    private static ErrorCode refusal(Runnable call) {
        return assertThrows(KarawattException.class, call::run).code();
    }

    private static List<ErrorCode> faults(Runnable call) {
        return assertThrows(KarawattException.class, call::run).faults().stream().map(Fault::code).toList();
    }

    private static List<String> shown(NoticeReport report) {
        return report.lines().stream().map(line -> line.batchId() + " " + line.kind() + " " + line.channel() + " " + line.written() + " "
                + line.counts()).toList();
    }

    /**
     * On 1 July bills to A101 to A104, of which A101 wants none, A102 is refused for good and A103 and A104 are sent; a notice to many to the
     * five of area T1, of whom A108 has no address. On 2 July one bill to A105 that waits, since its channel is away.
     */
    private static NoticeBatch history(NoticeWorld world) throws InterruptedException {
        Recorder mail = new Recorder("mail");
        for (String channel : List.of("mail", "sms")) {
            world.preferences.record(ADMIN, "C101", new PreferenceDraft("bill-issued", channel, false, "counter", FIRST));
        }
        bill(world, "A101");
        bill(world, "A102");
        mail.answers.add(Delivery.refused("SMTP 550"));
        world.sender.bindChannel(mail);
        // before the others are there, which another thread might be told the refusal for
        Eventually.until(() -> mail.sent.size() == 1);
        bill(world, "A103");
        bill(world, "A104");
        Eventually.until(() -> mail.sent.size() == 3);
        world.db.clock().advance(Duration.ofMinutes(1));
        NoticeBatch batch = world.batches.prepare(ADMIN, new BatchDraft("Works", "planned-outage",
                new Population(null, null, null, List.of("T1"), null, null, null), VALUES, null));
        world.batches.release(NoticeWorld.BOSS, batch.id(), null);
        Eventually.until(() -> world.sender.look("mail") >= 0 && world.batches.batch(ADMIN, batch.id()).notices()
                .getOrDefault(NoticeStatus.SENT, 0L) == 4);
        world.sender.unbindChannel(mail);
        world.db.clock().advance(Duration.ofDays(1));
        bill(world, "A105");
        return batch;
    }

    private static void bill(NoticeWorld world, String accountNo) {
        world.notices.send(ADMIN, new NoticeDraft("bill-issued", accountNo, "1", VALUES, List.of()));
    }

    @OnEachDatabase
    void countsByTemplateChannelAndStateAndEveryFigureHasItsNotices(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        NoticeBatch batch = history(world);
        LocalDate second = FIRST.plusDays(1);
        NoticeReport report = world.reports.report(ADMIN, days(FIRST, second));
        assertEquals(List.of("null bill-issued - 1 {SKIPPED=1}", "null bill-issued mail 4 {WAITING=1, SENT=2, FAILED=1}",
                "null planned-outage - 1 {UNREACHABLE=1}", "null planned-outage mail 4 {SENT=4}"), shown(report));
        assertEquals(Map.of(NoticeStatus.WAITING, 1L, NoticeStatus.SENT, 6L, NoticeStatus.FAILED, 1L, NoticeStatus.UNREACHABLE, 1L,
                NoticeStatus.SKIPPED, 1L), report.totals());
        assertEquals(List.of(new NoticeReport.Cause("mail", "SMTP 550", 1)), report.causes());
        assertEquals("Notice", report.lines().get(0).nameEn());
        for (NoticeReport.Line line : report.lines()) {
            line.counts().forEach((status, number) -> assertEquals(number, world.notices.notices(ADMIN, new NoticeQuery(null, line.kind(),
                    line.channel(), status, null, FIRST, second, null), PageRequest.first(10)).total()));
        }
        assertEquals(List.of("A102"), world.notices.notices(ADMIN, new NoticeQuery(null, null, null, NoticeStatus.FAILED, null, FIRST, second,
                "SMTP 550"), PageRequest.first(10)).items().stream().map(Notice::accountNo).toList());
        assertEquals(List.of("null bill-issued mail 1 {WAITING=1}"), shown(world.reports.report(ADMIN, days(second, second))),
                "a day ends at midnight of the utility");
        assertEquals(List.of("null planned-outage - 1 {UNREACHABLE=1}", "null planned-outage mail 4 {SENT=4}"),
                shown(world.reports.report(ADMIN, new NoticeReportQuery(null, null, batch.id(), null, null, false))));
        NoticeReport byBatch = world.reports.report(ADMIN, new NoticeReportQuery(FIRST, second, null, null, "mail", true));
        assertEquals(2, byBatch.lines().size());
        NoticeReport.Line many = byBatch.lines().stream().filter(line -> line.batchId() != null).collect(Collectors.toList()).get(0);
        assertEquals(List.of(batch.id(), "Works", 4L), List.of(many.batchId(), many.batchTitle(), many.written()));
        world.close();
    }

    @OnEachDatabase
    void isBoundedAndKeepsToTheOffices(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        NoticeBatch batch = history(world);
        // 366 days are allowed, both ends counted: 1 July 2026 to 1 July 2027
        assertEquals(4, world.reports.report(ADMIN, days(FIRST, FIRST.plusDays(365))).lines().size());
        for (NoticeReportQuery wrong : List.of(days(FIRST, FIRST.plusDays(366)), days(FIRST, FIRST.minusDays(1)), days(null, FIRST), days(FIRST, null))) {
            assertEquals(List.of(NoticeErrors.REPORT_PERIOD), faults(() -> world.reports.report(ADMIN, wrong)));
        }
        assertEquals(List.of(KernelErrors.NOT_A_DATE, KernelErrors.NOT_A_DATE),
                faults(() -> world.reports.report(ADMIN, days(LocalDate.MAX, LocalDate.MAX))));
        assertEquals(List.of(KernelErrors.NOT_A_DATE), faults(() -> world.notices.notices(ADMIN,
                new NoticeQuery(null, null, null, null, null, null, LocalDate.MAX, null), PageRequest.first(1))));
        CallContext west = TestContexts.clerk("/33/3302/", "notice.read");
        assertEquals(List.of(), world.reports.report(west, days(FIRST, FIRST.plusDays(9))).lines());
        assertEquals(NoticeErrors.BATCH_UNKNOWN,
                refusal(() -> world.reports.report(west, new NoticeReportQuery(null, null, batch.id(), null, null, false))));
        assertEquals(KernelErrors.PERMISSION_DENIED,
                refusal(() -> world.reports.report(TestContexts.clerk("/33/", "notice.send"), days(FIRST, FIRST))));
        world.close();
    }

    @OnEachDatabase
    void aTemplateIsTriedBeforeItIsStored(TestDatabase db) throws InterruptedException {
        NoticeWorld world = new NoticeWorld(db);
        TemplateDraft draft = NoticeWorld.template("bill-issued", NoticeBasis.CONTRACT, "new {{customerName}} {{from}}");
        assertEquals("new 张三 2026年7月9日", world.templates.preview(ADMIN, draft, "zh", VALUES).text());
        assertEquals(1, world.templates.versions(ADMIN, "bill-issued").size(), "nothing is stored");
        assertEquals(List.of(NoticeErrors.VALUE_MISSING), faults(() -> world.templates.preview(ADMIN, draft, "zh", Map.of())));
        NoticeText text = new NoticeText("{{subject}}", "{{from}} {{to}}", null);
        List<Fault> faults = assertThrows(KarawattException.class, () -> world.templates.preview(ADMIN, new TemplateDraft("bill-issued", "账单",
                "Bill", NoticeBasis.CONTRACT, null, List.of("mail"), List.of(new Placeholder("from", Placeholder.Type.DATE)), Map.of("zh", text)),
                "zh", VALUES)).faults();
        assertEquals(List.of("texts.zh.subject", "texts.zh.text", "texts.en"), faults.stream().map(Fault::field).toList(),
                "every fault at its field, and English is missing");
        assertNull(world.templates.preview(ADMIN, new TemplateDraft("x", "无占位符", "None", NoticeBasis.LEGAL, null, List.of("mail"), null,
                Map.of("zh", new NoticeText("s", "t", null), "en", new NoticeText("s", "t", null))), "zh", Map.of()).html());
        world.close();
    }
}
