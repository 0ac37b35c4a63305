package org.karawatt.workflow.rest.internal;

import org.karawatt.console.api.UiEvents;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * Tells open pages that a case has changed, as topic {@code workflow} with the id of the case and nothing else: whoever may see it reads it
 * again, whoever may not learns nothing. Thread-safe.
 */
@Component(service = EventHandler.class, property = EventConstants.EVENT_TOPIC + "=" + CaseNews.CHANGED)
public class CaseNews implements EventHandler {

    static final String CHANGED = "karawatt/workflow/case/changed";
    static final String TOPIC = "workflow";
    static final String PERMISSION = "workflow.read";

    private final UiEvents events;

    @Activate
    public CaseNews(@Reference(policyOption = ReferencePolicyOption.GREEDY) UiEvents events) {
        this.events = events;
    }

    @Override
    public void handleEvent(Event event) {
        if (event.getProperty("case") instanceof Number caseId) {
            events.publish(TOPIC, PERMISSION, "{\"case\":" + caseId.longValue() + "}");
        }
    }
}
