package org.karawatt.service.rest.internal.knowledge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.Topic;

/** The public pages as HTML that needs no script. Pure; everything that comes from an article or a reader is escaped. */
final class ArticlePage {

    /** Policy for these pages: their own style sheet and nothing else. */
    static final String POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String STYLE = """
            :root { color-scheme: light; font: 16px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
            body { margin: 0; color: #1d2b3a; background: #f4f7fa; }
            header { color: #fff; background: #0b5d57; }
            header div, main { box-sizing: border-box; max-width: 860px; margin: 0 auto; padding: 16px 20px; }
            header div { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; justify-content: space-between; }
            header a { color: #fff; text-decoration: none; }
            header strong { font-size: 19px; }
            main a { color: #0b5d57; }
            form { display: flex; gap: 8px; margin: 8px 0 24px; }
            input { flex: 1; min-width: 0; padding: 10px 14px; border: 1px solid #b9c6d2; border-radius: 8px; font: inherit; }
            button { padding: 10px 22px; border: 0; border-radius: 8px; color: #fff; background: #0b5d57; font: inherit; cursor: pointer; }
            :focus-visible { outline: 3px solid #f0a020; outline-offset: 2px; }
            section, article { margin-bottom: 20px; padding: 18px 24px; border-radius: 12px; background: #fff; box-shadow: 0 1px 3px #0b1d2c1a; }
            h1 { margin: 8px 0 4px; font-size: 25px; line-height: 1.35; }
            h2 { margin: 18px 0 6px; font-size: 18px; }
            section h2 { margin-top: 0; }
            ul { margin: 8px 0; padding-left: 22px; }
            section li { margin: 6px 0; }
            small, footer { color: #56677a; }
            mark { color: inherit; background: #ffe9a8; }
            """;

    private ArticlePage() {
    }

    static String style() {
        return STYLE;
    }

    /** All articles by topic. */
    static String list(List<Article> articles, Locale locale) {
        StringBuilder html = new StringBuilder(search("", locale));
        for (Topic topic : Topic.values()) {
            List<Article> ofTopic = articles.stream().filter(article -> article.topic() == topic).toList();
            if (!ofTopic.isEmpty()) {
                html.append("<section><h2>").append(name(topic, locale)).append("</h2><ul>");
                ofTopic.forEach(a -> html.append("<li>").append(link(a.code(), zh(locale) ? a.titleZh() : a.titleEn(), locale)).append("</li>"));
                html.append("</ul></section>");
            }
        }
        if (articles.isEmpty()) {
            html.append("<section>").append(say(locale, "暂无内容", "Nothing has been published yet")).append("</section>");
        }
        return page(say(locale, "用电知识", "Knowledge about electricity"), html.toString(), "", locale);
    }

    /** What was found. */
    static String hits(String text, List<Hit> hits, Locale locale) {
        StringBuilder html = new StringBuilder(search(text, locale)).append("<section><h2>")
                .append(say(locale, "搜索结果", "Found")).append(" (").append(hits.size()).append(")</h2>");
        for (Hit hit : hits) {
            html.append("<p>").append(link(hit.code(), hit.title(), locale)).append("<br><small>");
            hit.snippet().forEach(part -> html.append(part.found() ? "<mark>" + escaped(part.text()) + "</mark>" : escaped(part.text())));
            html.append("</small></p>");
        }
        if (hits.isEmpty()) {
            html.append(say(locale, "没有找到，请换一个说法", "Nothing was found; try other words"));
        }
        return page(say(locale, "用电知识", "Knowledge about electricity"), html.append("</section>").toString(), "?q=" + encoded(text), locale);
    }

