package org.karawatt.rest.internal.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import org.karawatt.console.api.UiEvents;
import org.karawatt.rest.internal.json.JsonMappers;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.spi.RunListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes every step of a run to the open pages, as topic {@code run} with the record that {@code GET /runs/{id}} gives. Threads of a run
 * report side by side, so a report may be late; one that comes after the run is done is dropped, or a page would see it going on for ever.
 */
@Component(service = RunListener.class)
public class RunNews implements RunListener {

    static final String TOPIC = "run";
    static final String PERMISSION = "run.read";
    /** A late report is late by moments: the newest ends are enough to know it by. */
    private static final int ENDS_KEPT = 100;
    private static final Logger LOG = LoggerFactory.getLogger(RunNews.class);

    private final JsonMapper mapper = JsonMappers.create();
    private final Deque<Long> done = new ArrayDeque<>();
    private final UiEvents events;

    @Activate
    public RunNews(@Reference(policyOption = ReferencePolicyOption.GREEDY) UiEvents events) {
        this.events = events;
    }

    @Override
    public synchronized void changed(Run run) {
        if (done.contains(run.id())) {
            return;
        }
        if (run.status() == RunStatus.DONE) {
            done.addLast(run.id());
            if (done.size() > ENDS_KEPT) {
                done.removeFirst();
            }
        }
        try {
            events.publish(TOPIC, PERMISSION, mapper.writeValueAsString(run));
        } catch (JsonProcessingException e) {
            LOG.warn("Run {} cannot be written as JSON", run.id(), e);
        }
    }
}
