package org.karawatt.rest.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the HTTP door, PID {@code org.karawatt.rest}. */
@ObjectClassDefinition(name = "Karawatt REST", description = "Limits of the HTTP door")
public @interface RestConfig {

    String PID = "org.karawatt.rest";

    @AttributeDefinition(name = "Largest JSON body", description = "Bytes")
    long body_max_json() default 1_048_576;

    @AttributeDefinition(name = "Largest upload", description = "Bytes; bodies of every other type")
    long body_max_upload() default 67_108_864;

    @AttributeDefinition(name = "Event streams", description = "Open pages of all users together")
    int streams_max() default 1000;

    @AttributeDefinition(name = "Event streams per user")
    int streams_max_per_user() default 20;

    @AttributeDefinition(name = "Drain milliseconds", description = "How long a module that goes waits for its running requests")
    long drain_millis() default 5000;

    @AttributeDefinition(name = "Public requests a minute", description = "Of one address without a login, for what everybody may read")
    int public_per_minute() default 120;

    @AttributeDefinition(name = "Portal requests a minute", description = "Of one address, to the API of the customers' portal")
    int portal_per_minute() default 240;
}
