package org.karawatt.rest.internal.publish;

import java.util.regex.Pattern;
import javax.ws.rs.Path;
import org.apache.cxf.jaxrs.utils.AnnotationUtils;

/**
 * Where a resource is served: the literal beginning of its address, which leads a request to its server, and the rest of its path
 * template.
 *
 * @param base path that the paths of the resource's annotations continue, such as {@code /v1/business}
 * @param literal such as {@code /v1/business/bills}
 * @param rest such as {@code /} or {@code /{id}/lines}
 */
record Address(String base, String literal, String rest) {

    private static final Pattern BASE = Pattern.compile("(/[a-z0-9-]+)+");

    /** Throws {@link IllegalArgumentException} for a base that is missing or malformed. */
    static Address of(Object base, Class<?> resource) {
        if (!(base instanceof String text) || !BASE.matcher(text).matches()) {
            throw new IllegalArgumentException("service property karawatt.rest.base must look like /business, not " + base);
        }
        Path path = AnnotationUtils.getClassAnnotation(resource, Path.class);
        StringBuilder literal = new StringBuilder("/v1").append(text);
        StringBuilder rest = new StringBuilder();
        for (String segment : (path == null ? "" : path.value()).split("/")) {
            if (!segment.isEmpty()) {
                boolean fixed = rest.isEmpty() && segment.indexOf('{') < 0;
                (fixed ? literal : rest).append('/').append(segment);
            }
        }
        return new Address("/v1" + text, literal.toString(), rest.isEmpty() ? "/" : rest.toString());
    }
}
