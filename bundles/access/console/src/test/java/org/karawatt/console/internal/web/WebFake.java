package org.karawatt.console.internal.web;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.console.internal.module.Fakes;

/** One request and the response to it. */
final class WebFake {

    private final String pathInfo;
    private final List<String> permissions;
    private final Map<String, String> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(bytes, true, StandardCharsets.UTF_8);
    private int status = 200;

    /**
     * A request.
     *
     * @param permissions what the user may do, or null for somebody who is not logged in
     * @param header names and values in turn
     */
    WebFake(String pathInfo, List<String> permissions, String... header) {
        this.pathInfo = pathInfo;
        this.permissions = permissions;
        for (int i = 0; i < header.length; i += 2) {
            requestHeaders.put(header[i], header[i + 1]);
        }
    }

    HttpServletRequest request() {
        Principal user = () -> "clerk";
        return Fakes.fake(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getPathInfo" -> pathInfo;
            case "getContextPath" -> "";
            case "getHeader" -> requestHeaders.get((String) arguments[0]);
            case "getUserPrincipal" -> permissions == null ? null : user;
            case "isUserInRole" -> permissions != null && permissions.contains(arguments[0]);
            default -> Fakes.identity(proxy, method.getName(), arguments);
        });
    }

    HttpServletResponse response() {
        return Fakes.fake(HttpServletResponse.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                case "setContentLengthLong" -> headers.put("Content-Length", String.valueOf(arguments[0]));
                case "setStatus", "sendError" -> status = (int) arguments[0];
                case "getWriter" -> {
                    return writer;
                }
                case "getOutputStream" -> {
                    return stream();
                }
                default -> {
                    return Fakes.identity(proxy, method.getName(), arguments);
                }
            }
            return null;
        });
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.get(name);
    }

    String body() {
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("not asynchronous");
            }
        };
    }
}
