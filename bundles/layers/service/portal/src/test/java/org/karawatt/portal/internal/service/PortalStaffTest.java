package org.karawatt.portal.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.portal.internal.service.PortalWorld.PASSWORD;
import static org.karawatt.portal.internal.service.PortalWorld.VISITOR;
import static org.karawatt.portal.internal.service.PortalWorld.other;
import static org.karawatt.portal.internal.service.PortalWorld.proof;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.portal.api.AccountProof;
import org.karawatt.portal.api.ApplicationDraft;
import org.karawatt.portal.api.PendingCode;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalLogin;
import org.karawatt.portal.api.PortalSession;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestDatabase;

/** What staff sees of customers' logins and does about them. */
class PortalStaffTest {

    private static final CallContext EAST = staff(new OfficeScope(Set.of(ParentRows.path(ParentRows.EAST))), "portal.admin");
    private static final CallContext WEST = staff(new OfficeScope(Set.of(ParentRows.path(ParentRows.WEST))), "portal.admin");
    private static final CallContext ALL = staff(OfficeScope.ALL, "portal.admin", "customer.reveal");

    private static CallContext staff(OfficeScope scope, String... permissions) {
        return new CallContext("zhang", Set.of(permissions), scope, Locale.ENGLISH, "test", null);
    }

    private static KarawattException refused(Executable work) {
        return assertThrows(KarawattException.class, work);
    }

    private static List<Long> ids(List<PortalLogin> logins) {
        return logins.stream().map(PortalLogin::id).toList();
    }

