package org.karawatt.rest.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Marks an OSGi service as a JAX-RS resource. The publisher serves it under {@code /api/v1<base>} as soon as it is registered and
 * answers 503 while it is gone. Several resources may share a base such as {@code /business}; their class-level {@code @Path}
 * tells them apart. One instance serves all requests and must be thread-safe.
 */
@ConsumerType
public interface RestResource {

    /** Service property: path below {@code /api/v1}, begins with a slash and does not end with one. Required. */
    String BASE = "karawatt.rest.base";
}
