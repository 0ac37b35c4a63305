package org.karawatt.kernel.extension;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.function.BiFunction;
import org.karawatt.kernel.error.KarawattException;

/**
 * A file that a bundle contributes, in memory.
 *
 * @param name last part of its path, as it is told in errors
 */
public record ContributedFile(String name, byte[] content) {

    /**
     * Reads a file.
     *
     * @param most bytes that it may have
     * @param bad makes the error of a file by name and reason when it cannot be read or has more
     */
    public static ContributedFile read(URL url, int most, BiFunction<String, String, KarawattException> bad) {
        String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
        try (InputStream in = url.openStream()) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw bad.apply(name, "more than " + most + " bytes");
            }
            return new ContributedFile(name, content);
        } catch (IOException e) {
            throw bad.apply(name, e.toString());
        }
    }
}
