package org.karawatt.rest.internal.web;

import java.io.IOException;
import java.util.Locale;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.karawatt.rest.api.RestErrors;
import org.karawatt.rest.internal.config.RestConfig;
import org.karawatt.rest.internal.publish.Publisher;
import org.karawatt.rest.internal.publish.Route;
import org.karawatt.rest.internal.publish.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The one servlet of the API: leads each request to the CXF server of its module, or says why it cannot. */
@Component(service = Servlet.class, immediate = true, configurationPid = RestConfig.PID, property = {
    Whiteboard.SERVLET_NAME + "karawatt.api", Whiteboard.SERVLET_PATTERN + "/api/*", Whiteboard.SELECT,
    "servlet.init.hide-service-list-page=true"})
@Designate(ocd = RestConfig.class)
public class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String OPEN_API = "/v1/openapi.json";

    private final transient Publisher publisher;
    private final transient CXFNonSpringServlet cxf = new CXFNonSpringServlet();
    private final long maxJson;
    private final long maxUpload;

    @Activate
    public ApiServlet(@Reference Publisher publisher, RestConfig config) {
        this.publisher = publisher;
        this.maxJson = config.body_max_json();
        this.maxUpload = config.body_max_upload();
        cxf.setBus(publisher.bus());
    }

    @Override
    public void init() throws ServletException {
        cxf.init(getServletConfig());
    }

    @Override
    public void destroy() {
        cxf.destroyBus();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (path.equals(OPEN_API)) {
            openApi(request, response);
            return;
        }
        long max = maxBody(request.getContentType());
        if (request.getContentLengthLong() > max) {
            Http.problem(request, response, LimitedInput.tooLarge(max));
            return;
        }
        Route route = publisher.routes().find(path);
        if (route == null) {
            Http.problem(request, response, 404, RestErrors.UNKNOWN_PATH, Http.path(request));
            return;
        }
        try (Visit visit = route.enter()) {
            if (visit == null) {
                Http.problem(request, response, 503, RestErrors.MODULE_AWAY);
                return;
            }
            request.setAttribute(Visit.ATTRIBUTE, visit);
            cxf.service(new LimitedInput(request, max), response);
        }
    }

    private void openApi(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Access.isUnsafe(request.getMethod())) {
            Http.problem(request, response, 405, RestErrors.METHOD_NOT_ALLOWED, request.getMethod());
            return;
        }
        response.setContentType("application/json");
        response.getOutputStream().write(publisher.openApi());
    }

    private long maxBody(String contentType) {
        return contentType == null || contentType.toLowerCase(Locale.ROOT).contains("json") ? maxJson : maxUpload;
    }
}
