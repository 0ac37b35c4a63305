package org.karawatt.console.internal.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Map;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.console.internal.module.ModuleFiles;
import org.karawatt.console.internal.module.ModuleRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code /console/m/{id}/{revision}/{path}} from the bundles of the modules.
 *
 * <p>Addresses carry the hash of the content and may be cached for ever. An address with another revision than the present
 * one is answered with the present file, uncached, so that a page that is open during an update goes on working.
 */
@Component(service = Servlet.class, immediate = true, property = {Whiteboard.CONTEXT, Whiteboard.NAME + "karawatt.console.asset",
        Whiteboard.PATTERN + Whiteboard.CONSOLE + "/m/*"})
public class AssetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int PATH_PARTS = 4;
    /** A worker obeys the policy of its own script; the one for events must reach the event stream. */
    private static final String POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=utf-8",
            "mjs", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "json", "application/json;charset=utf-8",
            "txt", "text/plain;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private final transient ModuleRegistry registry;

    @Activate
    public AssetServlet(@Reference ModuleRegistry registry) {
        this.registry = registry;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] parts = (request.getPathInfo() == null ? "" : request.getPathInfo()).split("/", PATH_PARTS);
        if (parts.length < PATH_PARTS) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<ModuleFiles> module = registry.find(parts[1]);
        // the same answer for a module that is not there and one that is not for strangers
        if (request.getUserPrincipal() == null && !module.map(ModuleFiles::readableBeforeLogin).orElse(false)) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        if (module.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            serve(module.get(), parts[2], parts[3], request, response);
        } catch (IllegalStateException e) {
            log("Module " + parts[1] + " went away while " + parts[3] + " was read", e);
            response.setHeader("Retry-After", "2");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static void serve(ModuleFiles module, String revision, String path, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        Optional<URL> plain = module.file(path);
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (plain.isEmpty() || type == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<URL> compressed = module.compressed(path);
        String encodings = request.getHeader("Accept-Encoding");
        boolean compress = compressed.isPresent() && encodings != null && encodings.contains("gzip");
        String tag = "\"" + module.revision() + (compress ? "-gz" : "") + "\"";
        String audience = module.readableBeforeLogin() ? "public" : "private";
        response.setHeader("Cache-Control",
                module.revision().equals(revision) ? audience + ", max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", tag);
        response.setHeader("Content-Security-Policy", POLICY);
        if (compressed.isPresent()) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        if (compress) {
            response.setHeader("Content-Encoding", "gzip");
        }
        URLConnection connection = (compress ? compressed : plain).get().openConnection();
        if (connection.getContentLengthLong() >= 0) {
            response.setContentLengthLong(connection.getContentLengthLong());
        }
        try (InputStream in = connection.getInputStream()) {
            in.transferTo(response.getOutputStream());
        }
    }
}
