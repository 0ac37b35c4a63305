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

    private static final Pattern COMPLAINT = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ \\| (WARN |ERROR|FATAL) \\|.*");
    private static final Pattern BEGINNING = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ \\| ");

    /** Each with its reason. An entry that is no longer needed must go. */
    private static final List<Pattern> EXPECTED = List.of(
            // a machine that stalls for seconds: says something about the machine
            Pattern.compile("Thread starvation or clock leap detected"));

    private LogChecker() {
    }

    /**
     * The unexpected lines of all log files in a folder, oldest file first, each with the exceptions that were logged with it.
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
                boolean told = false;
                for (String line : (Iterable<String>) lines::iterator) {
                    if (BEGINNING.matcher(line).find()) {
                        told = COMPLAINT.matcher(line).matches() && EXPECTED.stream().noneMatch(p -> p.matcher(line).find())
                                && Stream.of(alsoExpected).noneMatch(line::contains);
                    }
                    // of what follows a line: the exception and its causes, without their frames
                    if (told && !line.startsWith("\t")) {
                        found.add(line);
                    }
                }
            }
        }
        return found;
    }
}
