package org.karawatt.tooling.sfc;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Turns a folder of web sources into what a browser loads: {@code X.vue} becomes {@code X.vue.js}, all styles of
 * components become {@code module.css}, other files are copied, and every text file gets a {@code .gz} beside it.
 *
 * <p>A template error, an unknown component, or a text that is missing in one of the languages breaks the build.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.PROCESS_RESOURCES, threadSafe = true)
public final class CompileMojo extends AbstractMojo {

    private static final Pattern RELATIVE_VUE =
            Pattern.compile("((?:from|import)\\s*\\(?\\s*['\"]\\.{1,2}/[^'\"]+\\.vue)(['\"])");
    private static final Pattern COMPRESSIBLE = Pattern.compile(".*\\.(js|mjs|css|json|svg|html|txt)");
    private static final long LEAST_TO_COMPRESS = 1024;

    /** Folder of the sources. */
    @Parameter(defaultValue = "${project.basedir}/src/main/web")
    private File source;

    /** Where the browser's files go; files that are there already are compressed too. */
    @Parameter(defaultValue = "${project.build.outputDirectory}/web")
    private File target;

    /** Compiled components and styles of the last build, so that unchanged files are not compiled again. */
    @Parameter(defaultValue = "${project.build.directory}/vue-sfc")
    private File work;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (!source.isDirectory()) {
            getLog().info("No web sources");
            return;
        }
        try {
            build();
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot build the web sources in " + source, e);
        }
    }

    private void build() throws IOException, MojoFailureException {
        List<String> errors = new ArrayList<>();
        Set<String> written = new TreeSet<>();
        StringBuilder css = new StringBuilder();
        int compiled = 0;
        for (Path file : files(source.toPath())) {
            String name = source.toPath().relativize(file).toString().replace('\\', '/');
            if (name.endsWith(".vue")) {
                String text = Files.readString(file);
                Path code = cached(name, text, ".js");
                Path style = cached(name, text, ".css");
                if (!Files.exists(code) || !Files.exists(style)) {
                    SfcCompiler.Result result = SfcCompiler.shared().compile(text, name, sha256(name).substring(0, 8));
                    result.errors().forEach(error -> errors.add(name + ": " + error));
                    if (!result.errors().isEmpty()) {
                        continue;
                    }
                    write(code, result.code());
                    write(style, result.css());
                    compiled++;
                }
                write(output(name + ".js", written), Files.readString(code));
                css.append(Files.readString(style));
            } else if (name.endsWith(".js")) {
                write(output(name, written), RELATIVE_VUE.matcher(Files.readString(file)).replaceAll("$1.js$2"));
            } else {
                Path copy = output(name, written);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!css.isEmpty()) {
            write(output("module.css", written), css.toString());
        }
        errors.addAll(messageErrors());
        if (!errors.isEmpty()) {
            throw new MojoFailureException("Web sources do not compile:\n  " + String.join("\n  ", errors));
        }
        removeStale(written);
        compress();
        getLog().info("Web sources: " + written.size() + " files, " + compiled + " components compiled");
    }

    private List<String> messageErrors() throws IOException {
        Path root = source.toPath();
        Path module = root.resolve("module.json");
        Path chinese = root.resolve("i18n/zh-CN.json");
        Path english = root.resolve("i18n/en.json");
        if (!Files.exists(module) || !Files.exists(chinese) || !Files.exists(english)) {
            return List.of();
        }
        StringBuilder sources = new StringBuilder();
        for (Path file : files(root)) {
            if (file.toString().endsWith(".vue") || file.toString().endsWith(".js")) {
                sources.append(Files.readString(file)).append('\n');
            }
        }
        return SfcCompiler.shared().checkMessages(
                Files.readString(module), Files.readString(chinese), Files.readString(english), sources.toString());
    }

    private Path output(String name, Set<String> written) {
        written.add(name);
        return target.toPath().resolve(name);
    }

    private Path cached(String name, String text, String suffix) {
        return work.toPath().resolve(name + "-" + sha256(text).substring(0, 16) + suffix);
    }

    /** Files of an earlier build whose source is gone would otherwise still be shipped. */
    private void removeStale(Set<String> written) throws IOException {
        Path list = work.toPath().resolve("written.txt");
        if (Files.exists(list)) {
            for (String name : Files.readAllLines(list)) {
                if (!written.contains(name)) {
                    Files.deleteIfExists(target.toPath().resolve(name));
                    Files.deleteIfExists(target.toPath().resolve(name + ".gz"));
                }
            }
        }
        write(list, String.join("\n", written));
    }

    private void compress() throws IOException {
        for (Path file : files(target.toPath())) {
            if (COMPRESSIBLE.matcher(file.toString()).matches() && Files.size(file) >= LEAST_TO_COMPRESS) {
                try (OutputStream out = new BestGzip(Files.newOutputStream(Path.of(file + ".gz")))) {
                    Files.copy(file, out);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
