package org.karawatt.tooling.sfc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Vue's own single-file-component compiler, run by GraalJS.
 *
 * <p>Starting it takes seconds, a component then takes a fraction of one: callers share {@link #shared()}.
 * Calls are serialised, because a JavaScript context belongs to one thread at a time.
 */
final class SfcCompiler {

    private static final String WEBJAR = "/META-INF/resources/webjars/vue__compiler-sfc/";
    private static final String WEBJAR_PROPERTIES = "/META-INF/maven/org.webjars.npm/vue__compiler-sfc/pom.properties";

    private static SfcCompiler shared;

    private final Value compileSfc;
    private final Value checkMessages;

    private SfcCompiler() throws IOException {
        // GraalJS finds its languages through the context class loader, which in Maven is not the plugin's
        Thread.currentThread().setContextClassLoader(SfcCompiler.class.getClassLoader());
        Path home = Files.createTempDirectory("vue-sfc");
        Path glue = home.resolve("glue.mjs");
        Files.writeString(home.resolve("compiler-sfc.mjs"), resource(WEBJAR + webjarVersion() + "/dist/compiler-sfc.esm-browser.js"));
        Files.writeString(home.resolve("components.mjs"), componentNames());
        Files.writeString(glue, resource("glue.mjs"));
        Context context = Context.newBuilder("js")
                .allowExperimentalOptions(true)
                .option("js.esm-eval-returns-exports", "true")
                .option("engine.WarnInterpreterOnly", "false")
                .allowIO(IOAccess.ALL)
                .build();
        Value exports = context.eval(Source.newBuilder("js", glue.toFile())
                .mimeType("application/javascript+module").build());
        compileSfc = exports.getMember("compileSfc");
        checkMessages = exports.getMember("checkMessages");
    }

    static synchronized SfcCompiler shared() throws IOException {
        if (shared == null) {
            shared = new SfcCompiler();
        }
        return shared;
    }

    /**
     * Compiles one component.
     *
     * @param source text of the .vue file
     * @param name path of the file below its source folder, for messages
     * @param id identifies the component's scoped styles, the same for the same file in every build
     */
    synchronized Result compile(String source, String name, String id) {
        Value result = compileSfc.execute(source, name, id);
        return new Result(result.getMember("code").asString(), result.getMember("css").asString(),
                strings(result.getMember("errors")));
    }

    /**
     * Compares the two locale files of a module, and the keys its sources use with them.
     *
     * @param sources the text of all of the module's sources, one after the other
     * @return what is wrong, empty when nothing is
     */
    synchronized List<String> checkMessages(String moduleJson, String chinese, String english, String sources) {
        return strings(checkMessages.execute(moduleJson, chinese, english, sources));
    }

    private static List<String> strings(Value array) {
        List<String> list = new ArrayList<>();
        for (long i = 0; i < array.getArraySize(); i++) {
            list.add(array.getArrayElement(i).asString());
        }
        return list;
    }

    private static String webjarVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = SfcCompiler.class.getResourceAsStream(WEBJAR_PROPERTIES)) {
            if (in == null) {
                throw new IOException("vue__compiler-sfc is not on the class path of the plugin");
            }
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static String componentNames() throws IOException {
        StringBuilder module = new StringBuilder("export default new Set([\n");
        resource("components.txt").lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> module.append('"').append(line.trim()).append("\",\n"));
        return module.append("])\n").toString();
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = SfcCompiler.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("Missing in the plugin: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * A compiled component.
     *
     * @param code the ES module
     * @param css its style sheet, empty when it has none
     * @param errors what kept it from compiling, empty when it did
     */
    record Result(String code, String css, List<String> errors) { }
}
