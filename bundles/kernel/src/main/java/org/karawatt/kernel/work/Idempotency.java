package org.karawatt.kernel.work;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Runs a command once per key and gives the stored answer on every repeat. Takes part in the caller's unit of work. Thread-safe. */
@ProviderType
public interface Idempotency {

    /**
     * Runs the work unless the key has been used.
     *
     * @param scope kind of command such as {@code payment}
     * @param key the caller's key, 8 to 100 characters
     * @param request canonical text of the request; another request under a used key is a conflict
     * @param work the command; its answer, at most a few kilobytes of text, is stored
     * @return the answer, fresh or stored
     */
    String once(String scope, String key, String request, Supplier<String> work);
}
