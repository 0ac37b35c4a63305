package org.karawatt.notice.mail.internal.service;

import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.karawatt.notice.api.NoticeAttachment;
import org.karawatt.notice.mail.internal.config.MailConfig;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Mail over SMTP. An answer of the 500s refuses a notice for good, everything else (no connection, no answer in time, 400s, a refused
 * login) is tried again. A repeated try has the same Message-ID. Thread-safe.
 */
@Component(configurationPid = MailConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MailConfig.class)
public final class MailChannel implements NoticeChannel {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final Pattern CODE = Pattern.compile("\\b([45]\\d\\d)\\b");
    private static final int PERMANENT = 500;

    private final Session session;
    private final InternetAddress from;
    private final String user;
    private final String password;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public MailChannel(MailConfig config) {
        if (config.host() == null || config.host().isBlank()) {
            throw new IllegalArgumentException("org.karawatt.notice.mail: host is missing");
        }
        try {
            this.from = new InternetAddress(String.valueOf(config.from()), true);
            if (from.getPersonal() != null) {
                from.setPersonal(from.getPersonal(), UTF_8);
            }
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("org.karawatt.notice.mail: from is no address: " + config.from(), e);
        }
        this.user = config.user().isBlank() ? null : config.user();
        this.password = config.password();
        this.session = ours(() -> Session.getInstance(properties(config)));
    }

    private static Properties properties(MailConfig config) {
        String millis = String.valueOf(1_000 * Math.max(1, Math.min(60, config.timeout_seconds())));
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", String.valueOf(config.port()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", String.valueOf(!config.user().isBlank()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (config.security().toUpperCase(Locale.ROOT)) {
            case "STARTTLS" -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case "TLS" -> properties.put("mail.smtp.ssl.enable", "true");
            case "NONE" -> properties.put("mail.smtp.starttls.enable", "false");
            default -> throw new IllegalArgumentException("org.karawatt.notice.mail: security is STARTTLS, TLS or NONE");
        }
        return properties;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Delivery deliver(OutgoingNotice notice) {
        return ours(() -> send(notice));
    }

    private interface Work<T> {
        T run();
    }

    /** The library looks for its parts by the class loader of the thread; ours is the one that has them. */
    private static <T> T ours(Work<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(MailChannel.class.getClassLoader());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Delivery send(OutgoingNotice notice) {
        InternetAddress to;
        try {
            to = recipient(notice.address());
        } catch (AddressException e) {
            return Delivery.refused("not an e-mail address");
        }
        if (notice.subject().chars().anyMatch(Character::isISOControl)) {
            return Delivery.refused("control characters in the subject");
        }
        try {
            MimeMessage message = message(notice, to);
            try (Transport transport = session.getTransport()) {
                transport.connect(user, user == null ? null : password);
                transport.sendMessage(message, message.getAllRecipients());
            }
            return Delivery.sent(message.getMessageID());
        } catch (MessagingException e) {
            int code = code(e);
            String detail = code == 0 ? e.getClass().getSimpleName() : "SMTP " + code;
            return code >= PERMANENT ? Delivery.refused(detail) : Delivery.retry(detail);
        }
    }

    /** One plain address: no list, no name, nothing that could become a header of its own. */
    private static InternetAddress recipient(String address) throws AddressException {
        if (address.chars().anyMatch(c -> c <= ' ' || Character.isISOControl(c)) || address.indexOf(',') >= 0) {
            throw new AddressException("not one address");
        }
        InternetAddress to = new InternetAddress(address, true);
        to.validate();
        if (to.isGroup() || !address.equals(to.getAddress())) {
            throw new AddressException("not one address");
        }
        return to;
    }

    /**
     * The answer of the server, 0 when there was none. A login that is refused is no fault of the notice, and so is a server that will not
     * have our sender: both count as none.
     */
    private static int code(MessagingException e) {
        for (Exception each = e; each instanceof MessagingException failure; each = failure.getNextException()) {
            if (each instanceof SMTPSenderFailedException || each instanceof AuthenticationFailedException) {
                return 0;
            }
            if (each instanceof SMTPAddressFailedException refused) {
                return refused.getReturnCode();
            }
            if (each instanceof SMTPSendFailedException refused && refused.getNextException() == null) {
                return refused.getReturnCode();
            }
        }
        Matcher answer = CODE.matcher(String.valueOf(e.getMessage()));
        return e instanceof SendFailedException && answer.find() ? Integer.parseInt(answer.group(1)) : 0;
    }

    private MimeMessage message(OutgoingNotice notice, InternetAddress to) throws MessagingException {
        String host = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        MimeMessage message = new NamedMessage(session, "<" + notice.messageId() + "@" + host + ">");
        message.setFrom(from);
        message.setRecipient(MimeMessage.RecipientType.TO, to);
        message.setSubject(notice.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", notice.language());
        MimeMultipart body = new MimeMultipart("alternative");
        body.addBodyPart(text(notice.text(), "plain"));
        if (notice.html() != null) {
            body.addBodyPart(text(notice.html(), "html"));
        }
        if (notice.attachments().isEmpty()) {
            message.setContent(body);
        } else {
            MimeMultipart mixed = new MimeMultipart("mixed");
            MimeBodyPart first = new MimeBodyPart();
            first.setContent(body);
            mixed.addBodyPart(first);
            for (NoticeAttachment each : notice.attachments()) {
                mixed.addBodyPart(file(each));
            }
            message.setContent(mixed);
        }
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static MimeBodyPart file(NoticeAttachment file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.mediaType())));
        try {
            part.setFileName(MimeUtility.encodeText(file.fileName(), UTF_8, null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        part.setDisposition(MimeBodyPart.ATTACHMENT);
        return part;
    }

    /** Keeps its Message-ID, which the library would otherwise make anew. */
    private static final class NamedMessage extends MimeMessage {
        private final String messageId;

        private NamedMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
