package org.karawatt.audit.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.kernel.error.KarawattException;

class CronTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "30 1 * * * | 2026-07-01T12:00 | 2026-07-01T01:30", "30 1 * * * | 2026-07-01T01:29 | 2026-06-30T01:30",
        "30 1 * * * | 2026-07-01T01:30 | 2026-07-01T01:30", "0 0 25 * * | 2026-07-01T12:00 | 2026-06-25T00:00",
        "0 0 31 * * | 2026-07-01T12:00 | 2026-05-31T00:00", "0 3 1 1 * | 2026-07-01T12:00 | 2026-01-01T03:00",
        // 1 July 2026 is a Wednesday
        "0 8 * * 1-5 | 2026-07-05T12:00 | 2026-07-03T08:00", "*/15 8,20 * * * | 2026-07-01T12:00 | 2026-07-01T08:45",
        "45 0 * * * | 2026-07-01T00:30 | 2026-06-30T00:45"})
    void theLastTimeIsFound(String schedule, LocalDateTime at, LocalDateTime last) {
        assertEquals(last, Cron.parse(schedule).lastAt(at.atZone(SHANGHAI)).orElseThrow().toLocalDateTime());
    }

    @Test
    void aDayThatDoesNotComeIsNeverDue() {
        assertTrue(Cron.parse("0 0 31 2 *").lastAt(LocalDateTime.of(2026, 7, 1, 12, 0).atZone(SHANGHAI)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "60 0 * * *", "0 24 * * *", "0 0 0 * *", "0 0 * * 8", "a b c d e", "*/0 * * * *",
        "1-x * * * *", "0 0 * * * *"})
    void nonsenseIsRefused(String schedule) {
        assertThrows(KarawattException.class, () -> Cron.parse(schedule));
    }
}
