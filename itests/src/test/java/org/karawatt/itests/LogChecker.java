package org.karawatt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a server logged at WARN or ERROR and nobody expected. Used inside the container and from outside. */
public final class LogChecker {

    private static final Pattern LINE = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ \\| (WARN |ERROR|FATAL) \\|.*");

    /** Each with its reason. An entry that is no longer needed must go. */
    private static final List<Pattern> EXPECTED = List.of(
            // a machine that stalls for seconds: says something about the machine
            Pattern.compile("Thread starvation or clock leap detected"));

    private LogChecker() {
    }

    /**
     * The unexpected lines of all log files in a folder, oldest file first.
     *
     * @param alsoExpected what this one test provokes on purpose, as a part of the line
     */
    public static List<String> unexpected(Path logs, String... alsoExpected) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(logs)) {
            files = all.filter(p -> p.getFileName().toString().startsWith("karaf.log")).sorted().toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.filter(l -> LINE.matcher(l).matches())
                        .filter(l -> EXPECTED.stream().noneMatch(p -> p.matcher(l).find()))
                        .filter(l -> Stream.of(alsoExpected).noneMatch(l::contains))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
