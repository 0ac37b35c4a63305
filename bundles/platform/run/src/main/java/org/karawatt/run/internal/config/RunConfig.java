package org.karawatt.run.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of mass runs; PID {@code org.karawatt.run}. */
@ObjectClassDefinition(name = "Karawatt runs")
public @interface RunConfig {

    String PID = "org.karawatt.run";

    @AttributeDefinition(name = "Worker threads", description = "0 means one for each processor")
    int threads() default 0;

    @AttributeDefinition(name = "Chunk size", description = "Most items that are worked on in one unit of work")
    int chunkSize() default 1000;

    @AttributeDefinition(name = "Partitions", description = "Most partitions that a run is split into")
    int partitions() default 64;

    @AttributeDefinition(name = "Resume on start",
            description = "Whether runs that the end of the server interrupted go on by themselves")
    boolean resumeOnStart() default true;

    @AttributeDefinition(name = "Node", description = "Name of this server; servers that share a database need different names")
    String node() default "local";

    @AttributeDefinition(name = "Stop seconds", description = "How long a stopping bundle waits for chunks to commit")
    int stopSeconds() default 30;

    @AttributeDefinition(name = "Fail after", description = "Items that fail one after the other before the run fails as a whole")
    int failAfter() default 100;
}
