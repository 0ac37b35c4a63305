package org.karawatt.portal.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.portal.internal.service.PortalWorld.PASSWORD;
import static org.karawatt.portal.internal.service.PortalWorld.VISITOR;
import static org.karawatt.portal.internal.service.PortalWorld.billNo;
import static org.karawatt.portal.internal.service.PortalWorld.from;
import static org.karawatt.portal.internal.service.PortalWorld.other;
import static org.karawatt.portal.internal.service.PortalWorld.proof;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.PlannedBill;
import org.karawatt.notice.spi.OutgoingNotice;
import org.karawatt.portal.api.AccountProof;
import org.karawatt.portal.api.ApplicationDraft;
import org.karawatt.portal.api.MonthUsage;
import org.karawatt.portal.api.PendingCode;
import org.karawatt.portal.api.PortalAccount;
import org.karawatt.portal.api.PortalApplication;
import org.karawatt.portal.api.PortalApplication.Result;
import org.karawatt.portal.api.PortalApplication.State;
import org.karawatt.portal.api.PortalBalance;
import org.karawatt.portal.api.PortalBill;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalFile;
import org.karawatt.portal.api.PortalSession;
import org.karawatt.portal.api.RegistrationDraft;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.SecurityErrors;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.Attachment;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.api.WorkTask;

/** What customers may do by themselves, and that it is never more than that. */
class PortalTest {

    private static final PageRequest FIRST = PageRequest.first(50);
    private static final Map<String, Object> HOUSE = Map.of("customerName", "王小明", "idKind", "01", "idNumber", "330102199003075135",
            "phone", "13900000000", "address", "清河市人民路12号", "urbanRural", "URBAN", "phase", "SINGLE", "loadKw", "8");

    private static ErrorCode refused(Executable work) {
        return assertThrows(KarawattException.class, work).code();
    }

    private static RegistrationDraft draft(String email, AccountProof proof) {
        return new RegistrationDraft(email, PASSWORD, proof);
    }

    // --- registration

