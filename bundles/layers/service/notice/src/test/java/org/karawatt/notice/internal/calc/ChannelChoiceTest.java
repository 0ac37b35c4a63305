package org.karawatt.notice.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.notice.api.NoticeBasis;
import org.karawatt.notice.api.NoticeStatus;

class ChannelChoiceTest {

    /** {@code wanted}: + for asked for, - for refused, before the channel. */
    @ParameterizedTest
    @CsvSource({"CONTRACT, mail sms, '', mail, WAITING", "CONTRACT, sms, '', sms, WAITING", "CONTRACT, mail sms, -mail, sms, WAITING",
        "CONTRACT, mail, -mail, '', SKIPPED", "CONTRACT, '', '', '', UNREACHABLE", "LEGAL, mail, -mail, mail, WAITING",
        "LEGAL, mail sms, -mail -sms, mail, WAITING", "LEGAL, '', -mail, '', UNREACHABLE", "CONTRACT, mail sms, +sms +mail, mail sms, WAITING",
        "CONTRACT, mail sms, +sms, sms, WAITING", "CONSENT, mail sms, '', '', SKIPPED", "CONSENT, mail sms, +sms, sms, WAITING",
        "CONSENT, '', '', '', SKIPPED"})
    void chooses(NoticeBasis basis, String reachable, String wanted, String chosen, NoticeStatus otherwise) {
        Map<String, Boolean> said = new HashMap<>();
        for (String each : wanted.isEmpty() ? new String[0] : wanted.split(" ")) {
            said.put(each.substring(1), each.charAt(0) == '+');
        }
        ChannelChoice.Choice choice = ChannelChoice.choose(basis, List.of("mail", "sms"), said, Set.of(reachable.split(" "))::contains);
        assertEquals(chosen.isEmpty() ? List.of() : List.of(chosen.split(" ")), choice.channels());
        assertEquals(otherwise, choice.otherwise());
    }

    @Test
    void pausesGrowUpToTheLongest() {
        Pauses pauses = new Pauses(4, Duration.ofMinutes(1), Duration.ofMinutes(10));
        assertEquals(List.of(1L, 4L, 10L), List.of(pauses.after(1).toMinutes(), pauses.after(2).toMinutes(), pauses.after(3).toMinutes()));
        assertEquals(List.of(true, false), List.of(pauses.goesOn(3), pauses.goesOn(4)));
    }

    @Test
    void atMostSoManyGoInAMinute() {
        RateLimit limit = new RateLimit(5);
        Instant now = Instant.parse("2026-07-01T04:00:00Z");
        assertEquals(List.of(3, 2, 0), List.of(limit.take(now, 3), limit.take(now.plusSeconds(30), 3), limit.take(now.plusSeconds(59), 1)));
        limit.giveBack(1);
        assertEquals(1, limit.take(now.plusSeconds(59), 9));
        assertEquals(5, limit.take(now.plusSeconds(60), 9));
    }

    @Test
    void masksAddresses() {
        assertEquals("l***@example.org", Masked.address("li@example.org"));
        assertEquals("***5678", Masked.address("13812345678"));
        assertEquals("***", Masked.address("12345"));
    }
}
