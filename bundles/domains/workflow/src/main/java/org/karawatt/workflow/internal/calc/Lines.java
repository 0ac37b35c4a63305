package org.karawatt.workflow.internal.calc;

import javax.xml.stream.XMLStreamException;
import org.xml.sax.SAXParseException;

/** Finds the line in what an XML reader complains of. */
final class Lines {

    private Lines() {
    }

    /** The line, or 0 when none is told. */
    static int of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SAXParseException parse) {
                return parse.getLineNumber();
            }
            if (cause instanceof XMLStreamException stream && stream.getLocation() != null) {
                return stream.getLocation().getLineNumber();
            }
        }
        return 0;
    }

    /** The innermost message, in one line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()).lines()
                .findFirst().orElse("").strip();
    }
}
