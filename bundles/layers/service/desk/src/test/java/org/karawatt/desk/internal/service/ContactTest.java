package org.karawatt.desk.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.desk.internal.service.DeskWorld.BACK_OFFICE;
import static org.karawatt.desk.internal.service.DeskWorld.CLERK;
import static org.karawatt.desk.internal.service.DeskWorld.CREW;
import static org.karawatt.desk.internal.service.DeskWorld.SECOND;
import static org.karawatt.desk.internal.service.DeskWorld.WESTERN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.customer.api.Account;
import org.karawatt.desk.api.CallBack;
import org.karawatt.desk.api.CallBack.Outcome;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.Contact.State;
import org.karawatt.desk.api.ContactDraft;
import org.karawatt.desk.api.ContactQuery;
import org.karawatt.desk.api.ContactType;
import org.karawatt.desk.api.DeskErrors;
import org.karawatt.desk.api.Satisfaction;
import org.karawatt.desk.internal.calc.TypeFile;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

class ContactTest {

    private static final PageRequest FIRST = new PageRequest(0, 50);
    private static final ContactQuery ALL = new ContactQuery(null, null, null, null, null, null, null);

    private static ContactDraft complaint(String billNo, Long readingId) {
        return new ContactDraft("COMPLAINT", "BUSINESS-TARIFF", "CALL", null, "A100", "王小明", "13800001234",
                "六月电费比上月\n多一倍", null, billNo, readingId, null);
    }

    private static ContactDraft fault(String area) {
        return new ContactDraft("FAULT", "FAULT-LV", "CALL", null, "A100", null, "13800001234", "家里没电", area, null, null, null);
    }

    private static ContactQuery state(State state) {
        return new ContactQuery(null, null, state, null, null, null, null);
    }

    private static DeskErrors refused(Runnable action) {
        return (DeskErrors) assertThrows(KarawattException.class, action::run).code();
    }

