package org.karawatt.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but the owner of the installation may read. On file systems without POSIX rights the directory's rules apply. */
final class OwnerOnly {

    private OwnerOnly() {
    }

    /** Creates the file, empty, before anything secret is written into it; an existing one loses the rights of others. */
    static void create(Path file) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            return;
        }
        var rights = PosixFilePermissions.fromString("rw-------");
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, rights);
        } else {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(rights));
        }
    }
}
