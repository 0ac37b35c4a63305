package org.karawatt.notice.http.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A gateway that takes notices by HTTP: for text messages, for an app, and whatever else. One configuration for each. */
@ObjectClassDefinition(name = "Karawatt notices by HTTP", description = "Gateway for text messages or an app")
public @interface HttpConfig {

    String PID = "org.karawatt.notice.http";

    @AttributeDefinition(name = "Channel", description = "Name of the channel such as sms or app")
    String channel();

    @AttributeDefinition(name = "Address", description = "https address that the notices are posted to; http only for this machine itself")
    String url();

    @AttributeDefinition(name = "Token", description = "Sent as a bearer token; empty: none", type = AttributeType.PASSWORD)
    String token() default "";

    @AttributeDefinition(name = "Time limit", description = "Seconds for connecting and for the answer, 1 to 60")
    int timeout_seconds() default 20;
}