    @OnEachDatabase
    void whoProvesAnAccountSeesIt(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PendingCode pending = world.logins.register(VISITOR, draft(" Wang@Example.org ", proof()));
            assertEquals(0, world.count("SELECT COUNT(*) FROM portal_login"), "nothing is there before the code");
            assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> world.logins.login(VISITOR, "wang@example.org", PASSWORD)));
            OutgoingNotice mail = world.mailFor("wang@example.org");
            assertTrue(mail.text().matches("(?s).*\\d{6}.*15 分钟.*"), mail.text());
            String code = mail.text().replaceAll("(?s)^.*?(\\d{6}).*$", "$1");
            PortalSession session = world.logins.confirm(VISITOR, pending.token(), code);
            assertEquals("wang@example.org", session.caller().email());
            List<PortalAccount> accounts = world.portal.accounts(session.caller());
            assertEquals(List.of(new PortalAccount("A100", "客户100", "人民路 100 号", "RESIDENTIAL", "ACTIVE", LocalDate.of(2026, 3, 1))),
                    accounts);
            PortalSession again = world.logins.login(VISITOR, "WANG@example.org", PASSWORD);
            assertEquals(session.caller().loginId(), again.caller().loginId());
            assertEquals(1, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = 'portal.registered' AND user_name = ?",
                    "portal:" + session.caller().loginId()));
            assertEquals(1, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = 'portal.linked' AND user_name = ?",
                    "portal:" + session.caller().loginId()));
            assertEquals(0, world.count("SELECT COUNT(*) FROM portal_login WHERE password_digest LIKE ?", PASSWORD + "%"));
            assertEquals(0, world.count("SELECT COUNT(*) FROM portal_code"), "a code is used once");
        }
    }

    /** Month and amount must be of one of the last three bills: April to June of 2026; March is the fourth, February was another's. */
    @OnEachDatabase
    void everyWrongProofGetsTheSameAnswer(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            BillingMonth june = new BillingMonth(202606);
            BigDecimal right = new BigDecimal("106.06");
            List<AccountProof> wrong = List.of(
                    new AccountProof("A999", june, right, "513X"),
                    new AccountProof("nothing", june, right, "513X"),
                    new AccountProof("A100", june, new BigDecimal("106.07"), "513X"),
                    new AccountProof("A100", new BillingMonth(202605), right, "513X"),
                    new AccountProof("A100", june, right, "5131"),
                    new AccountProof("A100", june, right, "13800000101"),
                    new AccountProof("A100", june, right, "3X"),
                    new AccountProof("A100", june, new BigDecimal("999.99"), "513X"),
                    new AccountProof("A100", new BillingMonth(202603), new BigDecimal("103.03"), "513X"),
                    new AccountProof("A100", new BillingMonth(202602), new BigDecimal("102.02"), "513X"),
                    new AccountProof("A101", june, right, "513X"));
            int n = 0;
            for (AccountProof proof : wrong) {
                KarawattException e = assertThrows(KarawattException.class,
                        () -> world.logins.register(VISITOR, draft("wang@example.org", proof)), proof.toString());
                assertEquals(PortalErrors.PROOF_WRONG, e.code());
                assertEquals(KarawattException.Kind.INVALID, e.kind());
                assertEquals(List.of(), e.args());
                assertEquals("", e.faults().get(0).field());
                n++;
                if (n % 4 == 0) {
                    // beyond the time in which tries of one account are counted
                    db.clock().advance(Duration.ofMinutes(16));
                }
            }
            assertEquals(List.of(), List.copyOf(world.channel.sent));
            db.clock().advance(Duration.ofMinutes(16));
            for (AccountProof proof : List.of(proof(),
                    new AccountProof("A100", new BillingMonth(202604), new BigDecimal("104.040"), "13800000100"),
                    new AccountProof("A100", new BillingMonth(202605), new BigDecimal("105.05"), "138-0000-0100"))) {
                world.logins.register(VISITOR, draft("wang@example.org", proof));
            }
        }
    }

    @OnEachDatabase
    void guessesOfAnAccountAndFromAnAddressEnd(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            AccountProof wrong = new AccountProof("A100", new BillingMonth(202606), BigDecimal.ONE, "513X");
            for (int i = 0; i < 5; i++) {
                // from another address each time: the account counts by itself
                String address = "203.0.113." + (10 + i);
                assertEquals(PortalErrors.PROOF_WRONG, refused(() -> world.logins.register(from(address), draft("a@example.org", wrong))));
            }
            AuthenticationFailedException e = assertThrows(AuthenticationFailedException.class,
                    () -> world.logins.register(from("203.0.113.99"), draft("a@example.org", proof())));
            assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, e.code());
            assertEquals(Duration.ofMinutes(15), e.retryAfter());
            db.clock().advance(Duration.ofMinutes(15));
            world.logins.register(from("203.0.113.99"), draft("a@example.org", proof()));
            // one address that asks for ever another account
            for (int i = 0; i < 50; i++) {
                String no = "A9" + (1000 + i);
                assertEquals(PortalErrors.PROOF_WRONG, refused(() -> world.logins.register(from("198.51.100.1"), draft("a@example.org",
                        new AccountProof(no, new BillingMonth(202606), BigDecimal.ONE, "513X")))));
            }
            assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, refused(() -> world.logins.register(from("198.51.100.1"),
                    draft("a@example.org", other()))));
            db.clock().advance(Duration.ofHours(25));
            world.logins.register(from("198.51.100.1"), draft("b@example.org", other()));
            assertTrue(world.count("SELECT COUNT(*) FROM portal_try") < 10, "what is over is forgotten");
        }
    }

    /** Three times five in a day, however long one waits in between. */
    @OnEachDatabase
    void patienceDoesNotHelpToGuess(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            AccountProof wrong = new AccountProof("A100", new BillingMonth(202606), BigDecimal.ONE, "513X");
            for (int i = 0; i < 15; i++) {
                assertEquals(PortalErrors.PROOF_WRONG, refused(() -> world.logins.register(VISITOR, draft("a@example.org", wrong))));
                db.clock().advance(Duration.ofMinutes(16));
            }
            assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, refused(() -> world.logins.register(VISITOR, draft("a@example.org", proof()))));
            db.clock().advance(Duration.ofHours(20));
            world.logins.register(VISITOR, draft("a@example.org", proof()));
        }
    }

    @OnEachDatabase
    void aCodeEnds(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PendingCode late = world.logins.register(VISITOR, draft("late@example.org", null));
            String code = world.codeFor("late@example.org");
            db.clock().advance(Duration.ofMinutes(15));
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, late.token(), code)));

            PendingCode guessed = world.logins.register(VISITOR, draft("guess@example.org", null));
            String right = world.codeFor("guess@example.org");
            String wrong = right.equals("000000") ? "000001" : "000000";
            for (int i = 0; i < 5; i++) {
                assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, guessed.token(), wrong)));
            }
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, guessed.token(), right)), "the sixth try");

            PendingCode mine = world.logins.register(VISITOR, draft("mine@example.org", null));
            PendingCode theirs = world.logins.register(from("198.51.100.9"), draft("mine@example.org", null));
            String first = world.codeFor("mine@example.org");
            String second = world.codeFor("mine@example.org");
            if (!first.equals(second)) {
                assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, theirs.token(), first)),
                        "a code belongs to the browser that has asked for it");
            }
            assertEquals("mine@example.org", world.logins.confirm(VISITOR, mine.token(), first).caller().email());
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, mine.token(), first)), "used");
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, theirs.token(), second)),
                    "the address is taken");
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, null, null)));
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, "x", "123456")));
        }
    }

    /** Whoever registers with an address that has a login learns nothing; its owner does. */
    @OnEachDatabase
    void aKnownAddressIsNotToldOnTheScreen(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            PendingCode again = world.logins.register(from("198.51.100.2"), draft("wang@example.org", null));
            assertEquals(43, again.token().length());
            OutgoingNotice mail = world.mailFor("wang@example.org");
            assertTrue(mail.subject().contains("have a login"), mail.subject());
            assertFalse(mail.text().matches("(?s).*\\d{6}.*"), mail.text());
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, again.token(), "123456")));
            assertEquals(1, world.portal.accounts(wang).size());
            PendingCode nobody = world.logins.forgot(VISITOR, "nobody@example.org");
            assertEquals(43, nobody.token().length());
            assertEquals(List.of(), List.copyOf(world.channel.sent));
        }
    }

    @OnEachDatabase
    void anAddressIsNotFloodedWithMails(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            for (int i = 0; i < 3; i++) {
                world.logins.register(from("198.51.100." + i), draft("wang@example.org", null));
            }
            assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, refused(() -> world.logins.register(from("198.51.100.7"),
                    draft("Wang@example.org", null))));
            world.mailer.unbindChannel(world.channel);
            assertEquals(PortalErrors.MAIL_AWAY, refused(() -> world.logins.register(VISITOR, draft("li@example.org", null))));
            assertEquals(PortalErrors.MAIL_AWAY, refused(() -> world.logins.forgot(VISITOR, "li@example.org")));
        }
    }

    @OnEachDatabase
    void allFaultsOfAFormAreToldAtOnce(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            KarawattException e = assertThrows(KarawattException.class, () -> world.logins.register(VISITOR,
                    new RegistrationDraft("no address", "", new AccountProof(null, null, null, " "))));
            assertEquals(List.of("email", "password", "proof.accountNo", "proof.amount", "proof.month", "proof.secret"),
                    e.faults().stream().map(fault -> fault.field()).sorted().toList());
        }
    }

    // --- login and session

    @OnEachDatabase
    void aLoginIsLockedAfterWrongPasswords(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            world.registered("wang@example.org", null);
            for (String email : List.of("wang@example.org", "nobody@example.org")) {
                for (int i = 0; i < 5; i++) {
                    assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> world.logins.login(VISITOR, email, "wrong")));
                }
                assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, refused(() -> world.logins.login(VISITOR, email, PASSWORD)), email);
            }
            db.clock().advance(Duration.ofMinutes(15));
            world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            assertEquals(5, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = 'portal.login.failed'"));
        }
    }

    /** Only what was wrong counts for an address: it may be that of a whole village. */
    @OnEachDatabase
    void rightPasswordsDoNotShutAnAddressOut(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            world.registered("wang@example.org", null);
            for (int i = 0; i < 60; i++) {
                world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            }
            // the registration has counted as one
            for (int i = 0; i < 49; i++) {
                String email = "nobody" + i + "@example.org";
                assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> world.logins.login(VISITOR, email, PASSWORD)));
            }
            assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, refused(() -> world.logins.login(VISITOR, "wang@example.org", PASSWORD)));
        }
    }

    @OnEachDatabase
    void aSessionEnds(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            world.registered("wang@example.org", null);
            PortalSession idle = world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            db.clock().advance(Duration.ofMinutes(30));
            assertTrue(world.logins.session(VISITOR, idle.token()).isEmpty(), "30 minutes without a request");
            PortalSession busy = world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            // 24 times 20 minutes are the 8 hours after which it ends in any case
            for (int i = 1; i < 24; i++) {
                db.clock().advance(Duration.ofMinutes(20));
                assertEquals(busy.csrf(), world.logins.session(VISITOR, busy.token()).orElseThrow().csrf());
            }
            db.clock().advance(Duration.ofMinutes(20));
            assertTrue(world.logins.session(VISITOR, busy.token()).isEmpty(), "8 hours");
            PortalSession out = world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            world.logins.logout(VISITOR, out.token());
            assertTrue(world.logins.session(VISITOR, out.token()).isEmpty());
            assertTrue(world.logins.session(VISITOR, "x").isEmpty());
            PortalSession oldest = world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            for (int i = 0; i < 5; i++) {
                db.clock().advance(Duration.ofSeconds(1));
                world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            }
            assertTrue(world.logins.session(VISITOR, oldest.token()).isEmpty(), "the sixth ends the oldest of five");
        }
    }

    @OnEachDatabase
    void aPasswordIsSetAnewByCode(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            world.registered("wang@example.org", null);
            PortalSession open = world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            PendingCode pending = world.logins.forgot(VISITOR, "wang@example.org");
            String code = world.codeFor("wang@example.org");
            assertEquals(PortalErrors.CODE_WRONG, refused(() -> world.logins.confirm(VISITOR, pending.token(), code)),
                    "for another purpose");
            world.logins.reset(VISITOR, pending.token(), code, "another password");
            assertTrue(world.logins.session(VISITOR, open.token()).isEmpty(), "whoever was in with the old one is out");
            assertEquals(SecurityErrors.BAD_CREDENTIALS, refused(() -> world.logins.login(VISITOR, "wang@example.org", PASSWORD)));
            world.logins.login(VISITOR, "wang@example.org", "another password");
        }
    }

    // --- own data

    @OnEachDatabase
    void ownBillsWithExplanationDocumentUsageAndBalance(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            List<PortalBill> bills = world.portal.bills(wang, "A100", FIRST).items();
            // neither the reversed one of June nor that of February, which was another's
            assertEquals(List.of("2026-06", "2026-05", "2026-04", "2026-03"), bills.stream().map(b -> b.month().toString()).toList());
            assertEquals(new BigDecimal("50.00"), bills.get(0).openAmount());
            assertEquals(List.of("2026-04"), world.portal.bills(wang, "A100", new PageRequest(2, 1)).items().stream()
                    .map(b -> b.month().toString()).toList());
            assertEquals(4, world.portal.bills(wang, "A100", new PageRequest(2, 1)).total());
            assertEquals(1, world.portal.bill(wang, billNo(202606, 1006)).lines().size());
            assertEquals("told in en", world.portal.explanation(wang, billNo(202606, 1006), Locale.ENGLISH).get(0).text());
            assertEquals(billNo(202606, 1006) + " 客户100 zh_CN 50.00", new String(world.portal.document(wang, billNo(202606, 1006),
                    Locale.SIMPLIFIED_CHINESE), StandardCharsets.UTF_8));
            List<MonthUsage> usage = world.portal.usage(wang, "A100");
            assertEquals(List.of("2026-03 230", "2026-04 240", "2026-05 250", "2026-06 260"), usage.stream()
                    .map(m -> m.month() + " " + m.energyKwh()).toList());
            // open are 50.00 of June, due on 20 July, and all 105.05 of May, due on 20 June; today is 1 July
            assertEquals(new PortalBalance(new BigDecimal("155.05"), new BigDecimal("105.05"), new BigDecimal("0.11"),
                    LocalDate.of(2026, 7, 20)), world.portal.balance(wang, "A100"));
        }
    }

    /** June's bill is in a budget plan: 80.00 are asked for in its place, of which 30.00 are open. */
    @OnEachDatabase
    void aBillOfABudgetPlanSaysWhatIsPaidInItsPlace(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            world.planned.put(1006L, new PlannedBill(9, new BigDecimal("80.00"), null, new BigDecimal("30.00"), LocalDate.of(2026, 7, 20),
                    new BillingMonth(202612)));
            PortalBill june = world.portal.bills(wang, "A100", FIRST).items().get(0);
            assertEquals(new PortalBill.Budget(new BigDecimal("80.00"), null, LocalDate.of(2026, 7, 20), new BillingMonth(202612)), june.budget());
            assertEquals(new BigDecimal("30.00"), june.openAmount());
            assertEquals(june.budget(), world.portal.bill(wang, billNo(202606, 1006)).budget());
            assertNull(world.portal.bills(wang, "A100", FIRST).items().get(1).budget());
            assertEquals(billNo(202606, 1006) + " 客户100 zh_CN 30.00 instead 80.00", new String(world.portal.document(wang,
                    billNo(202606, 1006), Locale.SIMPLIFIED_CHINESE), StandardCharsets.UTF_8));
            // to be paid: 30.00 of the instalment, due on 20 July, and all 105.05 of May
            assertEquals(new PortalBalance(new BigDecimal("135.05"), new BigDecimal("105.05"), new BigDecimal("0.11"),
                    LocalDate.of(2026, 7, 20)), world.portal.balance(wang, "A100"));
        }
    }

    /** What cannot be known while a module is away is left out or UNAVAILABLE; everything else goes on. */
    @OnEachDatabase
    void withoutTheLedgerBillsAreShownAllTheSame(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            world.portal.ledger = null;
            assertEquals(4, world.portal.bills(wang, "A100", FIRST).total());
            assertNull(world.portal.bill(wang, billNo(202606, 1006)).openAmount());
            KarawattException e = assertThrows(KarawattException.class, () -> world.portal.balance(wang, "A100"));
            assertEquals(KarawattException.Kind.UNAVAILABLE, e.kind());
        }
    }

    /** A month without a bill is a hole and not zero, and more than 24 months are not shown. */
    @OnEachDatabase
    void usageHasHoles(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            world.bills.removeIf(bill -> bill.id() == 1004);
            List<MonthUsage> usage = world.portal.usage(wang, "A100");
            assertEquals(4, usage.size());
            assertNull(usage.get(1).energyKwh());
            assertNull(usage.get(1).amount());
        }
    }

    @OnEachDatabase
    void whatIsAnothersDoesNotExist(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            PortalCaller li = world.registered("li@example.org", other());
            String his = world.portal.apply(li, new ApplicationDraft("3301", "home", null, HOUSE)).caseNo();
            String bill = billNo(202606, 2006);
            assertEquals("A101", world.portal.bill(li, bill).accountNo(), "it is there for whom it belongs to");
            for (String account : List.of("A101", "A200", "A999", "", "A100 ", "%")) {
                Map<String, Executable> tried = Map.of(
                        "bills", () -> world.portal.bills(wang, account, FIRST),
                        "usage", () -> world.portal.usage(wang, account),
                        "balance", () -> world.portal.balance(wang, account),
                        "unlink", () -> world.portal.unlink(wang, account),
                        "apply", () -> world.portal.apply(wang, new ApplicationDraft("3301", "home", account, HOUSE)));
                tried.forEach((what, work) -> notFound(PortalErrors.ACCOUNT_UNKNOWN, what + " of " + account, work));
            }
            // another's of the same office and of another one, a former customer's, a reversed one, an id, none at all
            for (String no : List.of(bill, billNo(202606, 3006), billNo(202602, 1002), billNo(202606, 1900), "1006", "2006",
                    "202606-9999999999", "x")) {
                Map<String, Executable> tried = Map.of(
                        "bill", () -> world.portal.bill(wang, no),
                        "explanation", () -> world.portal.explanation(wang, no, Locale.ENGLISH),
                        "document", () -> world.portal.document(wang, no, Locale.ENGLISH));
                tried.forEach((what, work) -> notFound(PortalErrors.BILL_UNKNOWN, what + " " + no, work));
            }
            notFound(PortalErrors.APPLICATION_UNKNOWN, "application", () -> world.portal.application(wang, his));
            assertEquals(List.of(), world.portal.applications(wang));
            assertEquals(List.of("A101"), world.portal.accounts(li).stream().map(PortalAccount::accountNo).toList(),
                    "nobody has unlinked it");
            assertEquals(1, world.portal.applications(li).size());
            PortalCaller none = world.registered("none@example.org", null);
            assertEquals(List.of(), world.portal.accounts(none));
            notFound(PortalErrors.BILL_UNKNOWN, "without an account", () -> world.portal.bill(none, bill));
        }
    }

    private static void notFound(ErrorCode code, String what, Executable work) {
        KarawattException e = assertThrows(KarawattException.class, work, what);
        assertEquals(code, e.code(), what);
        assertEquals(KarawattException.Kind.NOT_FOUND, e.kind(), what);
    }

    @OnEachDatabase
    void anAccountThatIsTransferredIsNoLongerHis(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            world.holders.put(100L, 101L);
            assertEquals(List.of(), world.portal.accounts(wang));
            notFound(PortalErrors.ACCOUNT_UNKNOWN, "bills", () -> world.portal.bills(wang, "A100", FIRST));
            notFound(PortalErrors.BILL_UNKNOWN, "bill", () -> world.portal.bill(wang, billNo(202606, 1006)));
        }
    }

    @OnEachDatabase
    void moreAccountsAreLinkedByTheSameProof(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            assertEquals(PortalErrors.PROOF_WRONG, refused(() -> world.portal.link(wang, new AccountProof("A200", new BillingMonth(202606),
                    new BigDecimal("77.77"), "513X"))));
            world.portal.link(wang, new AccountProof("A200", new BillingMonth(202606), new BigDecimal("77.77"), "13800000200"));
            assertEquals(List.of("A100", "A200"), world.portal.accounts(wang).stream().map(PortalAccount::accountNo).toList());
            assertEquals(1, world.portal.bills(wang, "A200", FIRST).total(), "of another office too");
            world.portal.link(wang, new AccountProof("A200", new BillingMonth(202606), new BigDecimal("77.77"), "13800000200"));
            world.portal.unlink(wang, "A100");
            assertEquals(List.of("A200"), world.portal.accounts(wang).stream().map(PortalAccount::accountNo).toList());
            for (int i = 0; i < 5; i++) {
                assertEquals(PortalErrors.PROOF_WRONG, refused(() -> world.portal.link(wang, new AccountProof("A101",
                        new BillingMonth(202606), BigDecimal.ONE, "0000"))));
            }
            assertEquals(SecurityErrors.TOO_MANY_ATTEMPTS, refused(() -> world.portal.link(wang, other())));
        }
    }

    /** The layers below are called in the customer's name, with few permissions, and for the office of the account. */
    @OnEachDatabase
    void theLayersBelowAreCalledWithLittle(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            world.contexts.clear();
            world.portal.accounts(wang);
            world.portal.bills(wang, "A100", FIRST);
            world.portal.balance(wang, "A100");
            world.portal.usage(wang, "A100");
            world.portal.document(wang, billNo(202606, 1006), Locale.ENGLISH);
            assertFalse(world.contexts.isEmpty());
            world.contexts.forEach(context -> {
                assertEquals(wang.user(), context.user());
                assertTrue(PortalWorld.PERMISSIONS.containsAll(context.permissions()), context.permissions().toString());
                assertEquals(new OfficeScope(Set.of(ParentRows.path(ParentRows.EAST))), context.scope());
            });
        }
    }

    // --- applications

    private static WorkTask waiting(PortalWorld world, String step) {
        return world.workflow.tasks.workList(TestContexts.admin(), new TaskQuery(null, null, null, null), FIRST).items().stream()
                .filter(each -> each.stepKey().equals(step)).findFirst().orElseThrow(() -> new AssertionError(step + " is not waiting"));
    }

    private static WorkTask does(PortalWorld world, String step, Map<String, Object> values) {
        return world.workflow.tasks.complete(TestContexts.admin(), waiting(world, step).id(), values);
    }

    private static String stages(PortalApplication application) {
        return application.stages().stream().map(stage -> stage.key() + (stage.state() == State.DONE ? "+" : stage.state() == State.CURRENT
                ? "*" : "")).reduce((a, b) -> a + " " + b).orElse("");
    }

    @OnEachDatabase
    void anApplicationIsFollowedToItsSupply(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            assertEquals(List.of("3301", "3302"), world.portal.applicationForm(wang).offices().stream().map(o -> o.value()).toList());
            assertEquals(List.of("home", "house"), world.portal.applicationForm(wang).tariffs().stream().map(o -> o.value()).toList(),
                    "a house is not supplied with 10 kV");
            PortalApplication opened = world.portal.apply(wang, new ApplicationDraft("3301", "home", null, HOUSE));
            assertEquals("received+ documents* survey reply meter supply", stages(opened));
            assertEquals(Result.OPEN, opened.result());
            assertEquals(1, world.count("SELECT COUNT(*) FROM workflow_case WHERE channel = 'portal' AND opened_by = ?", wang.user()));
            does(world, "documents", Map.of("outcome", "incomplete"));
            PortalApplication supplement = world.portal.application(wang, opened.caseNo());
            assertEquals("received+ documents* survey reply meter supply", stages(supplement));
            assertEquals(Result.YOUR_TURN, supplement.result());
            does(world, "supplement", Map.of());
            does(world, "documents", Map.of("outcome", "passed"));
            does(world, "survey", Map.of("outcome", "feasible"));
            assertEquals("received+ documents+ survey+ reply* meter supply", stages(world.portal.application(wang, opened.caseNo())));
            does(world, "reply", Map.of("outcome", "revise"));
            assertEquals("received+ documents+ survey* reply meter supply", stages(world.portal.application(wang, opened.caseNo())),
                    "what was done after it is ahead again");
            does(world, "survey", Map.of("outcome", "feasible"));
            does(world, "reply", Map.of("outcome", "accepted"));
            db.clock().setDate(LocalDate.of(2026, 7, 6));
            does(world, "meter", Map.of("meterNo", "M1", "initialTotal", "0", "routeNo", "R1", "energisedOn", "2026-07-06"));
            PortalApplication supplied = world.portal.applications(wang).get(0);
            assertEquals("received+ documents+ survey+ reply+ meter+ supply+", stages(supplied));
            assertEquals(db.clock().now(), supplied.stages().get(5).at());
            does(world, "file", Map.of());
            does(world, "callback", Map.of("satisfaction", "5"));
            assertEquals(Result.SUPPLIED, world.portal.application(wang, opened.caseNo()).result());
        }
    }

    @OnEachDatabase
    void anApplicationThatIsRefusedSaysSo(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            String no = world.portal.apply(wang, new ApplicationDraft("3301", "home", null, HOUSE)).caseNo();
            does(world, "documents", Map.of("outcome", "passed"));
            does(world, "survey", Map.of("outcome", "refused"));
            PortalApplication refused = world.portal.application(wang, no);
            assertEquals(Result.REFUSED, refused.result());
            assertEquals("received+ documents+ survey+ reply meter supply", stages(refused));
        }
    }

    @OnEachDatabase
    void aLoginHasThreeOpenApplications(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            ApplicationDraft draft = new ApplicationDraft("3302", "home", null, HOUSE);
            for (int i = 0; i < 3; i++) {
                world.portal.apply(wang, draft);
            }
            KarawattException e = assertThrows(KarawattException.class, () -> world.portal.apply(wang, draft));
            assertEquals(PortalErrors.TOO_MANY_OPEN, e.code());
            assertEquals(KarawattException.Kind.CONFLICT, e.kind());
            assertEquals(3, world.count("SELECT COUNT(*) FROM workflow_case"));
            does(world, "documents", Map.of("outcome", "passed"));
            does(world, "survey", Map.of("outcome", "refused"));
            assertEquals(2, world.portal.applicationForm(wang).openApplications());
            world.portal.apply(wang, draft);
            assertEquals(4, world.portal.applications(wang).size());
        }
    }

    private static String supplied(PortalWorld world, PortalCaller caller) {
        String no = world.portal.apply(caller, new ApplicationDraft("3301", "home", null, HOUSE)).caseNo();
        does(world, "documents", Map.of("outcome", "passed"));
        does(world, "survey", Map.of("outcome", "feasible"));
        does(world, "reply", Map.of("outcome", "accepted"));
        does(world, "meter", Map.of("meterNo", "M1", "initialTotal", "0", "routeNo", "R1", "energisedOn", "2026-07-01"));
        return no;
    }

    /** Whoever has applied needs no bill to prove that the account is his; what he unlinks stays unlinked. */
    @OnEachDatabase
    void theAccountOfAnApplicationIsLinked(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            world.supplied = 101L;
            String no = supplied(world, wang);
            assertEquals(List.of("A101"), world.portal.accounts(wang).stream().map(PortalAccount::accountNo).toList());
            assertEquals(1, world.portal.bills(wang, "A101", FIRST).total());
            assertEquals(1, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = 'portal.linked' AND user_name = ?", wang.user()));
            world.portal.unlink(wang, "A101");
            world.portal.application(wang, no);
            assertEquals(List.of(), world.portal.accounts(wang));
        }
    }

    @OnEachDatabase
    void anAccountThatHasGoneToSomebodyElseIsNotLinked(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            world.supplied = 101L;
            supplied(world, wang);
            world.holders.put(101L, 100L);
            assertEquals(List.of(), world.portal.accounts(wang));
            world.holders.put(101L, 101L);
            assertEquals(List.of(), world.portal.accounts(wang), "also when it comes back");
        }
    }

    private static PortalFile add(PortalWorld world, PortalCaller caller, String caseNo, String name, String type, int bytes) {
        return world.portal.addFile(caller, caseNo, name, type, new ByteArrayInputStream(new byte[bytes]));
    }

    /** As it is delivered, a file of at most 10 MB is taken. */
    @OnEachDatabase
    void documentsAreAddedInThePortal(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            PortalCaller li = world.registered("li@example.org", other());
            String no = world.portal.apply(wang, new ApplicationDraft("3301", "home", null, HOUSE)).caseNo();
            assertEquals(10_485_760, add(world, wang, no, "身份证.jpg", "image/jpeg", 10_485_760).sizeBytes());
            assertEquals(WorkflowErrors.ATTACHMENT_TOO_LARGE, refused(() -> add(world, wang, no, "big.jpg", "image/jpeg", 10_485_761)));
            assertEquals(WorkflowErrors.ATTACHMENT_KIND, refused(() -> add(world, wang, no, "page.html", "text/html", 10)));
            notFound(PortalErrors.APPLICATION_UNKNOWN, "add", () -> add(world, li, no, "a.pdf", "application/pdf", 10));
            notFound(PortalErrors.APPLICATION_UNKNOWN, "files", () -> world.portal.files(li, no));
            does(world, "documents", Map.of("outcome", "incomplete"));
            add(world, wang, no, "产权证.pdf", "application/pdf", 10);
            WorkTask waiting = waiting(world, "supplement");
            CaseView view = world.workflow.cases.view(TestContexts.admin(), waiting.caseId());
            assertEquals(Arrays.asList(null, waiting.id()), view.attachments().stream().map(Attachment::taskId).toList(),
                    "what comes while it is his turn belongs to his step");
            world.workflow.cases.attach(TestContexts.admin(), waiting.caseId(), null, "internal.txt", "text/plain",
                    new ByteArrayInputStream(new byte[1]));
            assertEquals(List.of("身份证.jpg", "产权证.pdf"), world.portal.files(wang, no).stream().map(PortalFile::fileName).toList(),
                    "his own and not those of the office");
            for (int i = 2; i < 20; i++) {
                add(world, wang, no, i + ".pdf", "application/pdf", 10);
            }
            assertEquals(PortalErrors.TOO_MANY_FILES, refused(() -> add(world, wang, no, "20.pdf", "application/pdf", 10)));
            String other = world.portal.apply(wang, new ApplicationDraft("3302", "home", null, HOUSE)).caseNo();
            does(world, "documents", Map.of("outcome", "passed"));
            does(world, "survey", Map.of("outcome", "refused"));
            assertEquals(WorkflowErrors.CASE_OVER, refused(() -> add(world, wang, other, "late.pdf", "application/pdf", 10)));
        }
    }

    /** What waits for the customer he does himself, as long as no clerk has begun with it. */
    @OnEachDatabase
    void theCustomerDoesHisStepsHimself(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            PortalCaller li = world.registered("li@example.org", other());
            String no = world.portal.apply(wang, new ApplicationDraft("3301", "home", null, HOUSE)).caseNo();
            assertEquals(PortalErrors.NOT_YOUR_TURN, refused(() -> world.portal.complete(wang, no, null)));
            does(world, "documents", Map.of("outcome", "incomplete"));
            notFound(PortalErrors.APPLICATION_UNKNOWN, "complete", () -> world.portal.complete(li, no, null));
            world.workflow.tasks.claim(TestContexts.admin(), waiting(world, "supplement").id());
            assertEquals(PortalErrors.WITH_THE_OFFICE, refused(() -> world.portal.complete(wang, no, null)));
            world.workflow.tasks.release(TestContexts.admin(), waiting(world, "supplement").id(), "he does it himself");
            assertEquals(WorkflowErrors.FIELD_UNKNOWN, refused(() -> world.portal.complete(wang, no, "passed")));
            assertEquals("received+ documents* survey reply meter supply", stages(world.portal.complete(wang, no, null)));
            assertEquals(Result.OPEN, world.portal.application(wang, no).result());
            does(world, "documents", Map.of("outcome", "passed"));
            does(world, "survey", Map.of("outcome", "feasible"));
            assertEquals(WorkflowErrors.FIELD_INVALID, refused(() -> world.portal.complete(wang, no, "refused")));
            assertEquals(WorkflowErrors.FIELD_REQUIRED, refused(() -> world.portal.complete(wang, no, null)));
            assertEquals("received+ documents+ survey* reply meter supply", stages(world.portal.complete(wang, no, "revise")));
            does(world, "survey", Map.of("outcome", "feasible"));
            assertEquals("received+ documents+ survey+ reply+ meter* supply", stages(world.portal.complete(wang, no, "accepted")));
            assertEquals(PortalErrors.NOT_YOUR_TURN, refused(() -> world.portal.complete(wang, no, "accepted")));
            assertEquals(3, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = 'workflow.done' AND user_name = ?", wang.user()));
        }
    }

    /** The process's own form decides; what the portal sets by itself nobody may give. */
    @OnEachDatabase
    void anApplicationIsCheckedByTheProcess(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            KarawattException missing = assertThrows(KarawattException.class, () -> world.portal.apply(wang,
                    new ApplicationDraft("3301", "home", null, Map.of("customerName", "王", "loadKw", "1000", "hidden", "x"))));
            assertEquals(List.of("address", "hidden", "loadKw", "phase", "urbanRural"), missing.faults().stream()
                    .map(fault -> fault.field().replaceFirst("^values\\.", "")).sorted().toList());
            KarawattException ours = assertThrows(KarawattException.class, () -> world.portal.apply(wang, new ApplicationDraft("33", "free",
                    null, Map.of("customerNo", "C101", "tariffCode", "free", "usageClass", "LARGE_INDUSTRY"))));
            assertEquals(List.of("officeCode", "tariffCode", "values.customerNo", "values.tariffCode", "values.usageClass"),
                    ours.faults().stream().map(fault -> fault.field()).sorted().toList());
            assertEquals(WorkflowErrors.FIELD_UNKNOWN, ours.faults().get(2).code());
            assertEquals(0, world.count("SELECT COUNT(*) FROM workflow_case"));
            Map<String, Object> forMe = Map.of("address", "清河市人民路12号", "urbanRural", "URBAN", "phase", "SINGLE", "loadKw", "8");
            assertNotEquals(null, world.portal.apply(wang, new ApplicationDraft("3301", "home", "A100", forMe)).caseNo());
            assertEquals(1, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = 'portal.applied' AND user_name = ?",
                    wang.user()));
        }
    }
}
