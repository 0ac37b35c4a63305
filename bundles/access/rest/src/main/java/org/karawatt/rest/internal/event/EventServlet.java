package org.karawatt.rest.internal.event;

import java.io.IOException;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.Servlet;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestErrors;
import org.karawatt.rest.api.RestException;
import org.karawatt.rest.internal.web.Caller;
import org.karawatt.rest.internal.web.CallerRequest;
import org.karawatt.rest.internal.web.Whiteboard;
import org.karawatt.security.api.Session;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens the event stream of a browser: Server-Sent Events, written without blocking any thread. */
@Component(service = Servlet.class, immediate = true, property = {Whiteboard.SERVLET_NAME + "karawatt.events",
    Whiteboard.SERVLET_PATTERN + "/api/v1/system/events", Whiteboard.SERVLET_ASYNC, Whiteboard.SELECT})
public class EventServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient EventStreams streams;

    @Activate
    public EventServlet(@Reference EventStreams streams) {
        this.streams = streams;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            throw new RestException(405, RestErrors.METHOD_NOT_ALLOWED, request.getMethod());
        }
        CallContext caller = RestContext.current();
        String token = CallerRequest.caller(request).map(Caller::session).map(Session::token).orElse(null);
        if (!streams.hasRoom(caller.user())) {
            throw new RestException(503, RestErrors.TOO_MANY_STREAMS);
        }
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        ServletOutputStream out = response.getOutputStream();
        EventStream stream = new EventStream(new AsyncSink(async, out), caller, token);
        streams.add(stream);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        async.addListener(new Closing(stream));
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                stream.writable();
            }

            @Override
            public void onError(Throwable thrown) {
                streams.remove(stream);
            }
        });
    }

    private record AsyncSink(AsyncContext async, ServletOutputStream out) implements EventStream.Sink {

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // completed already: the browser went first
                return;
            }
        }
    }

    private final class Closing implements AsyncListener {

        private final EventStream stream;

        private Closing(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            streams.remove(stream);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            streams.remove(stream);
        }

        @Override
        public void onError(AsyncEvent event) {
            streams.remove(stream);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
