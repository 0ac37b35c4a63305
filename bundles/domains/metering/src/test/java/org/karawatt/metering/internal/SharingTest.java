package org.karawatt.metering.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoad.RegisterLoad;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.api.SharingDraft;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingMemberDraft;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.metering.internal.service.DefaultSharingService;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class SharingTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    private static DefaultSharingService wire(TestDatabase db) {
        DefaultMeteringService metering = new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(),
                new FakeOffices(), db.clock());
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 4);
        ParentRows.accounts(db, ParentRows.WEST, 201, 1);
        Route east = metering.createRoute(ADMIN, "R1", "东一段", "3301", "1", 1, null);
        Route west = metering.createRoute(ADMIN, "R2", "西一段", "3302", "1", 1, null);
        metering.load(ADMIN, List.of(point(101, east), point(102, east), point(103, east), point(104, east), point(201, west)));
        return new DefaultSharingService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit());
    }

    private static PointLoad point(long account, Route route) {
        return new PointLoad("P" + account, account, route.officeId(), route.id(), 1, null, "AC00002", "LL", "METERED", null, account,
                "M" + account, BigDecimal.ONE, BigDecimal.ONE, LocalDate.of(2024, 1, 1),
                List.of(new RegisterLoad(RegisterKind.AP_TOTAL, 6, 2, BigDecimal.ZERO)));
    }

    private static SharingMemberDraft member(String account, String share, LocalDate from) {
        return new SharingMemberDraft(account, share == null ? null : new BigDecimal(share), new BigDecimal("0.10"), from);
    }

    private static MeteringErrors refused(Runnable call) {
        return (MeteringErrors) assertThrows(KarawattException.class, call::run).code();
    }

    @OnEachDatabase
    void membersAndSharesAreKeptByDay(TestDatabase db) {
        DefaultSharingService sharing = wire(db);
        sharing.create(ADMIN, new SharingDraft("G1", "一号楼光伏", "P101", "FIXED"));
        sharing.setMember(ADMIN, "G1", member("A102", "0.5", MAY));
        sharing.setMember(ADMIN, "G1", member("A103", "0.5", MAY));
        // half and half is all there is
        assertEquals(MeteringErrors.SHARING_SUM, refused(() -> sharing.setMember(ADMIN, "G1", member("A104", "0.00000001", JUNE))));
        assertEquals(2, sharing.group(ADMIN, "G1").members().size(), "a refused member has left nothing");
        sharing.setMember(ADMIN, "G1", member("A102", "0.2", JUNE));
        SharingGroup group = sharing.setMember(ADMIN, "G1", member("A104", "0.3", JUNE));
        assertEquals(List.of("A102 2026-05-01 2026-06-01", "A102 2026-06-01 null", "A103 2026-05-01 null", "A104 2026-06-01 null"),
                group.members().stream().map(m -> m.accountNo() + " " + m.validFrom() + " " + m.validTo()).toList());
        assertEquals(MeteringErrors.SHARING_DATED, refused(() -> sharing.setMember(ADMIN, "G1", member("A102", "0.1", JUNE))));
        group = sharing.endMember(ADMIN, "G1", "A103", LocalDate.of(2026, 7, 1));
        assertEquals(LocalDate.of(2026, 7, 1), group.members().get(2).validTo());
        assertEquals(1, sharing.touching(104, 104, new Period(JUNE, JUNE.plusMonths(1))).size());
        assertEquals(0, sharing.touching(104, 104, new Period(MAY, JUNE)).size());
        assertEquals(4, sharing.touching(101, 101, new Period(MAY, JUNE)).get(0).members().size(), "the producer's group");
    }

    @OnEachDatabase
    void refusesWhatCannotBe(TestDatabase db) {
        DefaultSharingService sharing = wire(db);
        sharing.create(ADMIN, new SharingDraft("G1", "一号楼光伏", "P101", "PROPORTIONAL"));
        assertEquals(MeteringErrors.NUMBER_TAKEN, refused(() -> sharing.create(ADMIN, new SharingDraft("G1", "x", "P102", "FIXED"))));
        assertEquals(MeteringErrors.SHARING_POINT, refused(() -> sharing.create(ADMIN, new SharingDraft("G2", "x", "P101", "FIXED"))));
        assertEquals(4, assertThrows(KarawattException.class, () -> sharing.create(ADMIN, new SharingDraft(null, "", null, "BOTH")))
                .faults().size());
        assertEquals(MeteringErrors.SHARING_PRODUCER, refused(() -> sharing.setMember(ADMIN, "G1", member("A101", null, MAY))));
        assertEquals(MeteringErrors.SHARING_ACCOUNT, refused(() -> sharing.setMember(ADMIN, "G1", member("A999", null, MAY))));
        assertEquals(Kind.INVALID, assertThrows(KarawattException.class, () -> sharing.setMember(ADMIN, "G1", member("A102", "0.5", MAY))).kind());
        sharing.setMember(ADMIN, "G1", member("A102", null, MAY));
        sharing.create(ADMIN, new SharingDraft("G2", "二号楼光伏", "P104", "FIXED"));
        assertEquals(MeteringErrors.SHARING_MEMBER, refused(() -> sharing.setMember(ADMIN, "G2", member("A102", "1", JUNE))));
        CallContext stranger = TestContexts.clerk("/33/3302/", "metering.read", "metering.write");
        assertEquals(MeteringErrors.SHARING_UNKNOWN, refused(() -> sharing.group(stranger, "G1")));
        assertEquals(0, sharing.groups(stranger, PageRequest.first(10)).total());
        assertEquals(2, sharing.groups(ADMIN, PageRequest.first(10)).total());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> sharing.endMember(TestContexts.clerk("/33/", "metering.read"), "G1", "A102", JUNE)).kind());
    }
}
