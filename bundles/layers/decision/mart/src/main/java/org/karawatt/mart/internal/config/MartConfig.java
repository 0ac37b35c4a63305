package org.karawatt.mart.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the mart; PID {@code org.karawatt.mart}. */
@ObjectClassDefinition(name = "Karawatt mart")
public @interface MartConfig {

    String PID = "org.karawatt.mart";

    @AttributeDefinition(name = "File", description = "Where the mart is kept; empty means mart/mart.duckdb below the server's data folder")
    String file() default "";

    @AttributeDefinition(name = "Memory", description = "Most megabytes that the store takes outside the Java heap, at least 64")
    int memory() default 1024;

    @AttributeDefinition(name = "Threads", description = "Most threads of a question, at least 1")
    int threads() default 2;

    @AttributeDefinition(name = "Minutes", description = "How often it is looked for changes that no finished run has told of, 1 to 1440")
    int minutes() default 10;

    @AttributeDefinition(name = "Months", description = "Newest months that are looked at each time; all others once a day")
    int months() default 3;

    @AttributeDefinition(name = "Question seconds", description = "How long a free question may take, 1 to 300")
    int questionSeconds() default 20;

    @AttributeDefinition(name = "Question megabytes", description = "Largest answer to a free question, 1 to 100")
    int questionMegabytes() default 10;
}
