package org.karawatt.kernel.context;

import java.util.Set;

/**
 * The part of the office tree that a caller may see and touch. Offices are addressed by their path from the root of the tree,
 * such as {@code /33/3301/330102/}; a scope covers an office and everything below it. Immutable.
 *
 * @param paths office paths, each beginning and ending with a slash; the single path {@code /} is everything, an empty set nothing
 */
public record OfficeScope(Set<String> paths) {

    /** Everything: the root of the tree. */
    public static final OfficeScope ALL = new OfficeScope(Set.of("/"));

    public OfficeScope {
        paths = Set.copyOf(paths);
        for (String path : paths) {
            if (!path.startsWith("/") || !path.endsWith("/")) {
                throw new IllegalArgumentException("not an office path: " + path);
            }
        }
    }

    public boolean isAll() {
        return paths.contains("/");
    }

    /** Whether the office at this path is inside the scope. */
    public boolean covers(String officePath) {
        return paths.stream().anyMatch(officePath::startsWith);
    }
}
