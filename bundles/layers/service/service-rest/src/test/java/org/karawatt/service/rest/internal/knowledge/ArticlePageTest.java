package org.karawatt.service.rest.internal.knowledge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.Topic;

class ArticlePageTest {

    private static final String EVIL = "<script>alert('x')</script>\" onload=\"";

    private static Article article(String title, String body) {
        return new Article("late-fee", 1, Topic.TARIFF, true, Article.Status.PUBLISHED, title, "EN " + title, body, "EN " + body, EVIL, null,
                null, null, null, null, null, null, LocalDate.of(2026, 7, 1), null, 0);
    }

    @Test
    void nothingOfAnArticleOrAReaderBecomesMarkup() {
        String article = ArticlePage.article(article(EVIL, EVIL + "\n## " + EVIL + "\n- " + EVIL), Locale.CHINESE);
        String hits = ArticlePage.hits(EVIL, List.of(new Hit("late-fee", 1, Topic.TARIFF, EVIL, List.of(new Hit.Part(EVIL, true)))),
                Locale.ENGLISH);
        for (String page : List.of(article, hits, ArticlePage.list(List.of(article(EVIL, "x")), Locale.CHINESE))) {
            assertFalse(page.contains("<script"), page);
            assertFalse(page.contains("\" onload"), page);
        }
    }

    @Test
    void paragraphsHeadingsAndListsAreShown() {
        String page = ArticlePage.article(article("违约金", "第一段\n\n## 小标题\n- 甲\n- 乙\n末段"), Locale.CHINESE);
        assertTrue(page.contains("<p>第一段</p><h2>小标题</h2><ul><li>甲</li><li>乙</li></ul><p>末段</p>"), page);
        assertTrue(page.contains("lang=\"zh-CN\"") && page.contains("/public/articles/late-fee?lang=en"), page);
        assertTrue(ArticlePage.article(article("违约金", "x"), Locale.ENGLISH).contains("<h1>EN 违约金</h1><p>EN x</p>"));
    }

    @Test
    void articlesStandByTopicAndWhatWasFoundIsMarked() {
        String list = ArticlePage.list(List.of(article("违约金", "x")), Locale.CHINESE);
        assertTrue(list.contains("<h2>电价电费</h2><ul><li><a href=\"/public/articles/late-fee?lang=zh\">违约金</a></li></ul>"), list);
        assertFalse(list.contains("安全用电"), list);
        String hits = ArticlePage.hits("费", List.of(new Hit("late-fee", 1, Topic.TARIFF, "违约金",
                List.of(new Hit.Part("欠", false), new Hit.Part("费", true)))), Locale.CHINESE);
        assertTrue(hits.contains("欠<mark>费</mark>"), hits);
        assertTrue(ArticlePage.hits("x", List.of(), Locale.ENGLISH).contains("Nothing was found"));
    }
}
