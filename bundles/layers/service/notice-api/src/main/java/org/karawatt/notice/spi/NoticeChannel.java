package org.karawatt.notice.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries notices to customers. Registered as a service and chosen by its name among those that the configuration of the notices lists.
 * When it goes, its notices wait for its return. Called by several threads at once, outside any unit of work; must not take longer than four
 * minutes, after which the notice counts as given back. A repeat of a message id is the same notice again.
 */
@ConsumerType
public interface NoticeChannel {

    /** Name such as {@code mail}; never changes. */
    String name();

    /** Hands a notice over. An exception counts as {@link Delivery#retry}. */
    Delivery deliver(OutgoingNotice notice);
}
