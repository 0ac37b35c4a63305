package org.karawatt.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A backup: one zip file with {@code etc/} and, on the embedded database, {@code derby/}. */
final class Archive {

    static final String ETC = "etc/";
    static final String DATABASE = "derby/";

    private Archive() {
    }

    /** Writes beside the target first, so that a half-written file never carries the name of a backup. */
    static void write(Path target, Path etc, Path database) throws IOException {
        Path partial = target.resolveSibling(target.getFileName() + ".part");
        OwnerOnly.create(partial);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(partial))) {
            addTree(zip, etc, ETC);
            if (database != null) {
                addTree(zip, database, DATABASE);
            }
        }
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts the files of a backup back. What is there is kept beside as {@code etc.before-restore} and the like. */
    static void restore(Path file, Path etc, Path database) throws IOException {
        Path unpacked = Files.createTempDirectory(etc.toAbsolutePath().getParent(), ".restore");
        try {
            unpack(file, unpacked);
            if (!Files.exists(unpacked.resolve(ETC).resolve("users.properties"))) {
                throw new IOException(file + " is not a Karawatt backup: it has no etc/users.properties");
            }
            swap(unpacked.resolve(ETC), etc);
            if (Files.exists(unpacked.resolve(DATABASE))) {
                Files.createDirectories(database.toAbsolutePath().getParent());
                swap(unpacked.resolve(DATABASE), database);
            }
        } finally {
            deleteTree(unpacked);
        }
    }

    private static void swap(Path fresh, Path place) throws IOException {
        Path before = place.resolveSibling(place.getFileName() + ".before-restore");
        deleteTree(before);
        if (Files.exists(place)) {
            Files.move(place, before);
        }
        Files.move(fresh, place);
    }

    private static void addTree(ZipOutputStream zip, Path tree, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            List<Path> sorted = files.sorted().toList();
            for (Path p : sorted) {
                String name = prefix + tree.relativize(p).toString().replace('\\', '/');
                if (Files.isDirectory(p)) {
                    if (!p.equals(tree)) {
                        zip.putNextEntry(new ZipEntry(name + "/"));
                        zip.closeEntry();
                    }
                } else if (!p.getFileName().toString().endsWith(".lck")) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(p, zip);
                    zip.closeEntry();
                }
            }
        }
    }

    private static void unpack(Path file, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(file); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                Path to = target.resolve(e.getName()).normalize();
                if (!to.startsWith(target)) {
                    throw new IOException("the backup names a file outside itself: " + e.getName());
                }
                if (e.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    if (e.getName().startsWith(ETC)) {
                        OwnerOnly.create(to);
                    }
                    Files.copy(zip, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(p -> {
                try {
                    Files.delete(p);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
