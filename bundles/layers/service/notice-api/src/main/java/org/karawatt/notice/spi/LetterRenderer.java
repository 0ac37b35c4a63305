package org.karawatt.notice.spi;

import java.io.IOException;
import java.io.OutputStream;
import org.karawatt.notice.api.Letter;
import org.osgi.annotation.versioning.ConsumerType;

/** Renders letters as PDF. Thread-safe. */
@ConsumerType
public interface LetterRenderer {

    /** Writes the letter with its PDF attachments behind it; attachments of another type are left out. May close the stream. */
    void render(Letter letter, OutputStream out) throws IOException;
}