    /** The thread of F132 and the follow-up of F133: a complaint about a bill, the customer not content at first. */
    @OnEachDatabase
    void aComplaintAboutABillEndsWithASatisfiedCustomer(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact opened = world.contacts.open(CLERK, complaint("202606-0000000005", 77L));
            assertEquals(new BillingMonth(202606), opened.billMonth());
            assertEquals(77, opened.readingId());
            // opened on Wednesday the 1st at noon: the first contact is due in 24 hours, the answer in five working days
            assertEquals(Instant.parse("2026-07-02T04:00:00Z"), opened.dueAt());
            WorkCase workCase = world.workflow.cases.view(CLERK, opened.caseId()).workCase();
            assertEquals(Instant.parse("2026-07-08T16:00:00Z"), workCase.deadline().dueAt());
            assertEquals(100, workCase.accountId());
            assertEquals("投诉 · 电价电费：六月电费比上月 多一倍", workCase.title());
            assertEquals("202606-0000000005", world.workflow.cases.view(CLERK, opened.caseId()).values().get("billNo"));

            world.does(BACK_OFFICE, "contact", Map.of("contactNote", "约定两天内答复"));
            world.does(BACK_OFFICE, "investigate", Map.of("justified", true, "finding", "抄错一位"));
            world.does(BACK_OFFICE, "reply", Map.of("reply", "退还多收电费"));
            assertEquals(DeskErrors.BAD_SATISFACTION, refused(() -> world.contacts.callBack(CLERK, opened.caseNo(),
                    new CallBack(Outcome.CLOSE, null, null))));
            assertTrue(world.contacts.contact(CLERK, opened.caseNo()).callBacks().isEmpty());

            Contact again = world.contacts.callBack(CLERK, opened.caseNo(), new CallBack(Outcome.REOPEN, 2, "退款还没到账"));
            assertEquals(State.OPEN, again.state());
            assertEquals(1, again.reopened());
            assertEquals(2, again.satisfaction());
            assertEquals(new Satisfaction(1, 0), world.contacts.satisfaction(CLERK, null, Instant.EPOCH, db.clock().now().plusSeconds(1)));
            world.does(BACK_OFFICE, "investigate", Map.of("justified", true, "finding", "退款已办"));
            world.does(BACK_OFFICE, "reply", Map.of("reply", "款项已到账"));
            Contact unreached = world.contacts.callBack(CLERK, opened.caseNo(), new CallBack(Outcome.UNREACHED, null, null));
            assertEquals(State.OPEN, unreached.state());
            Contact closed = world.contacts.callBack(CLERK, opened.caseNo(), new CallBack(Outcome.CLOSE, 5, "谢谢"));
            assertEquals(State.CLOSED, closed.state());
            assertEquals(5, closed.satisfaction());
            assertEquals(new Satisfaction(1, 1), world.contacts.satisfaction(CLERK, null, Instant.EPOCH, db.clock().now().plusSeconds(1)));
            assertEquals(new Satisfaction(0, 0), world.contacts.satisfaction(CLERK, null, Instant.EPOCH, closed.calledBackAt()));
            assertEquals(List.of(Outcome.REOPEN, Outcome.UNREACHED, Outcome.CLOSE),
                    closed.callBacks().stream().map(Contact.Told::outcome).toList());
            assertEquals("lin", closed.callBacks().get(2).by());
            assertEquals(CaseStatus.CLOSED, world.workflow.cases.view(CLERK, opened.caseId()).workCase().status());
            assertEquals(DeskErrors.NO_CALL_BACK, refused(() -> world.contacts.callBack(CLERK, opened.caseNo(),
                    new CallBack(Outcome.CLOSE, 5, null))));
        }
    }

    @OnEachDatabase
    void aFaultIsTriagedRepairedAndCalledBack(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact opened = world.contacts.open(CLERK, fault("RURAL"));
            world.does(CLERK, "triage", Map.of("side", "utility"));
            world.does(CREW, "dispatch", Map.of("crew", "城东二班"));
            world.tracker.follow(opened.caseId());
            // rural: on site in 90 minutes, restored in 4 hours after that
            assertEquals(Instant.parse("2026-07-01T05:30:00Z"), world.contacts.contact(CLERK, opened.caseNo()).dueAt());
            db.clock().advance(Duration.ofMinutes(91));
            assertEquals(1, world.contacts.contacts(CLERK, new ContactQuery("FAULT", null, null, null, null, true, null), FIRST).total());
            world.does(CREW, "arrive-rural", Map.of("cause", "熔断器烧断"));
            world.tracker.follow(opened.caseId());
            assertEquals(Instant.parse("2026-07-01T09:31:00Z"), world.contacts.contact(CLERK, opened.caseNo()).dueAt());
            assertEquals(0, world.contacts.contacts(CLERK, new ContactQuery(null, null, null, null, null, true, null), FIRST).total());
            world.does(CREW, "restore-rural", Map.of("work", "更换熔断器"));
            Contact closed = world.contacts.callBack(CLERK, opened.caseNo(), new CallBack(Outcome.CLOSE, 4, "来得晚了些"));
            assertEquals(State.CLOSED, closed.state());
            assertEquals(4, closed.satisfaction());
            assertEquals(db.clock().now(), closed.closedAt());
            assertNull(closed.dueAt());
        }
    }

    @OnEachDatabase
    void aFaultOnTheCustomersSideNeedsNoCrew(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact opened = world.contacts.open(CLERK, fault("CITY"));
            world.does(CLERK, "triage", Map.of("side", "customer"));
            world.does(CLERK, "advise", Map.of("advice", "请联系有资质的电工"));
            assertEquals(State.CLOSED, world.contacts.callBack(CLERK, opened.caseNo(), new CallBack(Outcome.WAIVED, null, null)).state());
        }
    }

    @OnEachDatabase
    void whoIsNeverReachedIsCalledThreeTimes(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact opened = world.contacts.open(CLERK, fault("CITY"));
            world.does(CLERK, "triage", Map.of("side", "customer"));
            world.does(CLERK, "advise", Map.of("advice", "检查漏电开关"));
            CallBack unreached = new CallBack(Outcome.UNREACHED, null, null);
            assertEquals(State.OPEN, world.contacts.callBack(CLERK, opened.caseNo(), unreached).state());
            assertEquals(State.OPEN, world.contacts.callBack(CLERK, opened.caseNo(), unreached).state());
            assertEquals(State.CLOSED, world.contacts.callBack(CLERK, opened.caseNo(), unreached).state());
        }
    }

    @OnEachDatabase
    void anEnquiryIsAnsweredAtOnceOrPassedOn(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact atOnce = world.contacts.open(CLERK, new ContactDraft("ENQUIRY", "USAGE", "HALL", null, "A100", null, null, "上月用了多少电",
                    null, null, null, "上月 186 千瓦时"));
            assertEquals(State.CLOSED, atOnce.state());
            Contact passed = world.contacts.open(CLERK, new ContactDraft("CONSULTATION", "LAW", "HALL", "3301", null, null, null, "转供电加价合规吗",
                    null, null, null, null));
            world.does(CLERK, "answer", Map.of("outcome", "passed", "answer", "转政策岗答复"));
            world.does(BACK_OFFICE, "work", Map.of("result", "已书面答复"));
            assertEquals(State.CLOSED, world.contacts.callBack(CLERK, passed.caseNo(), new CallBack(Outcome.CLOSE, 5, null)).state());
            assertEquals(DeskErrors.NOT_ANSWERED_AT_ONCE, refused(() -> world.contacts.open(CLERK, new ContactDraft("PRAISE", null, "HALL",
                    "3301", null, null, null, "抢修师傅辛苦", null, null, null, "谢谢"))));
        }
    }

    @OnEachDatabase
    void aServiceApplicationHasTheLimitOfItsSubKind(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            ContactDraft charger = new ContactDraft("APPLICATION", "CHARGER", "CALL", "3301", null, null, null, "预约充电桩", null, null, null, null);
            assertEquals(Instant.parse("2026-07-01T04:45:00Z"), world.contacts.open(CLERK, charger).dueAt());
            ContactDraft reading = new ContactDraft("APPLICATION", "READING", "CALL", "3301", null, null, null, "表底数不对", null, null, null, null);
            // Wednesday plus six working days
            assertEquals(Instant.parse("2026-07-09T16:00:00Z"), world.contacts.open(CLERK, reading).dueAt());
            ContactDraft damage = new ContactDraft("APPLICATION", "DAMAGE", "CALL", "3301", null, null, null, "电视烧坏", null, null, null, null);
            assertEquals(Instant.parse("2026-07-02T04:00:00Z"), world.contacts.open(CLERK, damage).dueAt());
        }
    }

    @OnEachDatabase
    void aClosedContactIsRenewedMoreUrgently(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact first = world.contacts.open(CLERK, complaint(null, null));
            assertEquals(DeskErrors.STILL_OPEN, refused(() -> world.contacts.renew(CLERK, first.caseNo(), "又来电")));
            world.workflow.cases.terminate(TestContexts.admin(), first.caseId(), "客户撤诉");
            world.tracker.follow(first.caseId());
            assertEquals(State.TERMINATED, world.contacts.contact(CLERK, first.caseNo()).state());
            Contact second = world.contacts.renew(CLERK, first.caseNo(), "客户又来电");
            assertEquals(first.caseNo(), second.follows());
            assertEquals(first.details(), second.details());
            assertEquals(1, world.workflow.cases.view(CLERK, second.caseId()).workCase().priority());
        }
    }

    @OnEachDatabase
    void contactAndCaseCommitTogetherOrNotAtAll(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            assertThrows(IllegalStateException.class, () -> db.unitOfWork().required(() -> {
                world.contacts.open(CLERK, complaint(null, null));
                throw new IllegalStateException("planned failure");
            }));
            assertEquals(0, world.contacts.contacts(CLERK, ALL, FIRST).total());
            assertEquals(0, world.workflow.cases.cases(CLERK, CaseQuery.ALL, FIRST).total());
        }
    }

    @OnEachDatabase
    void whatIsWrongIsToldAtOnceAndNothingIsOpened(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            KarawattException all = assertThrows(KarawattException.class, () -> world.contacts.open(CLERK,
                    new ContactDraft("FAULT", "NONE", "SMOKE", null, null, null, null, " ", null, "B1", null, null)));
            assertEquals(List.of("details", "channel", "subKind", "area", "officeCode", "accountNo"),
                    all.faults().stream().map(f -> f.field()).toList());
            assertEquals(DeskErrors.KIND_UNKNOWN, refused(() -> world.contacts.open(CLERK,
                    new ContactDraft("GOSSIP", null, "CALL", "3301", null, null, null, "x", null, null, null, null))));
            assertEquals(DeskErrors.BILL_OF_ANOTHER, refused(() -> world.contacts.open(CLERK, complaint("202606-0000000006", null))));
            assertEquals(DeskErrors.READING_OF_ANOTHER, refused(() -> world.contacts.open(CLERK, complaint(null, 78L))));
            world.contacts.billing = null;
            assertEquals(DeskErrors.PART_AWAY, refused(() -> world.contacts.open(CLERK, complaint("202606-0000000005", null))));
            assertEquals(0, world.workflow.cases.cases(CLERK, CaseQuery.ALL, FIRST).total());
        }
    }

    @OnEachDatabase
    void officesAreKeptApartAndPersonalDataIsMasked(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact opened = world.contacts.open(CLERK, complaint(null, null));
            assertEquals("王**", opened.callerName());
            assertEquals("****1234", opened.callerPhone());
            assertEquals("13800001234", world.contacts.contact(SECOND, opened.caseNo()).callerPhone());
            assertEquals(DeskErrors.CONTACT_UNKNOWN, refused(() -> world.contacts.contact(WESTERN, opened.caseNo())));
            assertTrue(world.contacts.contacts(WESTERN, ALL, FIRST).items().isEmpty());
            assertEquals(1, world.contacts.contacts(CLERK, new ContactQuery("COMPLAINT", "BUSINESS-TARIFF", State.OPEN, "A100", "3301", false,
                    "多一倍"), FIRST).total());
            assertTrue(world.contacts.contacts(CLERK, state(State.CLOSED), FIRST).items().isEmpty());
            assertThrows(KarawattException.class, () -> world.contacts.contacts(BACK_OFFICE, ALL, FIRST));
        }
    }

    @OnEachDatabase
    void aCallerIsFoundByWhatHeSaysOfHimself(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            assertEquals(List.of("A100", "A101"), world.contacts.callers(CLERK, " A1", 10).stream().map(Account::accountNo).toList());
            assertEquals(List.of("A101"), world.contacts.callers(CLERK, "M7", 10).stream().map(Account::accountNo).toList());
            assertEquals(1, world.contacts.callers(CLERK, "A1", 1).size());
            assertEquals(DeskErrors.TOO_SHORT, refused(() -> world.contacts.callers(CLERK, "A", 10)));
            world.contacts.metering = null;
            assertTrue(world.contacts.callers(CLERK, "M7", 10).isEmpty());
        }
    }

    @OnEachDatabase
    void whatHasChangedWhileNobodyListenedIsCaughtUp(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            Contact first = world.contacts.open(CLERK, complaint(null, null));
            Contact second = world.contacts.open(CLERK, complaint(null, null));
            world.workflow.cases.terminate(TestContexts.admin(), second.caseId(), "重复");
            assertEquals(State.OPEN, world.contacts.contact(CLERK, second.caseNo()).state());
            assertEquals(second.caseId(), world.tracker.catchUpAfter(0));
            assertNull(world.tracker.catchUpAfter(second.caseId()));
            assertEquals(State.TERMINATED, world.contacts.contact(CLERK, second.caseNo()).state());
            assertEquals(State.OPEN, world.contacts.contact(CLERK, first.caseNo()).state());
        }
    }

    @Test
    void complaintsHaveTheFiveKindsOfTheSource() throws Exception {
        byte[] file;
        try (var in = ContactTest.class.getResourceAsStream("/KARAWATT-INF/contact/kinds.json")) {
            file = in.readAllBytes();
        }
        List<ContactType> types = TypeFile.read("kinds.json", file);
        ContactType complaint = types.stream().filter(t -> t.code().equals("COMPLAINT")).findFirst().orElseThrow();
        assertEquals(List.of("SERVICE", "BUSINESS", "OUTAGE", "QUALITY", "NETWORK"),
                complaint.subKinds().stream().map(ContactType.SubKind::group).distinct().toList());
        assertEquals(6, complaint.subKinds().stream().filter(s -> s.group().equals("BUSINESS")).count());
        assertFalse(types.stream().anyMatch(type -> type.processKey().isBlank()));
    }

    @Test
    void aWrongFileOfKindsIsRefusedWithItsFaults() {
        assertEquals(3, assertThrows(KarawattException.class, () -> TypeFile.read("bad.json",
                "{\"kinds\":[{\"code\":\"X\",\"nameZh\":\"甲\",\"nameEn\":\"X\",\"priority\":12},{\"code\":\"X\",\"nameZh\":\"乙\",\"nameEn\":\"Y\",\"process\":\"p\"}]}"
                        .getBytes(StandardCharsets.UTF_8))).faults().size());
        assertEquals(DeskErrors.BAD_TYPES, refused(() -> TypeFile.read("bad.json", new byte[] {1})));
    }
}
