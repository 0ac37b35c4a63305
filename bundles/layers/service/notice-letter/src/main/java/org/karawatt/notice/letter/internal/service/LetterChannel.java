package org.karawatt.notice.letter.internal.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Set;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.notice.api.Letter;
import org.karawatt.notice.letter.internal.config.LetterChannelConfig;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.LetterRenderer;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays letters down as PDF in a folder, {@code <day of writing>/<message id>.pdf}, from where a printer takes them. A file appears whole or
 * not at all, and a repeat takes the place of the first, so that a letter that still lies there is never there twice. What cannot be written
 * is tried again. Thread-safe.
 */
@Component(configurationPid = LetterChannelConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LetterChannelConfig.class)
public final class LetterChannel implements NoticeChannel {

    private static final Logger LOG = LoggerFactory.getLogger(LetterChannel.class);
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final String name;
    private final Path directory;
    private final LetterRenderer renderer;
    private final BusinessClock clock;

    @Activate
    public LetterChannel(LetterChannelConfig config, @Reference LetterRenderer renderer, @Reference BusinessClock clock) {
        if (config.channel() == null || !config.channel().matches("[a-z][a-z0-9-]{0,19}")) {
            throw new IllegalArgumentException(LetterChannelConfig.PID + ": channel is no name");
        }
        if (config.directory() == null || config.directory().isBlank() || !Path.of(config.directory()).isAbsolute()) {
            throw new IllegalArgumentException(LetterChannelConfig.PID + ": directory is missing or not absolute");
        }
        this.name = config.channel();
        this.directory = Path.of(config.directory());
        this.renderer = renderer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(OutgoingNotice notice) {
        LocalDate date = LocalDate.ofInstant(notice.writtenAt() == null ? clock.now() : notice.writtenAt(), clock.zone());
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            renderer.render(new Letter(notice.messageId(), notice.address(), notice.language(), date, notice.subject(), notice.text(),
                    notice.attachments()), pdf);
            Path day = Files.createDirectories(directory.resolve(date.toString()), ownersOnly("rwx------"));
            lay(day, notice.messageId() + ".pdf", pdf.toByteArray());
            return Delivery.sent(date + "/" + notice.messageId() + ".pdf");
        } catch (IOException e) {
            LOG.warn("letter {} could not be laid down in {}", notice.messageId(), directory, e);
            return Delivery.retry(e.getClass().getSimpleName());
        }
    }

    private static void lay(Path day, String file, byte[] content) throws IOException {
        // the name is its own, so that two servers do not write into one file
        Path part = Files.createTempFile(day, "." + file, ".part", ownersOnly("rw-------"));
        try {
            try (FileChannel out = FileChannel.open(part, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(part, day.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileAttribute<?>[] ownersOnly(String permissions) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
