package org.karawatt.rest.internal.event;

import javax.servlet.Servlet;
import org.karawatt.rest.internal.config.RestConfig;
import org.karawatt.security.api.SecurityService;

/** Puts the event streams together as the container does. */
public final class Events {

    private Events() {
    }

    public static EventStreams with(SecurityService security, RestConfig config) {
        EventStreams streams = new EventStreams(config);
        streams.security = security;
        return streams;
    }

    public static Servlet servlet(EventStreams streams) {
        return new EventServlet(streams);
    }

    public static void heartbeat(EventStreams streams) {
        streams.heartbeat();
    }

    public static int size(EventStreams streams) {
        return streams.size();
    }

    public static void stop(EventStreams streams) {
        streams.deactivate();
    }
}
