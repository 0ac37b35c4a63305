package org.karawatt.itests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds every exported package against its record in {@code src/test/resources/api-baseline}: a breaking change needs a higher major
 * version, an addition a higher minor one. After a release the record is that of the release.
 */
class ApiBaselineTest {

    private static final String RENEW = "./mvnw -pl :karawatt-itests -am -Dtest=ApiBaselineTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dkarawatt.baseline=renew package";
    private static final String ADVICE = """

            Raise @Version in the package-info.java of each. Only what no release has had yet may be recorded anew instead:
              %s
            and the change of the record is reviewed like the change of the package.
            """.formatted(RENEW);

    private static final Map<String, ApiBaseline> CURRENT = new TreeMap<>();
    private static final Map<String, ApiBaseline> RECORDED = new TreeMap<>();

    @BeforeAll
    static void read() throws Exception {
        Path root = Path.of(System.getProperty("karawatt.root"));
        Path folder = root.resolve("itests/src/test/resources/api-baseline");
        for (Path jar : BuiltBundle.jars(root, System.getProperty("karawatt.version"))) {
            ApiBaseline.of(jar).forEach(p -> CURRENT.put(p.name(), p));
        }
        if ("renew".equals(System.getProperty("karawatt.baseline"))) {
            renew(folder);
        }
        for (Path file : files(folder)) {
            ApiBaseline recorded = ApiBaseline.read(file);
            RECORDED.put(recorded.name(), recorded);
        }
    }

    private static void renew(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        for (ApiBaseline exported : CURRENT.values()) {
            Files.write(folder.resolve(exported.name() + ".txt"), exported.lines(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".txt")).toList();
        }
    }

    @Test
    void everyExportedPackageHasAVersion() {
        assertTrue(CURRENT.size() > 25, CURRENT.keySet()::toString);
        List<String> wrong = CURRENT.values().stream().filter(p -> !p.version().matches("[1-9]\\d*\\.\\d+\\.\\d+"))
                .map(p -> p.name() + " has version '" + p.version() + "'").toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void noPackageChangesWithoutItsVersion() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (ApiBaseline exported : CURRENT.values()) {
            ApiBaseline recorded = RECORDED.get(exported.name());
            if (recorded == null) {
                wrong.add(exported.name() + " is not recorded yet");
            } else {
                exported.complaint(recorded).ifPresent(wrong::add);
            }
        }
        RECORDED.keySet().stream().filter(name -> !CURRENT.containsKey(name))
                .forEach(name -> wrong.add(name + " is recorded and no longer exported: that breaks its users"));
        assertEquals(List.of(), wrong, ADVICE);
    }

    @Test
    void theRuleFindsWhatBreaksAndWhatGrows() throws Exception {
        ApiBaseline now = CURRENT.get("org.karawatt.kernel.error");
        List<String> lines = now.lines();
        assertTrue(now.complaint(ApiBaseline.parse(lines)).isEmpty(), "its own text is the same package");

        int method = index(lines, "METHOD", "retry()");
        assertEquals(-1, method, "the example is not taken");
        int kind = index(lines, "METHOD", "kind()");
        List<String> smaller = without(lines, kind);
        String grown = now.complaint(ApiBaseline.parse(smaller)).orElseThrow();
        assertTrue(grown.contains("must be at least 1.1.0, because it has grown: added method") && grown.contains("kind()"), grown);

        List<String> larger = new ArrayList<>(lines);
        larger.add(kind, lines.get(kind).replace("kind()", "retry()"));
        String broken = now.complaint(ApiBaseline.parse(larger)).orElseThrow();
        assertTrue(broken.contains("must be at least 2.0.0, because it breaks its users: removed method") && broken.contains("retry()"), broken);

        List<String> raised = new ArrayList<>(larger);
        raised.set(0, "version 0.9.0");
        assertTrue(now.complaint(ApiBaseline.parse(raised)).isEmpty(), "the version has risen with the change");
    }

    private static int index(List<String> lines, String type, String name) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(type + " ") && line.endsWith(" " + name)) {
                return i;
            }
        }
        return -1;
    }

    /** Leaves out an element with all that hangs on it. */
    private static List<String> without(List<String> lines, int index) {
        List<String> left = new ArrayList<>(lines);
        int depth = depth(lines.get(index));
        do {
            left.remove(index);
        } while (index < left.size() && depth(left.get(index)) > depth);
        return left;
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }
}
