package org.karawatt.performance.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the indicators. */
@ObjectClassDefinition(name = "Karawatt indicators", description = "Keeping the measures of closed months")
public @interface PerformanceConfig {

    String PID = "org.karawatt.performance";

    @AttributeDefinition(name = "Watch", description = "Minutes between looks whether a month is to be kept, 1 to 1440")
    int watch_minutes() default 60;

    @AttributeDefinition(name = "Day", description = "Day of the month from which the month before is kept, 1 to 28")
    int keep_day() default 3;
}
