package org.karawatt.notice.mail.internal.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.notice.api.NoticeAttachment;
import org.karawatt.notice.mail.internal.config.MailConfig;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.OutgoingNotice;

/** Mail to a real SMTP server, and to servers that answer badly. */
class MailChannelTest {

    private static final byte[] PDF = "%PDF-1.7 bill".getBytes(StandardCharsets.US_ASCII);
    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void carriesChineseTextHtmlAndAFile() throws Exception {
        Delivery delivery = channel(server.getSmtp().getPort()).deliver(new OutgoingNotice("kw-42", "bill-issued", "li@example.org", "zh",
                "2026年7月电费账单：请及时交纳，逾期将按日计收违约金，详情见附件与正文说明", "尊敬的李四：电费 12.30 元", "<p>尊敬的李四：电费 <b>12.30</b> 元</p>",
                List.of(new NoticeAttachment("账单.pdf", "application/pdf", PDF))));
        assertEquals(Delivery.sent("<kw-42@utility.example>"), delivery);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertEquals("<kw-42@utility.example>", mail.getMessageID());
        assertEquals("2026年7月电费账单：请及时交纳，逾期将按日计收违约金，详情见附件与正文说明", mail.getSubject());
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        Multipart parts = (Multipart) mail.getContent();
        Multipart texts = (Multipart) parts.getBodyPart(0).getContent();
        assertEquals("尊敬的李四：电费 12.30 元", texts.getBodyPart(0).getContent());
        assertEquals("text/html; charset=UTF-8", texts.getBodyPart(1).getContentType());
        assertEquals("<p>尊敬的李四：电费 <b>12.30</b> 元</p>", texts.getBodyPart(1).getContent());
        Part file = parts.getBodyPart(1);
        assertEquals("账单.pdf", MimeUtility.decodeText(file.getFileName()));
        assertArrayEquals(PDF, file.getInputStream().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "A <a@example.org>", "nobody", "a b@example.org",
        "x:a@example.org;"})
    void refusesWhatIsNotOneAddress(String address) throws Exception {
        assertEquals(Delivery.refused("not an e-mail address"), channel(server.getSmtp().getPort()).deliver(notice(address, "Subject")));
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void refusesASubjectThatWouldBecomeAHeader() throws Exception {
        assertEquals(Delivery.Outcome.REFUSED, channel(server.getSmtp().getPort()).deliver(notice("a@example.org",
                "Bill\r\nBcc: b@example.org")).outcome());
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void triesAgainWhereNobodyListens() throws Exception {
        int port = server.getSmtp().getPort();
        server.stop();
        assertEquals(Delivery.Outcome.RETRY, channel(port).deliver(notice("a@example.org", "Bill")).outcome());
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 no such mailbox, REFUSED, SMTP 550", "RCPT, 450 mailbox busy, RETRY, SMTP 450", "DATA, 554 refused, REFUSED, SMTP 554",
        "DATA, 451 try later, RETRY, SMTP 451", "MAIL, 550 not your sender, RETRY, SMTPSendFailedException",
        "EHLO, 421 too busy, RETRY, MessagingException"})
    void tellsForGoodFromForNow(String command, String answer, Delivery.Outcome outcome, String detail) throws Exception {
        try (Scripted scripted = new Scripted(command, answer)) {
            Delivery delivery = channel(scripted.port()).deliver(notice("a@example.org", "Bill"));
            assertEquals(outcome, delivery.outcome(), delivery.toString());
            assertEquals(detail, delivery.detail());
            assertNull(delivery.reference());
        }
    }

    @Test
    void givesUpWaitingForAServerThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(Delivery.Outcome.RETRY, channel(silent.getLocalPort()).deliver(notice("a@example.org", "Bill")).outcome());
        }
    }

    @Test
    void doesNotFallBackToPlainTextWhenEncryptionIsAskedFor() throws Exception {
        MailChannel channel = new MailChannel(config(Map.of("port", server.getSmtp().getPort(), "security", "STARTTLS")));
        assertEquals(Delivery.Outcome.RETRY, channel.deliver(notice("a@example.org", "Bill")).outcome());
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void doesNotStartWithoutAHostOrASender() {
        assertThrows(IllegalArgumentException.class, () -> new MailChannel(config(Map.of("host", ""))));
        assertThrows(IllegalArgumentException.class, () -> new MailChannel(config(Map.of("from", "nobody"))));
    }

    private static OutgoingNotice notice(String address, String subject) {
        return new OutgoingNotice("kw-1", "bill-issued", address, "en", subject, "text", null, List.of());
    }

    private static MailChannel channel(int port) {
        return new MailChannel(config(Map.of("port", port)));
    }

    private static MailConfig config(Map<String, Object> given) {
        return new MailConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return MailConfig.class;
            }

            @Override
            public String host() {
                return (String) given.getOrDefault("host", "127.0.0.1");
            }

            @Override
            public int port() {
                return (Integer) given.getOrDefault("port", 1);
            }

            @Override
            public String security() {
                return (String) given.getOrDefault("security", "NONE");
            }

            @Override
            public String user() {
                return "";
            }

            @Override
            public String password() {
                return "";
            }

            @Override
            public String from() {
                return (String) given.getOrDefault("from", "供电公司 <service@utility.example>");
            }

            @Override
            public int timeout_seconds() {
                return 1;
            }
        };
    }

    /** An SMTP server that answers one command its own way. */
    private static final class Scripted implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<Void> talk;

        private Scripted(String command, String answer) throws IOException {
            talk = CompletableFuture.runAsync(() -> {
                try (Socket client = socket.accept();
                        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII)) {
                    say(out, "220 ready");
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        say(out, line.startsWith(command) || command.equals("EHLO") && line.startsWith("HELO") ? answer
                                : line.startsWith("DATA") ? "354 go on" : "250 ok");
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private static void say(Writer out, String line) throws IOException {
            out.write(line + "\r\n");
            out.flush();
        }

        private int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            talk.cancel(true);
        }
    }
}
