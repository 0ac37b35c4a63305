package org.karawatt.persistence.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration PID {@code org.karawatt.persistence}. */
@ObjectClassDefinition(name = "Karawatt persistence", description = "Clock, units of work and outbox")
public @interface PersistenceConfig {

    String PID = "org.karawatt.persistence";

    @AttributeDefinition(description = "Time zone in which the days of this utility begin and end")
    String zone() default "Asia/Shanghai";

    @AttributeDefinition(description = "Most units of work at once; keep it 8 below the pool size of the data source")
    int units_max() default 24;

    @AttributeDefinition(description = "Seconds that a unit of work waits for its turn before it is refused")
    int units_wait_seconds() default 30;

    @AttributeDefinition(description = "Seconds after which the transaction manager gives up on a transaction")
    int transaction_timeout_seconds() default 600;

    @AttributeDefinition(description = "Days for which delivered events are kept")
    int outbox_keep_days() default 30;

    @AttributeDefinition(description = "Days for which an idempotency key and the answer it got are kept; at least 1")
    int idempotency_keep_days() default 90;
}
