package org.karawatt.portal.internal.service;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.internal.config.PortalConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives codes to the channel of the notices. On a thread of its own: how long an answer takes must not tell whether a mail was sent. A code
 * that could not be sent is asked for again by its customer, so nothing is stored. Bounded. Thread-safe.
 */
@Component(service = Mailer.class, configurationPid = PortalConfig.PID)
public final class Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private static final int WAITING = 1_000;
    private static final int TRIES = 3;
    private static final long STOP_SECONDS = 15;

    private final String name;
    private final ThreadPoolExecutor hand = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
        Thread thread = new Thread(task, "karawatt-portal-mail");
        thread.setDaemon(true);
        return thread;
    });
    private volatile NoticeChannel channel;

    @Activate
    public Mailer(PortalConfig config) {
        this.name = config.channel();
    }

    @Deactivate
    void close() throws InterruptedException {
        hand.shutdown();
        hand.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindChannel(NoticeChannel candidate) {
        if (candidate.name().equals(name)) {
            channel = candidate;
        }
    }

    void unbindChannel(NoticeChannel candidate) {
        if (channel == candidate) {
            channel = null;
        }
    }

    /** Throws UNAVAILABLE while there is no channel; asked before anything is looked at, so that it tells nothing of anybody. */
    void require() {
        if (channel == null) {
            throw KarawattException.unavailable(PortalErrors.MAIL_AWAY);
        }
    }

    void send(OutgoingNotice notice) {
        try {
            hand.execute(() -> deliver(notice));
        } catch (RejectedExecutionException e) {
            LOG.warn("A code of the portal could not be sent: too many wait", e);
        }
    }

    private void deliver(OutgoingNotice notice) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            NoticeChannel present = channel;
            if (present == null) {
                break;
            }
            try {
                Delivery delivery = present.deliver(notice);
                if (delivery.outcome() != Delivery.Outcome.RETRY) {
                    LOG.debug("A code of the portal: {}", delivery.outcome());
                    return;
                }
            } catch (RuntimeException e) {
                LOG.debug("The channel {} failed on a code of the portal", name, e);
            }
        }
        LOG.warn("A code of the portal could not be sent by {}; its customer has to ask again", name);
    }

    static OutgoingNotice mail(String messageId, String address, String language, String subject, String text) {
        return new OutgoingNotice(messageId, "portal-code", address, language, subject, text, null, List.of());
    }
}
