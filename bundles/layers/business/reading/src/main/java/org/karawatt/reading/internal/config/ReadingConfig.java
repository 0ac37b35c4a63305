package org.karawatt.reading.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration PID {@code org.karawatt.reading}. */
@ObjectClassDefinition(name = "Karawatt reading", description = "Import of readings and their validation")
public @interface ReadingConfig {

    String PID = "org.karawatt.reading";

    @AttributeDefinition(description = "Validation rules in their order, of HELD_HIGH, HELD_SUM and HELD_ZERO; a value smaller than the"
            + " last one is always held")
    String[] rules() default {"HELD_HIGH", "HELD_SUM"};

    @AttributeDefinition(description = "A quantity above this many times the last one is unusually high")
    String high_factor() default "5";

    @AttributeDefinition(description = "Quantities up to this are never unusually high, after the multiplier")
    String high_floor() default "100";

    @AttributeDefinition(description = "Difference between the time-of-use registers and the total that is accepted, in percent")
    String sum_tolerance_percent() default "0.2";

    @AttributeDefinition(description = "Days before and after the month on which a reading still counts for it")
    int date_slack_days() default 5;

    @AttributeDefinition(description = "Folder that keeps the content of a file until its import is done; empty: reading-imports in the data"
            + " folder of the server")
    String folder() default "";

    @AttributeDefinition(description = "Most data rows of a file")
    int max_rows() default 5_000_000;
}
