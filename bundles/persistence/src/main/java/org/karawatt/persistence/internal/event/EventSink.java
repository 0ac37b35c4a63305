package org.karawatt.persistence.internal.event;

import java.util.Map;

/** Takes delivered events; stands for the OSGi EventAdmin, which tests do not have. */
@FunctionalInterface
public interface EventSink {

    /** Delivers and returns when the receivers have it. */
    void deliver(String topic, Map<String, Object> properties);
}
