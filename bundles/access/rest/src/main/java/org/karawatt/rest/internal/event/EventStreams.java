package org.karawatt.rest.internal.event;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.karawatt.console.api.UiEvents;
import org.karawatt.rest.internal.config.RestConfig;
import org.karawatt.security.api.SecurityService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event streams of all browsers. A heartbeat finds dead connections; a stream ends with its session. */
@Component(service = {UiEvents.class, EventStreams.class}, configurationPid = RestConfig.PID)
public class EventStreams implements UiEvents {

    static final String HELLO = "retry: 2000\n" + "data: {\"t\":\"hello\",\"d\":{}}\n\n";
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9.-]*");
    private static final int HEARTBEAT_SECONDS = 15;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile SecurityService security;

    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beat;
    private final int max;
    private final int maxPerUser;

    @Activate
    public EventStreams(RestConfig config) {
        this(config.streams_max(), config.streams_max_per_user());
    }

    EventStreams(int max, int maxPerUser) {
        this.max = max;
        this.maxPerUser = maxPerUser;
        this.beat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-events");
            thread.setDaemon(true);
            return thread;
        });
        beat.scheduleWithFixedDelay(this::safeHeartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void deactivate() {
        beat.shutdownNow();
        close(stream -> true);
    }

    /** Whether one more stream of the user is taken. */
    boolean hasRoom(String user) {
        streams.removeIf(EventStream::isClosed);
        return streams.size() < max && streams.stream().filter(s -> s.user().equals(user)).count() < maxPerUser;
    }

    void add(EventStream stream) {
        streams.add(stream);
        stream.offer(HELLO.getBytes(StandardCharsets.UTF_8));
    }

    void remove(EventStream stream) {
        streams.remove(stream);
        stream.close();
    }

    @Override
    public void publish(String topic, String permission, String json) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("not a topic: " + topic);
        }
        // a line break would end the message
        byte[] message = ("data: {\"t\":\"" + topic + "\",\"d\":" + json.replaceAll("[\\r\\n]+", " ") + "}\n\n")
                .getBytes(StandardCharsets.UTF_8);
        send(message, stream -> stream.mayReceive(permission));
    }

    /** Ends the streams of a session that has ended. */
    public void endSession(String token) {
        close(stream -> token.equals(stream.token()));
    }

    private void send(byte[] message, Predicate<EventStream> to) {
        for (EventStream stream : streams) {
            if (to.test(stream) && !stream.offer(message)) {
                streams.remove(stream);
            }
        }
    }

    private void close(Predicate<EventStream> which) {
        for (EventStream stream : streams) {
            if (which.test(stream)) {
                remove(stream);
            }
        }
    }

    private void safeHeartbeat() {
        try {
            heartbeat();
        } catch (RuntimeException e) {
            // the database may be away for a moment; a scheduled task that throws would never run again
            LOG.warn("Sessions of the event streams could not be checked: {}", e.toString());
        }
    }

    void heartbeat() {
        send(HEARTBEAT, stream -> true);
        SecurityService service = security;
        if (service != null) {
            close(stream -> stream.token() != null && !service.alive(stream.token()));
        }
    }

    int size() {
        return streams.size();
    }
}
