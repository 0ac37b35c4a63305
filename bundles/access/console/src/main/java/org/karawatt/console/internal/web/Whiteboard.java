package org.karawatt.console.internal.web;

import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;

/** Service properties that all servlets of the console share. */
final class Whiteboard {

    /** The one web context, whose security filter stands before every servlet. */
    static final String CONTEXT = HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT
            + "=(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=karawatt)";

    /** Prefix of the servlet's name. Without a name of its own the second servlet of a context is refused. */
    static final String NAME = HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=";

    static final String PATTERN = HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=";

    /** Where the console lives below the context. */
    static final String CONSOLE = "/console";

    private Whiteboard() {
    }
}
