package org.karawatt.rest.internal.error;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.ws.rs.NotAcceptableException;
import javax.ws.rs.NotAllowedException;
import javax.ws.rs.NotFoundException;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.rest.api.Problem;
import org.karawatt.rest.api.RestErrors;
import org.karawatt.rest.api.RestException;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.SecurityErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into what the caller may know of it. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_SECONDS = 2;
    private static final int MAX_FAULTS = 1000;

    /**
     * What is asked, as far as an error text needs it.
     *
     * @param ifMatch whether the caller has sent If-Match
     * @param moved whether the module that answers has gone, or gone and come back, since the request entered it
     */
    public record Asked(String method, String path, Locale locale, String contentType, String accept, boolean ifMatch, boolean moved) {

        public Asked duringMove() {
            return new Asked(method, path, locale, contentType, accept, ifMatch, true);
        }
    }

    /**
     * A problem with the headers that go with it.
     *
     * @param retryAfter seconds; null for none
     * @param allow methods of a 405; null for none
     */
    public record Answer(Problem problem, Long retryAfter, String allow) {
    }

    private Problems() {
    }

    public static Answer of(Throwable thrown, Asked asked) {
        KarawattException expected = cause(thrown, KarawattException.class);
        if (expected != null) {
            return expected(expected, asked);
        }
        JsonProcessingException json = cause(thrown, JsonProcessingException.class);
        if (json != null && !isOutput(json)) {
            return json(json, asked);
        }
        WebApplicationException web = cause(thrown, WebApplicationException.class);
        if (web != null && web.getResponse().getStatus() < 500) {
            return web(web, asked);
        }
        if (asked.moved()) {
            // judged by what has happened and not by the exception: what is taken from under a request fails in many ways
            LOG.info("{} {} was cut off because its module moved: {}", asked.method(), asked.path(), thrown.toString());
            LOG.debug("Cut off", thrown);
            return of(503, RestErrors.MODULE_AWAY, asked);
        }
        String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.error("Incident {} at {} {}", incident, asked.method(), asked.path(), thrown);
        return new Answer(problem(500, RestErrors.INCIDENT, asked, null, incident, null, incident), null, null);
    }

    /** A problem of the door itself. */
    public static Answer of(int status, ErrorCode code, Asked asked, Object... args) {
        return expected(new RestException(status, code, args), asked);
    }

    private static Answer expected(KarawattException e, Asked asked) {
        int status = status(e, asked);
        Long retryAfter = e instanceof AuthenticationFailedException failed && !failed.retryAfter().isZero()
                ? Long.valueOf(failed.retryAfter().toSeconds()) : status == 503 ? Long.valueOf(RETRY_SECONDS) : null;
        List<Problem.Entry> faults = e.faults().isEmpty() ? null : e.faults().stream().limit(MAX_FAULTS)
                .map(f -> entry(f, asked.locale())).toList();
        Problem problem = new Problem(type(e.code()), e.message(asked.locale()), status, null, asked.path(), e.code().code(), null,
                faults);
        return new Answer(problem, retryAfter, null);
    }

    private static Problem.Entry entry(Fault fault, Locale locale) {
        return new Problem.Entry(fault.field(), fault.code().code(), fault.message(locale));
    }

    private static int status(KarawattException e, Asked asked) {
        if (e instanceof RestException rest) {
            return rest.status();
        }
        if (e instanceof AuthenticationFailedException) {
            return e.code() == SecurityErrors.TOO_MANY_ATTEMPTS ? 429 : 401;
        }
        return switch (e.kind()) {
            case NOT_FOUND -> 404;
            case CONFLICT -> e.code() == KernelErrors.STALE_VERSION && asked.ifMatch() ? 412 : 409;
            case INVALID -> 422;
            case DENIED -> 403;
            case UNAVAILABLE -> 503;
        };
    }

    /** A failure to write an answer is ours, not the caller's. */
    private static boolean isOutput(JsonProcessingException e) {
        return e.getProcessor() instanceof com.fasterxml.jackson.core.JsonGenerator
                || e instanceof com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
    }

    private static Answer json(JsonProcessingException e, Asked asked) {
        if (e instanceof JsonMappingException mapping && cause(e, StreamReadException.class) == null) {
            String field = path(mapping);
            if (!field.isEmpty()) {
                Fault fault = mapping instanceof PropertyBindingException ? Fault.of(field, RestErrors.UNKNOWN_FIELD)
                        : mapping instanceof InvalidFormatException format ? Fault.of(field, RestErrors.BAD_VALUE, shown(format.getValue()))
                        : Fault.of(field, RestErrors.BAD_VALUE, "");
                return expected(KarawattException.invalid(List.of(fault)), asked);
            }
        }
        JsonLocation at = e.getLocation();
        String text = cause(e, StreamReadException.class) != null ? firstLine(cause(e, StreamReadException.class).getOriginalMessage()) : "";
        return expected(new RestException(400, RestErrors.BAD_JSON, at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(),
                text), asked);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream().map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining()).replaceFirst("^\\.", "");
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static String firstLine(String text) {
        String line = text == null ? "" : text.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static Answer web(WebApplicationException e, Asked asked) {
        int status = e.getResponse().getStatus();
        if (e instanceof NotFoundException || status == 404) {
            return of(404, RestErrors.UNKNOWN_PATH, asked, asked.path());
        }
        if (e instanceof NotAllowedException || status == 405) {
            Answer answer = of(405, RestErrors.METHOD_NOT_ALLOWED, asked, asked.method());
            return new Answer(answer.problem(), null, e.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        if (e instanceof NotSupportedException || status == 415) {
            return of(415, RestErrors.UNSUPPORTED_MEDIA_TYPE, asked, String.valueOf(asked.contentType()));
        }
        if (e instanceof NotAcceptableException || status == 406) {
            return of(406, RestErrors.NOT_ACCEPTABLE, asked, String.valueOf(asked.accept()));
        }
        LOG.debug("Refused {} {} with {}", asked.method(), asked.path(), status, e);
        return of(status < 400 ? 400 : status, RestErrors.BAD_REQUEST, asked, status);
    }

    private static Problem problem(int status, ErrorCode code, Asked asked, String detail, String incident,
            List<Problem.Entry> faults, Object... args) {
        return new Problem(type(code), code.message(asked.locale(), args), status, detail, asked.path(), code.code(), incident, faults);
    }

    private static String type(ErrorCode code) {
        return "urn:karawatt:problem:" + code.code();
    }

    static <T extends Throwable> T cause(Throwable thrown, Class<T> type) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < 20; depth++, t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
