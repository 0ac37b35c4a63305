package org.karawatt.console.internal.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.console.internal.module.ConsoleModule;
import org.karawatt.console.internal.module.ModuleFiles;
import org.karawatt.console.internal.module.ModuleRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /console/modules}: the modules that the caller may see, with the addresses of their files. */
@Component(service = Servlet.class, immediate = true, property = {Whiteboard.CONTEXT, Whiteboard.NAME + "karawatt.console.modules",
        Whiteboard.PATTERN + Whiteboard.CONSOLE + "/modules"})
public class ModulesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ModuleRegistry registry;

    @Activate
    public ModulesServlet(@Reference ModuleRegistry registry) {
        this.registry = registry;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (request.getUserPrincipal() == null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setContentType("application/problem+json;charset=utf-8");
            answer.put("type", "about:blank").put("title", "Unauthorized").put("status", HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.setContentType("application/json;charset=utf-8");
            Optional<ModuleFiles> libraries = registry.find(ConsoleModule.LIBRARIES);
            Optional<ModuleFiles> console = registry.find(ConsoleModule.ID);
            if (libraries.isPresent() && console.isPresent()) {
                answer.put("revision", IndexPage.revision(libraries.get(), console.get()));
            }
            String base = request.getContextPath() + Whiteboard.CONSOLE;
            answer.set("modules", ModuleList.visible(base, registry.all(), request::isUserInRole));
        }
        response.getWriter().print(answer);
    }
}
