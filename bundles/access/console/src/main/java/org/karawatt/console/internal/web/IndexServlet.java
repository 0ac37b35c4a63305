package org.karawatt.console.internal.web;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.console.api.WebPage;
import org.karawatt.console.internal.module.ConsoleModule;
import org.karawatt.console.internal.module.ModuleFiles;
import org.karawatt.console.internal.module.ModuleRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers every address of the console with its one page; which page of the console is meant, the browser decides. */
@Component(service = Servlet.class, immediate = true, property = {Whiteboard.CONTEXT, Whiteboard.NAME + "karawatt.console.index",
        Whiteboard.PATTERN + Whiteboard.CONSOLE + "/*"})
public class IndexServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String WAIT_PAGE = """
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
            <title>Karawatt</title></head><body><p>控制台正在更新，稍后自动刷新。</p>
            <p>The console is being updated; this page reloads by itself.</p></body></html>
            """;

    private final transient ModuleRegistry registry;

    @Activate
    public IndexServlet(@Reference ModuleRegistry registry) {
        this.registry = registry;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String base = request.getContextPath() + Whiteboard.CONSOLE;
        if (request.getPathInfo() == null) {
            response.sendRedirect(base + "/");
            return;
        }
        String accept = request.getHeader("Accept");
        if (accept != null && !accept.contains("text/html") && !accept.contains("*/*")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        Optional<ModuleFiles> libraries = registry.find(ConsoleModule.LIBRARIES);
        Optional<ModuleFiles> console = registry.find(ConsoleModule.ID);
        if (libraries.isEmpty() || console.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "3");
            response.getWriter().print(WAIT_PAGE);
            return;
        }
        WebPage page = IndexPage.of(base, libraries.get(), console.get());
        response.setHeader("Content-Security-Policy", page.policy());
        response.getWriter().print(page.html());
    }
}
