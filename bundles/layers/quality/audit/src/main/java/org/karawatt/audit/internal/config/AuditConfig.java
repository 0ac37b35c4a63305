package org.karawatt.audit.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the audit. */
@ObjectClassDefinition(name = "Karawatt audit", description = "Audit rules, their schedules and cases")
public @interface AuditConfig {

    String PID = "org.karawatt.audit";

    @AttributeDefinition(name = "Watch", description = "Seconds between looks at schedules, hits and cases, 1 to 3600")
    int watch_seconds() default 30;

    @AttributeDefinition(name = "Cases", description = "Most cases opened in one look, 1 to 1000")
    int cases_at_once() default 100;
}
