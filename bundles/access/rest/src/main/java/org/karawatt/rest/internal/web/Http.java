package org.karawatt.rest.internal.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.rest.api.Problem;
import org.karawatt.rest.internal.error.Problems;
import org.karawatt.rest.internal.json.JsonMappers;
import org.karawatt.rest.internal.publish.Visit;

/** Small things about requests and answers that the filter, the servlets and the resources share. */
public final class Http {

    /** Name of the cookie that holds the session token. */
    public static final String COOKIE = "KWSESSION";

    private static final JsonMapper MAPPER = JsonMappers.create();

    private Http() {
    }

    /** The path as the container dispatches it; never the raw URI, which can be written in ways that slip past a comparison. */
    public static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** Language of the caller: {@code ?lang=}, then Accept-Language, then English. */
    public static Locale locale(HttpServletRequest request) {
        return locale(query(request, "lang"), request.getHeader("Accept-Language"));
    }

    static Locale locale(Optional<String> lang, String accept) {
        if (lang.isPresent()) {
            return lang.get().startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        }
        if (accept == null || accept.length() > 500) {
            return Locale.ENGLISH;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(accept).stream()
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed()).toList();
            return ranges.stream().map(r -> r.getRange().split("-")[0]).filter(l -> l.equals("zh") || l.equals("en")).findFirst()
                    .map(l -> l.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH).orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            // a malformed header is no reason to refuse the request
            return Locale.ENGLISH;
        }
    }

    /** A query parameter, without asking the container for parameters: that could consume a form body. */
    private static Optional<String> query(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        return Arrays.stream(query.split("&")).filter(p -> p.startsWith(name + "=")).map(p -> p.substring(name.length() + 1)).findFirst();
    }

    /** The session token of the request, if it carries one. */
    public static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Optional.empty()
                : Arrays.stream(cookies).filter(c -> c.getName().equals(COOKIE)).map(Cookie::getValue).findFirst();
    }

    /** Whether this is a browser, which must not be asked for Basic credentials: it would open a dialog of its own. */
    static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader("X-Requested-With") != null || request.getHeader("Sec-Fetch-Mode") != null || token(request).isPresent();
    }

    /**
     * Whether the address is written plainly: what the container has dispatched is what stands in the raw address. Everything
     * else (dot segments, path parameters, encoded slashes, doubled slashes) is refused for the API.
     */
    static boolean isPlain(String rawUri, String contextPath, String dispatched) {
        String raw = rawUri.startsWith(contextPath) ? rawUri.substring(contextPath.length()) : rawUri;
        String lower = raw.toLowerCase(Locale.ROOT);
        if (raw.contains(";") || raw.contains("\\") || raw.contains("//") || lower.contains("%2f") || lower.contains("%5c")
                || lower.contains("%3b") || lower.contains("%00")) {
            return false;
        }
        try {
            String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.equals(dispatched) && Arrays.stream(decoded.split("/")).noneMatch(s -> s.equals(".") || s.equals(".."));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What the error texts need to know of a request, as things stand now. */
    public static Problems.Asked asked(HttpServletRequest request) {
        boolean moved = request.getAttribute(Visit.ATTRIBUTE) instanceof Visit visit && visit.hasModuleMoved();
        return new Problems.Asked(request.getMethod(), path(request), locale(request), request.getContentType(),
                request.getHeader("Accept"), request.getHeader("If-Match") != null, moved);
    }

    static void problem(HttpServletRequest request, HttpServletResponse response, int status, ErrorCode code, Object... args)
            throws IOException {
        answer(request, response, Problems.of(status, code, asked(request), args));
    }

    static void problem(HttpServletRequest request, HttpServletResponse response, Throwable thrown) throws IOException {
        problem(request, response, thrown, false);
    }

    /** @param moved whether something that every request needs has gone or been replaced since this one began */
    static void problem(HttpServletRequest request, HttpServletResponse response, Throwable thrown, boolean moved) throws IOException {
        Problems.Asked asked = asked(request);
        answer(request, response, Problems.of(thrown, moved ? asked.duringMove() : asked));
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Problems.Answer answer) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Unread.discard(request);
        response.resetBuffer();
        response.setStatus(answer.problem().status());
        if (answer.retryAfter() != null) {
            response.setHeader("Retry-After", String.valueOf(answer.retryAfter()));
        }
        byte[] body = MAPPER.writeValueAsBytes(answer.problem());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
