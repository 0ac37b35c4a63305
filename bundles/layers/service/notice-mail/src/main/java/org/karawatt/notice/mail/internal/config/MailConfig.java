package org.karawatt.notice.mail.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The SMTP server that mail goes out by. Without a configuration there is no channel, and notices by mail wait. */
@ObjectClassDefinition(name = "Karawatt notices by mail", description = "SMTP server")
public @interface MailConfig {

    String PID = "org.karawatt.notice.mail";

    @AttributeDefinition(name = "Host")
    String host();

    @AttributeDefinition(name = "Port")
    int port() default 587;

    @AttributeDefinition(name = "Security", description = "STARTTLS (required, not merely tried), TLS from the first byte, or NONE")
    String security() default "STARTTLS";

    @AttributeDefinition(name = "User", description = "Empty: no login")
    String user() default "";

    @AttributeDefinition(name = "Password", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(name = "From", description = "Address of the sender, with a name or without")
    String from();

    @AttributeDefinition(name = "Time limit", description = "Seconds for connecting and for each answer, 1 to 60")
    int timeout_seconds() default 20;
}