    /** One article. */
    static String article(Article a, Locale locale) {
        String html = "<article><small>" + name(a.topic(), locale) + "</small><h1>" + escaped(zh(locale) ? a.titleZh() : a.titleEn()) + "</h1>"
                + body(zh(locale) ? a.bodyZh() : a.bodyEn()) + "<p><small>"
                + (a.source() == null ? "" : say(locale, "依据：", "Source: ") + escaped(a.source()) + "<br>")
                + say(locale, "自 ", "In force since ") + a.validFrom() + say(locale, " 起有效", "") + "</small></p></article>"
                + "<p><a href=\"/public/articles?lang=" + tag(locale) + "\">" + say(locale, "‹ 全部知识", "‹ All articles") + "</a></p>";
        return page(zh(locale) ? a.titleZh() : a.titleEn(), html, "/" + a.code(), locale);
    }

    /** What is told instead of something that is not there. */
    static String missing(Locale locale) {
        return page(say(locale, "没有这一页", "No such page"), "<section><p>" + say(locale, "该内容不存在或已失效。",
                "It does not exist, or is no longer in force.") + "</p><p><a href=\"/public/articles?lang=" + tag(locale) + "\">"
                + say(locale, "‹ 全部知识", "‹ All articles") + "</a></p></section>", "", locale);
    }

    /** Plain text with headings, lists and paragraphs. */
    private static String body(String text) {
        StringBuilder html = new StringBuilder();
        boolean list = false;
        for (String line : text.split("\n")) {
            boolean item = line.startsWith("- ");
            if (item != list) {
                html.append(item ? "<ul>" : "</ul>");
                list = item;
            }
            if (item) {
                html.append("<li>").append(escaped(line.substring(2))).append("</li>");
            } else if (line.startsWith("## ")) {
                html.append("<h2>").append(escaped(line.substring(3))).append("</h2>");
            } else if (!line.isBlank()) {
                html.append("<p>").append(escaped(line)).append("</p>");
            }
        }
        return html.append(list ? "</ul>" : "").toString();
    }

    private static String search(String text, Locale locale) {
        return "<form action=\"/public/articles\" role=\"search\"><input type=\"hidden\" name=\"lang\" value=\"" + tag(locale)
                + "\"><input name=\"q\" maxlength=\"100\" value=\"" + escaped(text) + "\" aria-label=\"" + say(locale, "搜索知识", "Search")
                + "\" placeholder=\"" + say(locale, "例如：阶梯电价、报修", "Such as: tiers, late fee") + "\"><button>"
                + say(locale, "搜索", "Search") + "</button></form>";
    }

    private static String page(String title, String content, String here, Locale locale) {
        String other = zh(locale) ? "en" : "zh";
        String address = "/public/articles" + here + (here.contains("?") ? "&amp;" : "?") + "lang=" + other;
        return "<!doctype html><html lang=\"" + (zh(locale) ? "zh-CN" : "en") + "\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/public/articles/style.css\">"
                + "</head><body><header><div><a href=\"/public/articles?lang=" + tag(locale) + "\"><strong>"
                + say(locale, "用电知识", "Knowledge about electricity") + "</strong></a><a href=\"" + address + "\" lang=\""
                + other + "\">" + (zh(locale) ? "English" : "中文") + "</a></div></header><main>" + content + "</main></body></html>";
    }

    private static String link(String code, String title, Locale locale) {
        return "<a href=\"/public/articles/" + encoded(code) + "?lang=" + tag(locale) + "\">" + escaped(title) + "</a>";
    }

    private static String name(Topic topic, Locale locale) {
        return switch (topic) {
            case LAW -> say(locale, "法规", "Law");
            case SAFETY -> say(locale, "安全用电", "Safety");
            case SAVING -> say(locale, "节约用电", "Saving");
            case TARIFF -> say(locale, "电价电费", "Prices and fees");
            case PROCEDURE -> say(locale, "办事流程", "Procedures");
        };
    }

    private static boolean zh(Locale locale) {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage());
    }

    private static String tag(Locale locale) {
        return zh(locale) ? "zh" : "en";
    }

    private static String say(Locale locale, String chinese, String english) {
        return zh(locale) ? chinese : english;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
