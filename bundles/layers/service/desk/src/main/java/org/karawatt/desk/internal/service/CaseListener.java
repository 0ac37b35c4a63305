package org.karawatt.desk.internal.service;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes of cases. What has changed while this bundle was away is caught up once when it comes, on a thread of its own that ends
 * with that.
 */
@Component(service = EventHandler.class, immediate = true, property = "event.topics=karawatt/workflow/case/changed")
public final class CaseListener implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CaseListener.class);

    private final Tracker tracker;
    private final Thread catchUp = new Thread(this::catchUp, "karawatt-desk-catch-up");
    private volatile boolean stopped;

    @Activate
    public CaseListener(@Reference Tracker tracker) {
        this.tracker = tracker;
        catchUp.setDaemon(true);
        catchUp.start();
    }

    @Deactivate
    void stop() {
        stopped = true;
    }

    private void catchUp() {
        try {
            Long last = 0L;
            while (last != null && !stopped) {
                last = tracker.catchUpAfter(last);
            }
        } catch (RuntimeException e) {
            LOG.warn("Contacts that have changed meanwhile could not be caught up; each is with its next change", e);
        }
    }

    @Override
    public void handleEvent(Event event) {
        if (event.getProperty("case") instanceof Number caseId) {
            try {
                tracker.follow(caseId.longValue());
            } catch (RuntimeException e) {
                LOG.warn("Contact of case {} could not follow it; it will with the next change", caseId, e);
            }
        }
    }
}
