package org.karawatt.rest.internal.web;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.rest.api.RestErrors;
import org.osgi.service.component.annotations.Component;

/** Answers what no other servlet does: the root leads to the console, everything else is unknown. */
@Component(service = Servlet.class, immediate = true, property = {Whiteboard.SERVLET_NAME + "karawatt.root",
    Whiteboard.SERVLET_PATTERN + "/", Whiteboard.SELECT})
public class RootServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Http.path(request);
        if ((path.equals("/") || path.isEmpty()) && !Access.isUnsafe(request.getMethod())) {
            response.sendRedirect(request.getContextPath() + "/console/");
        } else {
            Http.problem(request, response, 404, RestErrors.UNKNOWN_PATH, path);
        }
    }
}
