package org.karawatt.knowledge.api;

import java.util.List;

/**
 * An article that was found.
 *
 * @param title in the language that was searched
 * @param snippet passages around what was found, in order; what was searched for is marked
 */
public record Hit(String code, int versionNo, Topic topic, String title, List<Part> snippet) {

    public Hit {
        snippet = List.copyOf(snippet);
    }

    /** A piece of text; {@code found} when it is what was searched for. */
    public record Part(String text, boolean found) {
    }
}
