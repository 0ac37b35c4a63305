package org.karawatt.notice.letter.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.notice.api.NoticeAttachment;
import org.karawatt.notice.letter.internal.config.LetterChannelConfig;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.LetterRenderer;
import org.karawatt.notice.spi.OutgoingNotice;

class LetterChannelTest {

    /** Still the 12th in UTC and the 13th where the utility is. */
    private static final Instant WRITTEN = Instant.parse("2026-03-12T17:00:00Z");
    private static final LetterRenderer PLAIN = (letter, out) -> out.write(String.join("|", letter.messageId(), letter.address(),
            letter.language(), letter.date().toString(), letter.subject(), letter.text(), letter.attachments().get(0).fileName())
            .getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void aLetterLiesInTheFolderOfItsDay() throws IOException {
        Delivery delivery = channel(PLAIN).deliver(notice("停电通知书"));
        assertEquals(Delivery.sent("2026-03-13/kw-42.pdf"), delivery);
        Path letter = folder.resolve("out/2026-03-13/kw-42.pdf");
        assertEquals("kw-42|杨堃\n学林路 88 号|zh|2026-03-13|停电通知书|请缴费。|bill.pdf", Files.readString(letter));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(letter)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(letter.getParent())));
    }

    @Test
    void aRepeatTakesThePlaceOfTheFirst() throws IOException {
        channel(PLAIN).deliver(notice("first"));
        channel(PLAIN).deliver(notice("second"));
        assertEquals(List.of("kw-42.pdf"), files());
        assertEquals("second", Files.readString(folder.resolve("out/2026-03-13/kw-42.pdf")).split("\\|")[4]);
    }

    @Test
    void whatCannotBeRenderedOrWrittenIsTriedAgainAndLeavesNothing() throws IOException {
        LetterRenderer half = (letter, out) -> {
            out.write(1);
            throw new IOException("no room");
        };
        assertEquals(Delivery.retry("IOException"), channel(half).deliver(notice("a")));
        Files.writeString(folder.resolve("out"), "no folder");
        assertEquals(Delivery.Outcome.RETRY, channel(PLAIN).deliver(notice("a")).outcome());
        Files.delete(folder.resolve("out"));
        Files.createDirectories(folder.resolve("out/2026-03-13/kw-42.pdf/in-its-place"));
        assertEquals(Delivery.Outcome.RETRY, channel(PLAIN).deliver(notice("a")).outcome());
        assertEquals(List.of("kw-42.pdf"), files(), "nothing half written is left");
    }

    @Test
    void aFolderThatIsNoneIsRefused() {
        for (String path : new String[] {null, " ", "letters"}) {
            assertThrows(IllegalArgumentException.class, () -> new LetterChannel(config("letter", path), PLAIN, new Fixed()));
        }
        assertThrows(IllegalArgumentException.class, () -> new LetterChannel(config("Letter", "/tmp"), PLAIN, new Fixed()));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/2026-03-13"))) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    private LetterChannel channel(LetterRenderer renderer) {
        return new LetterChannel(config("letter", folder.resolve("out").toString()), renderer, new Fixed());
    }

    private static OutgoingNotice notice(String subject) {
        return new OutgoingNotice("kw-42", "cut-off", "杨堃\n学林路 88 号", "zh", subject, "请缴费。", null,
                List.of(new NoticeAttachment("bill.pdf", "application/pdf", new byte[1])), WRITTEN);
    }

    private static LetterChannelConfig config(String channel, String directory) {
        return new LetterChannelConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return LetterChannelConfig.class;
            }

            @Override
            public String channel() {
                return channel;
            }

            @Override
            public String directory() {
                return directory;
            }
        };
    }

    private static final class Fixed implements BusinessClock {

        @Override
        public Instant now() {
            return WRITTEN;
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public LocalDate today() {
            return LocalDate.ofInstant(WRITTEN, zone());
        }
    }
}
