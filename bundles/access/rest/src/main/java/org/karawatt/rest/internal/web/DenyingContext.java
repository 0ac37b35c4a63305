package org.karawatt.rest.internal.web;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.context.ServletContextHelper;

/**
 * Takes the place of the whiteboard's built-in {@code default} context and lets nobody in: a bundle that forgets to select a
 * context is unreachable instead of unprotected.
 */
@Component(service = ServletContextHelper.class, immediate = true, property = {"osgi.http.whiteboard.context.name=default",
    "osgi.http.whiteboard.context.path=/", "service.ranking:Integer=1000"})
public class DenyingContext extends ServletContextHelper {

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return false;
    }
}