    @OnEachDatabase
    void loginsAreFoundByAddressAndAccount(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            PortalCaller li = world.registered("li@example.org", other());
            world.portal.link(li, proof());
            world.portal.link(wang, new AccountProof("A200", new BillingMonth(202606), new BigDecimal("77.77"), "13800000200"));
            PortalLogin found = world.staff.find(EAST, " WANG@example.org ").get(0);
            assertEquals("w***@example.org", found.email());
            assertEquals(List.of("A100"), found.links().stream().map(PortalLogin.Link::accountNo).toList());
            assertEquals(1, found.linksElsewhere(), "the one of the western office");
            assertEquals(1, found.sessions());
            assertEquals(db.clock().now(), found.lastLoginAt());
            assertNull(found.lockedAt());
            assertEquals("wang@example.org", world.staff.login(ALL, wang.loginId()).email());
            assertEquals(Set.of(wang.loginId(), li.loginId()), Set.copyOf(ids(world.staff.find(EAST, "A100"))));
            assertEquals(List.of(wang.loginId()), ids(world.staff.find(WEST, "A200")));
            assertEquals(List.of(), world.staff.find(WEST, "A100"), "another office's account");
            assertEquals(List.of(), world.staff.find(WEST, "li@example.org"));
            assertEquals(List.of(), world.staff.find(ALL, "A999"));
            assertEquals(List.of(), world.staff.find(ALL, "nobody@example.org"));
            world.holders.put(100L, 101L);
            assertFalse(world.staff.login(EAST, wang.loginId()).links().get(0).valid(), "the account has another customer now");
        }
    }

    /** Who has no account is the business of the office that he has applied to, and without an application of who sees all. */
    @OnEachDatabase
    void aLoginWithoutAccountsBelongsToTheOfficeOfItsApplication(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", null);
            assertEquals(List.of(), world.staff.find(EAST, "wang@example.org"));
            assertEquals(1, world.staff.find(ALL, "wang@example.org").size());
            world.portal.apply(wang, new ApplicationDraft("3301", "home", null, Map.of("customerName", "王小明", "phone", "13900000000",
                    "address", "清河市人民路12号", "urbanRural", "URBAN", "phase", "SINGLE", "loadKw", "8")));
            assertEquals(1, world.staff.find(EAST, "wang@example.org").size());
            assertEquals(List.of(), world.staff.find(WEST, "wang@example.org"));
        }
    }

    /** A lock ends what is open, and neither the right password nor another one opens it. */
    @OnEachDatabase
    void aLockedLoginIsNotUsed(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            world.registered("wang@example.org", proof());
            PortalSession open = world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            long id = open.caller().loginId();
            PortalLogin locked = world.staff.lock(EAST, id, " asked for by phone ");
            assertEquals("zhang", locked.lockedBy());
            assertEquals("asked for by phone", locked.lockReason());
            assertEquals(0, locked.sessions());
            assertEquals("asked for by phone", world.staff.lock(ALL, id, "again").lockReason(), "the first reason stays");
            assertTrue(world.logins.session(VISITOR, open.token()).isEmpty());
            KarawattException right = refused(() -> world.logins.login(VISITOR, "wang@example.org", PASSWORD));
            assertEquals(PortalErrors.LOGIN_LOCKED, right.code());
            assertEquals(KarawattException.Kind.DENIED, right.kind());
            assertFalse(PortalErrors.LOGIN_LOCKED.equals(refused(() -> world.logins.login(VISITOR, "wang@example.org", "wrong")).code()),
                    "who does not know the password is not told");
            PendingCode pending = world.logins.forgot(VISITOR, "wang@example.org");
            world.logins.reset(VISITOR, pending.token(), world.codeFor("wang@example.org"), "another password");
            assertEquals(PortalErrors.LOGIN_LOCKED, refused(() -> world.logins.login(VISITOR, "wang@example.org", "another password")).code());
            assertNull(world.staff.unlock(EAST, id).lockedAt());
            world.staff.unlock(EAST, id);
            world.logins.login(VISITOR, "wang@example.org", "another password");
            for (String action : List.of("portal.locked", "portal.unlocked")) {
                assertEquals(1, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = ? AND user_name = 'zhang'", action), action);
            }
        }
    }

    @OnEachDatabase
    void sessionsAreEndedAndLinksTakenAway(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            PortalCaller wang = world.registered("wang@example.org", proof());
            PortalSession open = world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            assertEquals(0, world.staff.endSessions(EAST, wang.loginId()).sessions());
            assertTrue(world.logins.session(VISITOR, open.token()).isEmpty());
            world.logins.login(VISITOR, "wang@example.org", PASSWORD);
            assertEquals(PortalErrors.ACCOUNT_UNKNOWN, refused(() -> world.staff.unlink(EAST, wang.loginId(), "A101")).code(), "not linked");
            world.portal.link(wang, new AccountProof("A200", new BillingMonth(202606), new BigDecimal("77.77"), "13800000200"));
            assertEquals(PortalErrors.ACCOUNT_UNKNOWN, refused(() -> world.staff.unlink(EAST, wang.loginId(), "A200")).code(),
                    "another office's");
            world.staff.unlink(EAST, wang.loginId(), "A100");
            assertEquals(List.of("A200"), world.portal.accounts(wang).stream().map(each -> each.accountNo()).toList());
            assertEquals(PortalErrors.LOGIN_UNKNOWN, refused(() -> world.staff.login(EAST, wang.loginId())).code(), "it has nothing here now");
            for (String action : List.of("portal.sessions-ended", "portal.unlinked")) {
                assertEquals(1, world.count("SELECT COUNT(*) FROM kernel_audit WHERE action = ? AND user_name = 'zhang'", action), action);
            }
        }
    }

    @OnEachDatabase
    void nothingWithoutThePermissionOrOutOfReach(TestDatabase db) throws Exception {
        try (PortalWorld world = new PortalWorld(db)) {
            long id = world.registered("wang@example.org", proof()).loginId();
            CallContext nobody = staff(OfficeScope.ALL, "customer.read");
            Map<String, KarawattException.Kind> kinds = Map.of("nobody", KarawattException.Kind.DENIED, "west", KarawattException.Kind.NOT_FOUND);
            for (Map.Entry<String, CallContext> who : Map.of("nobody", nobody, "west", WEST).entrySet()) {
                CallContext context = who.getValue();
                for (Executable work : List.<Executable>of(() -> world.staff.login(context, id), () -> world.staff.lock(context, id, "x"),
                        () -> world.staff.unlock(context, id), () -> world.staff.endSessions(context, id),
                        () -> world.staff.unlink(context, id, "A100"))) {
                    assertEquals(kinds.get(who.getKey()), refused(work).kind(), who.getKey());
                }
            }
            assertEquals(KarawattException.Kind.DENIED, refused(() -> world.staff.find(nobody, "A100")).kind());
            assertEquals(KernelErrors.REQUIRED, refused(() -> world.staff.lock(EAST, id, " ")).faults().get(0).code());
            assertEquals(KernelErrors.REQUIRED, refused(() -> world.staff.find(EAST, null)).faults().get(0).code());
            assertEquals(1, world.staff.login(EAST, id).sessions(), "nothing has happened");
        }
    }
}
