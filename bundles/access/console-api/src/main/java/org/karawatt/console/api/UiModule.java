package org.karawatt.console.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Marks a bundle that brings pages to the web console.
 *
 * <p>The bundle carries {@code /web/module.json}, which names the pages, and the files they consist of; everything below
 * {@code /web} can then be read at {@code /console/m/{id}/{revision}/{path}}. While the service is registered, the menu
 * entries and routes are there in every open browser of a user who may see them; when it goes, they go. A component
 * that refers to the domain service its pages talk to therefore appears and disappears together with that service.
 *
 * <p>The format of {@code module.json} is described in the README of the console bundle.
 */
@ConsumerType
public interface UiModule {

    /** Service property (String, required): id of the module, unique, {@code [a-z][a-z0-9-]*}. */
    String ID = "karawatt.ui.id";

    /** Service property (Boolean, default false): whether the module's files can be read before login. */
    String PUBLIC = "karawatt.ui.public";
}
