package org.karawatt.service.rest.internal.knowledge;

import java.io.IOException;
import java.util.Locale;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.knowledge.api.KnowledgeService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;

/** The public pages of the knowledge at {@code /public/articles}: list, search and one article, in the reader's language. */
@Component(service = Servlet.class, immediate = true, property = {
    HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT + "=(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=karawatt)",
    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=karawatt.public.articles",
    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/public/articles/*"})
public class PublicArticleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 500;
    private static final int MOST_HITS = 50;
    private static final int LONGEST_TEXT = 100;

    private final transient KnowledgeService knowledge;

    @Activate
    public PublicArticleServlet(@Reference(policyOption = ReferencePolicyOption.GREEDY) KnowledgeService knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (path.equals("/style.css")) {
            response.setContentType("text/css;charset=utf-8");
            response.setHeader("Cache-Control", "public, max-age=3600");
            response.getWriter().print(ArticlePage.style());
            return;
        }
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept-Language");
        response.setHeader("Content-Security-Policy", ArticlePage.POLICY);
        CallContext caller = Everybody.now();
        Locale locale = caller.locale();
        try {
            response.getWriter().print(page(path, request.getParameter("q"), caller, locale));
        } catch (KarawattException e) {
            if (e.kind() != KarawattException.Kind.NOT_FOUND) {
                throw e;
            }
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.getWriter().print(ArticlePage.missing(locale));
        }
    }

    private String page(String path, String question, CallContext caller, Locale locale) {
        if (path.length() > 1) {
            return ArticlePage.article(knowledge.published(caller, path.substring(1)), locale);
        }
        if (question != null && !question.isBlank()) {
            String text = question.replaceAll("\\p{Cntrl}", " ").strip();
            String asked = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
            return ArticlePage.hits(asked, knowledge.search(caller, asked, null, locale, PageRequest.first(MOST_HITS)).items(), locale);
        }
        return ArticlePage.list(knowledge.published(caller, null, PageRequest.first(MOST)).items(), locale);
    }
}
