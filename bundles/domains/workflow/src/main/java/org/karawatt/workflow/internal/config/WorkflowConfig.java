package org.karawatt.workflow.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the workflow domain. */
@ObjectClassDefinition(name = "Karawatt workflow", description = "Processes, cases, deadlines")
public @interface WorkflowConfig {

    String PID = "org.karawatt.workflow";

    @AttributeDefinition(name = "Watch", description = "Seconds between looks at deadlines, timers and parked steps, 1 to 3600")
    int watch_seconds() default 15;

    @AttributeDefinition(name = "Attachment", description = "Largest attachment in MB, 1 to 15")
    int attachment_mb() default 10;

    @AttributeDefinition(name = "Retention", description = "Days after the end of a case that was refused, withdrawn, terminated or led to no"
            + " account, after which its personal values are deleted, 1 to 36500; 0 keeps them")
    int retention_days() default 180;
}
