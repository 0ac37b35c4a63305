package org.karawatt.metering.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.LoadCurveDraft;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoad.RegisterLoad;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.internal.service.DefaultLoadCurveService;
import org.karawatt.metering.internal.service.DefaultMeteringService;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class LoadCurveTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final Period MARCH = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1));

    private static DefaultLoadCurveService wire(TestDatabase db) {
        DefaultMeteringService metering = new DefaultMeteringService(db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(),
                new FakeOffices(), db.clock());
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 101, 1);
        ParentRows.accounts(db, ParentRows.WEST, 201, 1);
        Route east = metering.createRoute(ADMIN, "R1", "东一段", "3301", "1", 1, null);
        Route west = metering.createRoute(ADMIN, "R2", "西一段", "3302", "1", 1, null);
        metering.load(ADMIN, List.of(point(101, east), point(201, west)));
        return new DefaultLoadCurveService(db.unitOfWork(), db.bulk(), db.audit(), db.clock());
    }

    private static PointLoad point(long account, Route route) {
        return new PointLoad("P" + account, account, route.officeId(), route.id(), 1, null, "AC00002", "LL", "METERED", null, account,
                "M" + account, BigDecimal.ONE, BigDecimal.ONE, LocalDate.of(2024, 1, 1),
                List.of(new RegisterLoad(RegisterKind.AP_TOTAL, 6, 2, BigDecimal.ZERO)));
    }

    private static LoadCurveDraft draft(String point, LocalDate day, String value, int size) {
        return new LoadCurveDraft(point, day, "DRAWN", Collections.nCopies(size, new BigDecimal(value)));
    }

    @OnEachDatabase
    void laterDataIsANewRevisionAndTheSameIsNothing(TestDatabase db) {
        DefaultLoadCurveService curves = wire(db);
        assertEquals(2, curves.take(ADMIN, List.of(draft("P101", DAY, "1.25", 96), draft("P101", DAY.plusDays(1), "2", 24))));
        assertEquals(0, curves.take(ADMIN, List.of(draft("P101", DAY, "1.250", 96))));
        assertEquals(1, curves.take(ADMIN, List.of(draft("P101", DAY, "1.5", 96), draft("P101", DAY.plusDays(1), "2", 24))));
        List<LoadCurve> kept = curves.curves(ADMIN, 101, MARCH);
        assertEquals(List.of(DAY, DAY.plusDays(1)), kept.stream().map(LoadCurve::day).toList());
        assertEquals(1, kept.get(0).revision());
        assertEquals(0, new BigDecimal("1.5").compareTo(kept.get(0).curve().values().get(95)));
        assertEquals(3L, db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM metering_curve", List.of(),
                row -> row.getLong(1))).orElseThrow(), "both versions are kept");
        assertEquals(2, curves.curves(1, 150, MARCH).size());
        assertEquals(kept.stream().map(LoadCurve::revision).toList(),
                curves.curves(List.of(201L, 101L), MARCH).stream().map(LoadCurve::revision).toList());
        assertEquals(0, curves.curves(1, 150, new Period(DAY.plusDays(2), DAY.plusDays(9))).size());
    }

    @OnEachDatabase
    void allFaultsComeAtOnceAndNothingIsHalfDone(TestDatabase db) {
        DefaultLoadCurveService curves = wire(db);
        List<BigDecimal> gap = new ArrayList<>(Collections.nCopies(48, BigDecimal.ONE));
        gap.set(7, null);
        KarawattException refused = assertThrows(KarawattException.class, () -> curves.take(ADMIN, List.of(draft("P101", DAY, "1", 24),
                draft("P101", DAY, "1", 23), draft("P101", null, "-1", 24), new LoadCurveDraft("P101", DAY, "SIDEWAYS", gap))));
        assertEquals(List.of("[1].values METERING-030", "[2].day KERNEL-002", "[2].values METERING-031", "[3].channel METERING-004"),
                refused.faults().stream().map(fault -> fault.field() + " " + fault.code().code()).toList());
        CallContext east = TestContexts.clerk("/33/3301/", "metering.*", "reading.*");
        KarawattException foreign = assertThrows(KarawattException.class,
                () -> curves.take(east, List.of(draft("P101", DAY, "1", 24), draft("P201", DAY, "1", 24), draft("P101", DAY, "2", 24))));
        assertEquals(List.of("[1].pointNo METERING-005", "[2].day METERING-032"),
                foreign.faults().stream().map(fault -> fault.field() + " " + fault.code().code()).toList());
        assertEquals(List.of(), curves.curves(ADMIN, 101, MARCH));
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class, () -> curves.curves(east, 201, MARCH)).kind());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> curves.take(TestContexts.clerk("/33/", "metering.read"), List.of(draft("P101", DAY, "1", 24)))).kind());
        assertEquals(1, curves.take(east, List.of(new LoadCurveDraft("P101", DAY, "DRAWN", gap))));
        assertEquals(1, curves.curves(east, 101, MARCH).get(0).curve().missing());
    }
}
