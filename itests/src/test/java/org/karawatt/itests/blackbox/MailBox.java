package org.karawatt.itests.blackbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An SMTP server of a test's own and what has come to it. */
final class MailBox implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    MailBox() {
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** The six digits of the last mail to the address, which is waited for. */
    String codeFor(String address) throws Exception {
        SwapIT.await("a mail to " + address, () -> Arrays.stream(server.getReceivedMessages()).anyMatch(mail -> isFor(mail, address)));
        MimeMessage last = Arrays.stream(server.getReceivedMessages()).filter(mail -> isFor(mail, address)).reduce((a, b) -> b).orElseThrow();
        Object content = last.getContent();
        String text = content instanceof MimeMultipart parts ? parts.getBodyPart(0).getContent().toString() : content.toString();
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            throw new AssertionError("no code in " + text);
        }
        return code.group();
    }

    private static boolean isFor(MimeMessage mail, String address) {
        try {
            return address.equals(mail.getRecipients(Message.RecipientType.TO)[0].toString());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
