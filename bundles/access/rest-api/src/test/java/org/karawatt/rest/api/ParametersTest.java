package org.karawatt.rest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;

class ParametersTest {

    private static void refused(KernelErrors code, Executable read) {
        KarawattException e = assertThrows(KarawattException.class, read);
        assertEquals(KarawattException.Kind.INVALID, e.kind());
        assertEquals(List.of("p " + code), e.faults().stream().map(ParametersTest::told).toList());
    }

    private static String told(Fault fault) {
        return fault.field() + " " + fault.code();
    }

    @Test
    void whatIsGivenIsRead() {
        assertEquals(new BillingMonth(202606), Parameters.month("p", "2026-06"));
        assertEquals(new BillingMonth(202606), Parameters.optionalMonth("p", "2026-06"));
        assertEquals(LocalDate.of(2026, 6, 30), Parameters.date("p", "2026-06-30"));
        assertEquals(LocalDate.of(2026, 6, 30), Parameters.optionalDate("p", "2026-06-30"));
        assertEquals(LocalDateTime.of(2026, 6, 30, 8, 15), Parameters.optionalDateTime("p", "2026-06-30T08:15"));
        assertEquals(Instant.parse("2026-06-30T00:00:00Z"), Parameters.instant("p", "2026-06-30T00:00:00Z"));
        assertEquals(TimeUnit.DAYS, Parameters.oneOf("p", TimeUnit.class, "DAYS"));
        assertEquals("a b", Parameters.text("p", "a b"));
        assertEquals(7, Parameters.required("p", 7));
    }

    @Test
    void nothingIsNullWhereItMayBe() {
        for (String nothing : new String[] {null, "", "  "}) {
            assertNull(Parameters.optionalText(nothing));
            assertNull(Parameters.optionalMonth("p", nothing));
            assertNull(Parameters.optionalDate("p", nothing));
            assertNull(Parameters.optionalDateTime("p", nothing));
            assertNull(Parameters.oneOf("p", TimeUnit.class, nothing));
            refused(KernelErrors.REQUIRED, () -> Parameters.text("p", nothing));
            refused(KernelErrors.REQUIRED, () -> Parameters.month("p", nothing));
            refused(KernelErrors.REQUIRED, () -> Parameters.date("p", nothing));
            refused(KernelErrors.REQUIRED, () -> Parameters.instant("p", nothing));
        }
        refused(KernelErrors.REQUIRED, () -> Parameters.required("p", null));
    }

    @Test
    void whatCannotBeReadIsAFaultUnderItsName() {
        refused(KernelErrors.NOT_A_MONTH, () -> Parameters.month("p", "2026-13"));
        refused(KernelErrors.NOT_A_MONTH, () -> Parameters.optionalMonth("p", "June"));
        refused(KernelErrors.NOT_A_DATE, () -> Parameters.date("p", "2026-02-30"));
        refused(KernelErrors.NOT_A_DATE, () -> Parameters.optionalDate("p", "tomorrow"));
        refused(KernelErrors.NOT_A_DATE, () -> Parameters.optionalDateTime("p", "2026-06-30"));
        refused(KernelErrors.NOT_A_DATE, () -> Parameters.instant("p", "2026-06-30T08:15"));
        refused(KernelErrors.UNKNOWN_CODE, () -> Parameters.oneOf("p", TimeUnit.class, "days"));
    }
}
