package org.karawatt.portal.pages.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.console.api.UiModule;
import org.karawatt.console.api.WebPage;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;

/**
 * Answers every address of the portal with its one page; which page of the portal is meant, the browser decides. It is there while the
 * console's libraries and kit are, which its page is made of.
 */
@Component(service = Servlet.class, immediate = true, property = {
    HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT + "=(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=karawatt)",
    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=karawatt.portal",
    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/portal/*"})
public class PortalServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Map<String, JsonNode> descriptors;

    @Activate
    public PortalServlet(
            @Reference(target = "(" + UiModule.ID + "=lib)", policyOption = ReferencePolicyOption.GREEDY)
            ServiceReference<UiModule> libraries,
            @Reference(target = "(" + UiModule.ID + "=console)", policyOption = ReferencePolicyOption.GREEDY)
            ServiceReference<UiModule> console)
            throws IOException {
        this(Map.of("lib", descriptor(libraries), "console", descriptor(console)));
    }

    PortalServlet(Map<String, JsonNode> descriptors) {
        this.descriptors = descriptors;
    }

    private static JsonNode descriptor(ServiceReference<UiModule> module) throws IOException {
        URL url = module.getBundle().getEntry("/web/module.json");
        if (url == null) {
            throw new IOException("no /web/module.json in " + module.getBundle().getSymbolicName());
        }
        try (InputStream in = url.openStream()) {
            return JSON.readTree(in);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() == null) {
            response.sendRedirect(request.getContextPath() + "/portal/");
            return;
        }
        String accept = request.getHeader("Accept");
        if (accept != null && !accept.contains("text/html") && !accept.contains("*/*")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        WebPage page = PortalPage.of(request.getContextPath(), descriptors);
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Content-Security-Policy", page.policy());
        response.getWriter().print(page.html());
    }
}
