package org.karawatt.console.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Pushes news to the open pages of the console, over the one event stream that each browser has.
 *
 * <p>Delivery is best effort and never blocks the caller: a page that missed something loads its data again when its
 * stream is back. Thread safe.
 */
@ProviderType
public interface UiEvents {

    /** Topic the console itself publishes whenever a UI module has come, changed or gone. */
    String MODULES = "modules";

    /**
     * Sends a message to all pages whose user has a permission.
     *
     * @param topic what the message is about, {@code [a-z][a-z0-9.-]*}; pages subscribe to it by this name
     * @param permission what a user must have to receive it, or null for every logged-in user
     * @param json the message, a complete JSON value without personal data that the permission does not cover
     */
    void publish(String topic, String permission, String json);
}
