package org.karawatt.kernel.work;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Events that leave with the commit: an event is stored in the caller's unit of work and delivered to the OSGi EventAdmin after
 * it, at least once and in order of their ids, also after a crash. Receivers must bear repeats. Thread-safe.
 */
@ProviderType
public interface Outbox {

    /**
     * Stores an event.
     *
     * @param topic {@code karawatt/<domain>/<thing>/<past tense>}
     * @param key key of the thing it is about
     * @param payload small values: text, numbers, dates
     */
    void publish(String topic, String key, Map<String, ?> payload);
}
