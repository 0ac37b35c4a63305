package org.karawatt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.persistence.internal.service.DefaultBusinessClock;
import org.karawatt.persistence.internal.service.DefaultBusinessDate;

class BusinessDateTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @OnEachDatabase
    void theBusinessDateIsSetForAllAndGivenBackToTheCalendar(TestDatabase database) {
        DefaultBusinessClock clock = new DefaultBusinessClock(database.unitOfWork(), database.bulk(), ZONE);
        DefaultBusinessDate date = new DefaultBusinessDate(database.unitOfWork(), database.bulk(), database.audit(), clock);
        date.set(CallContext.system(), LocalDate.of(2026, 2, 1));
        assertEquals(LocalDate.of(2026, 2, 1), clock.today());
        date.set(CallContext.system(), LocalDate.of(2026, 2, 2));
        assertEquals(LocalDate.of(2026, 2, 2), clock.today());
        assertEquals(LocalDate.of(2026, 2, 2), new DefaultBusinessClock(database.unitOfWork(), database.bulk(), ZONE).today());
        date.set(CallContext.system(), null);
        assertEquals(LocalDate.now(ZONE), clock.today());
    }

    @OnEachDatabase
    void onlyAnAdministratorSetsIt(TestDatabase database) {
        DefaultBusinessClock clock = new DefaultBusinessClock(database.unitOfWork(), database.bulk(), ZONE);
        DefaultBusinessDate date = new DefaultBusinessDate(database.unitOfWork(), database.bulk(), database.audit(), clock);
        CallContext clerk = new CallContext("clerk", Set.of("billing.*"), OfficeScope.ALL, Locale.ENGLISH, "rest", null);
        assertThrows(KarawattException.class, () -> date.set(clerk, LocalDate.of(2026, 2, 1)));
    }
}
