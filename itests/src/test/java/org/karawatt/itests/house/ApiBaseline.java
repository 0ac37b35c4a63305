package org.karawatt.itests.house;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Clazz;
import aQute.bnd.osgi.Descriptors.TypeRef;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One exported package: its version and everything that a user of it can see, as bnd reads it out of the class files. The text form has
 * one line for an element, indented by its depth: type, what its coming and its going mean, name.
 */
final class ApiBaseline {

    /** What bnd calls a change that nobody needs to know of. */
    private static final Set<Delta> NOTHING = EnumSet.of(Delta.UNCHANGED, Delta.IGNORED, Delta.MICRO);
    private static final String INDENT = "  ";
    private static final int MOST_SHOWN = 8;

    /** Does not look into the classes of the JDK: what a type inherits from there differs from one Java to the next. */
    private static final class OwnClasses extends Analyzer {
        @Override
        public Clazz findClass(TypeRef type) throws Exception {
            return type.isJava() ? null : super.findClass(type);
        }
    }

    private final String version;
    private final Tree.Data content;

    private ApiBaseline(String version, Tree.Data content) {
        this.version = version;
        this.content = content;
    }

    /** The packages below {@code org.karawatt} that a jar exports. */
    static List<ApiBaseline> of(Path jar) throws Exception {
        List<ApiBaseline> packages = new ArrayList<>();
        try (Jar opened = new Jar(jar.toFile()); Analyzer analyzer = new OwnClasses()) {
            analyzer.setJar(opened);
            for (Tree exported : new DiffPluginImpl().tree(analyzer).get("<api>").getChildren()) {
                if (exported.getType() == Type.PACKAGE && exported.getName().startsWith("org.karawatt.")) {
                    Tree.Data data = exported.serialize();
                    String version = Arrays.stream(data.children).filter(c -> c.type == Type.VERSION).map(c -> c.name).findFirst().orElse("");
                    data.children = Arrays.stream(data.children).filter(c -> c.type != Type.VERSION).toArray(Tree.Data[]::new);
                    packages.add(new ApiBaseline(version, data));
                }
            }
        }
        return packages;
    }

    static ApiBaseline read(Path file) throws IOException {
        return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    static ApiBaseline parse(List<String> lines) {
        Deque<Tree.Data> path = new ArrayDeque<>();
        Tree.Data root = null;
        for (String line : lines.subList(1, lines.size())) {
            int depth = (line.length() - line.stripLeading().length()) / INDENT.length();
            String[] parts = line.stripLeading().split(" ", 4);
            Tree.Data data = new Tree.Data();
            data.type = Type.valueOf(parts[0]);
            data.add = Delta.valueOf(parts[1]);
            data.rem = Delta.valueOf(parts[2]);
            data.name = parts[3].replace("\\n", "\n");
            data.children = new Tree.Data[0];
            while (path.size() > depth) {
                path.pop();
            }
            if (path.isEmpty()) {
                root = data;
            } else {
                Tree.Data parent = path.peek();
                parent.children = Arrays.copyOf(parent.children, parent.children.length + 1);
                parent.children[parent.children.length - 1] = data;
            }
            path.push(data);
        }
        return new ApiBaseline(lines.get(0).substring("version ".length()), root);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("version " + version);
        write(content, 0, lines);
        return lines;
    }

    private static void write(Tree.Data data, int depth, List<String> lines) {
        lines.add(INDENT.repeat(depth) + data.type + " " + data.add + " " + data.rem + " " + data.name.replace("\n", "\\n"));
        Tree.Data[] children = data.children == null ? new Tree.Data[0] : data.children.clone();
        Arrays.sort(children, Comparator.comparing((Tree.Data c) -> c.type).thenComparing(c -> c.name));
        for (Tree.Data child : children) {
            write(child, depth + 1, lines);
        }
    }

    String name() {
        return content.name;
    }

    String version() {
        return version;
    }

    /** Why the version of this package is too low for how it differs from the recorded one; empty when it is right. */
    Optional<String> complaint(ApiBaseline recorded) throws Exception {
        DiffPluginImpl bnd = new DiffPluginImpl();
        Diff diff = bnd.deserialize(content).diff(bnd.deserialize(recorded.content));
        Delta delta = diff.getDelta();
        if (NOTHING.contains(delta)) {
            return Optional.empty();
        }
        int[] old = parts(recorded.version);
        int[] wanted = delta == Delta.MINOR ? new int[] {old[0], old[1] + 1} : new int[] {old[0] + 1, 0};
        int[] now = parts(version);
        if (now[0] > wanted[0] || now[0] == wanted[0] && now[1] >= wanted[1]) {
            return Optional.empty();
        }
        List<String> changes = new ArrayList<>();
        collect(diff, delta, "", changes);
        int more = changes.size() - MOST_SHOWN;
        return Optional.of(name() + " " + version + " must be at least " + wanted[0] + "." + wanted[1] + ".0, "
                + (delta == Delta.MINOR ? "because it has grown: " : "because it breaks its users: ")
                + String.join("; ", changes.subList(0, Math.min(MOST_SHOWN, changes.size()))) + (more > 0 ? "; and " + more + " more" : ""));
    }

    private static int[] parts(String version) {
        return Arrays.stream(version.split("\\.")).limit(2).mapToInt(Integer::parseInt).toArray();
    }

    /** The innermost changes that weigh as much as the whole. */
    private static void collect(Diff diff, Delta weight, String path, List<String> into) {
        for (Diff child : diff.getChildren()) {
            Delta delta = child.getDelta();
            String here = path + (path.isEmpty() ? "" : " > ") + child.getName();
            if (delta == Delta.ADDED || delta == Delta.REMOVED) {
                Delta means = delta == Delta.ADDED ? child.getNewer().ifAdded() : child.getOlder().ifRemoved();
                if (means == weight) {
                    into.add((delta == Delta.ADDED ? "added " : "removed ") + child.getType().toString().toLowerCase(Locale.ROOT) + " "
                            + here);
                }
            } else if (!NOTHING.contains(delta)) {
                collect(child, weight, here, into);
            }
        }
    }
}
