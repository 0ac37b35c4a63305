package org.karawatt.knowledge.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.Article.Status;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.ArticleQuery;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.KnowledgeErrors;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.knowledge.internal.calc.ArticleFile;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class KnowledgeTest {

    private static final PageRequest FIRST = PageRequest.first(50);
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    private static final CallContext WRITER = TestContexts.named("lin", "/33/", "knowledge.read", "knowledge.write", "knowledge.publish");
    private static final CallContext EDITOR = TestContexts.named("wu", "/33/", "knowledge.*");
    private static final CallContext STRANGER = TestContexts.nobody();
    private static final URL SHIPPED = KnowledgeTest.class.getResource("/KARAWATT-INF/knowledge/articles.json");

    private static DefaultKnowledgeService service(TestDatabase db) {
        return new DefaultKnowledgeService(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit());
    }

    private static ArticleDraft draft(String titleZh, String bodyZh, String bodyEn, boolean open) {
        return new ArticleDraft(Topic.TARIFF, open, titleZh, "Prices of charging piles", bodyZh, bodyEn, null);
    }

    private static ArticleDraft charging(boolean open) {
        return draft("充电桩电价", "居民小区充电桩执行居民合表电价。\n\n- 可选分时", "Charging piles at homes are priced as shared meters.", open);
    }

    private static Article published(DefaultKnowledgeService service, String code, ArticleDraft draft, LocalDate from, LocalDate to) {
        service.draft(WRITER, code, draft);
        service.submit(WRITER, code);
        return service.publish(EDITOR, code, from, to);
    }

    private static List<String> found(DefaultKnowledgeService service, CallContext caller, String text, Locale language) {
        return service.search(caller, text, null, language, FIRST).items().stream().map(Hit::code).toList();
    }

    private static String marked(Hit hit) {
        return hit.snippet().stream().map(part -> part.found() ? "[" + part.text() + "]" : part.text()).collect(Collectors.joining());
    }

    private static KnowledgeErrors refused(Runnable action) {
        return (KnowledgeErrors) assertThrows(KarawattException.class, action::run).code();
    }

    @OnEachDatabase
    void aSecondPersonPublishesAndEachVersionHasItsDays(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        assertEquals(Status.DRAFT, service.draft(WRITER, "charging", charging(true)).status());
        assertEquals(1, service.draft(WRITER, "charging", charging(true)).versionNo());
        assertEquals(Status.REVIEW, service.submit(WRITER, "charging").status());
        assertEquals(KnowledgeErrors.IN_REVIEW, refused(() -> service.draft(WRITER, "charging", charging(true))));
        assertEquals(KnowledgeErrors.OWN_WORK, refused(() -> service.publish(WRITER, "charging", null, null)));
        assertEquals("少一句", service.giveBack(EDITOR, "charging", "少一句").note());
        service.submit(WRITER, "charging");
        assertEquals(KnowledgeErrors.BAD_VALIDITY, refused(() -> service.publish(EDITOR, "charging", TODAY.minusDays(1), null)));
        assertEquals(KnowledgeErrors.BAD_VALIDITY, refused(() -> service.publish(EDITOR, "charging", TODAY, TODAY)));
        Article first = service.publish(EDITOR, "charging", null, null);
        assertEquals(TODAY, first.validFrom());
        assertEquals("wu", first.decidedBy());

        Article second = published(service, "charging", draft("充电桩电价（新）", "八月起执行新价。", "New prices from August.", true),
                TODAY.plusDays(31), null);
        assertEquals(2, second.versionNo());
        assertEquals("充电桩电价", service.published(STRANGER, "charging").titleZh());
        assertEquals(TODAY.plusDays(31), service.versions(EDITOR, "charging").get(1).validTo());
        assertEquals(List.of(), found(service, STRANGER, "新价", Locale.CHINESE));
        db.clock().advance(Duration.ofDays(31));
        assertEquals("充电桩电价（新）", service.published(STRANGER, "charging").titleZh());
        assertEquals(List.of("charging"), found(service, STRANGER, "新价", Locale.CHINESE));
        assertEquals(List.of(), found(service, STRANGER, "合表", Locale.CHINESE));

        assertEquals(Status.WITHDRAWN, service.withdraw(EDITOR, "charging", "有误").status());
        assertEquals(KnowledgeErrors.ARTICLE_UNKNOWN, refused(() -> service.published(STRANGER, "charging")));
        assertEquals(List.of(), found(service, STRANGER, "新价", Locale.CHINESE));
        assertEquals(KnowledgeErrors.NOT_PUBLISHED, refused(() -> service.withdraw(EDITOR, "charging", "again")));
        assertEquals(KnowledgeErrors.NO_DRAFT, refused(() -> service.submit(WRITER, "charging")));
    }

    @OnEachDatabase
    void aVersionPublishedForTheSameDayTakesThePlaceOfTheOther(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        published(service, "charging", charging(true), null, null);
        published(service, "charging", draft("更正", "更正后的内容", "Corrected.", true), null, null);
        assertEquals("更正", service.published(STRANGER, "charging").titleZh());
        assertEquals(Status.WITHDRAWN, service.versions(EDITOR, "charging").get(1).status());
        assertEquals(1, service.published(STRANGER, null, FIRST).total());
    }

    @OnEachDatabase
    void topicAndAudienceChangeOnlyWithTheReleaseOfTheirVersion(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        published(service, "charging", charging(false), null, null);
        assertEquals(List.of("charging"), found(service, EDITOR, "充电桩", Locale.CHINESE));
        ArticleDraft opened = new ArticleDraft(Topic.LAW, true, "充电桩电价", "Prices of charging piles", "居民小区充电桩", "Body", null);
        for (Runnable step : List.<Runnable>of(() -> service.draft(WRITER, "charging", charging(true)),
                () -> service.draft(WRITER, "charging", opened), () -> service.submit(WRITER, "charging"))) {
            step.run();
            assertEquals(KnowledgeErrors.ARTICLE_UNKNOWN, refused(() -> service.published(STRANGER, "charging")));
            assertEquals(List.of(), service.published(STRANGER, null, FIRST).items());
            assertEquals(List.of(), found(service, STRANGER, "充电桩", Locale.CHINESE));
            assertEquals(Topic.TARIFF, service.published(EDITOR, "charging").topic());
            assertEquals(1, service.published(EDITOR, Topic.TARIFF, FIRST).total());
        }
        assertTrue(service.versions(EDITOR, "charging").get(0).openToAll());
        assertEquals(1, service.articles(EDITOR, new ArticleQuery(Topic.LAW, null, null), FIRST).total());

        service.publish(EDITOR, "charging", TODAY.plusDays(2), null);
        assertEquals(KnowledgeErrors.ARTICLE_UNKNOWN, refused(() -> service.published(STRANGER, "charging")));
        assertEquals(List.of(), found(service, STRANGER, "充电桩", Locale.CHINESE));
        db.clock().advance(Duration.ofDays(2));
        assertEquals(Topic.LAW, service.published(STRANGER, "charging").topic());
        assertEquals(List.of("charging"), found(service, STRANGER, "充电桩", Locale.CHINESE));
        assertFalse(service.versions(EDITOR, "charging").get(1).openToAll());
    }

    @OnEachDatabase
    void strangersSeeWhatIsPublishedAndOpenToAllAndNothingElse(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        published(service, "inner", charging(false), null, null);
        service.draft(WRITER, "half-done", charging(true));
        published(service, "outer", charging(true), null, TODAY.plusDays(10));
        assertEquals(List.of("outer"), service.published(STRANGER, Topic.TARIFF, FIRST).items().stream().map(Article::code).toList());
        assertEquals(List.of(), service.published(STRANGER, Topic.LAW, FIRST).items());
        assertNull(service.published(STRANGER, "outer").draftedBy());
        assertEquals(KnowledgeErrors.ARTICLE_UNKNOWN, refused(() -> service.published(STRANGER, "inner")));
        assertEquals(KnowledgeErrors.ARTICLE_UNKNOWN, refused(() -> service.published(STRANGER, "half-done")));
        assertEquals(List.of("outer"), found(service, STRANGER, "充电桩", Locale.CHINESE));
        assertEquals(List.of("inner", "outer"), found(service, EDITOR, "充电桩", Locale.CHINESE).stream().sorted().toList());
        assertEquals("lin", service.published(EDITOR, "inner").draftedBy());
        for (Runnable action : List.<Runnable>of(() -> service.articles(STRANGER, new ArticleQuery(null, null, null), FIRST),
                () -> service.versions(STRANGER, "outer"), () -> service.draft(STRANGER, "x", charging(true)),
                () -> service.submit(STRANGER, "half-done"), () -> service.publish(STRANGER, "half-done", null, null),
                () -> service.withdraw(STRANGER, "outer", "x"), () -> service.giveBack(STRANGER, "outer", "x"))) {
            assertEquals(KarawattException.Kind.DENIED, assertThrows(KarawattException.class, action::run).kind());
        }
        db.clock().advance(Duration.ofDays(10));
        assertEquals(List.of(), found(service, STRANGER, "充电桩", Locale.CHINESE));
    }

    @OnEachDatabase
    void findsChineseAndEnglishAndShowsWhere(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        new ArticleContributionHandler(db.unitOfWork(), service).add("karawatt-knowledge/1", List.of(SHIPPED));
        assertEquals(12, service.published(STRANGER, null, FIRST).total());
        assertEquals("late-fee", found(service, STRANGER, "违约金", Locale.CHINESE).get(0));
        assertEquals("residential-tiers", found(service, STRANGER, "阶梯电价", Locale.CHINESE).get(0));
        assertEquals("repair-times", found(service, STRANGER, "报修多久能到现场？", Locale.CHINESE).get(0));
        // stems: "stopping" finds "stopped"; a word of the other language finds nothing
        assertEquals("stop-for-arrears", found(service, STRANGER, "stopping the supply", Locale.ENGLISH).get(0));
        assertEquals(List.of(), found(service, STRANGER, "违约金", Locale.ENGLISH));
        assertEquals(List.of(), found(service, STRANGER, "量子纠缠", Locale.CHINESE));
        assertEquals(List.of(), found(service, STRANGER, " ", Locale.CHINESE));
        assertTrue(found(service, STRANGER, "窃", Locale.CHINESE).contains("theft-and-breach"));
        assertEquals(List.of(), service.search(STRANGER, "违约金", Topic.SAFETY, Locale.CHINESE, FIRST).items());
        Hit hit = service.search(STRANGER, "late fee", null, Locale.ENGLISH, FIRST).items().get(0);
        assertEquals("How the late fee is calculated", hit.title());
        assertTrue(marked(hit).startsWith("The [late] [fee] runs from the first day overdue"), marked(hit));
        Hit chinese = service.search(STRANGER, "低谷", null, Locale.CHINESE, FIRST).items().get(0);
        assertTrue(chinese.snippet().stream().anyMatch(part -> part.found() && part.text().contains("低谷")), marked(chinese));
        assertEquals(1, service.search(STRANGER, "电", null, Locale.CHINESE, PageRequest.first(1)).items().size());
    }

    @OnEachDatabase
    void aSearchThatRunsNeitherHindersOthersNorIsEndedByANewIndex(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        published(service, "charging", charging(true), null, null);
        TextIndex running = service.index(TODAY);
        assertEquals(List.of("charging"), CompletableFuture.supplyAsync(() -> found(service, STRANGER, "充电桩", Locale.CHINESE)).join());
        service.withdraw(EDITOR, "charging", "有误");
        assertEquals(List.of(), found(service, STRANGER, "充电桩", Locale.CHINESE));
        assertEquals(1, running.search("充电桩", null, Locale.CHINESE, TODAY, true, FIRST).total());
        running.close();
        assertThrows(AlreadyClosedException.class, () -> running.search("充电桩", null, Locale.CHINESE, TODAY, true, FIRST));
    }

    @OnEachDatabase
    void questionsCannotBreakTheSearch(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        published(service, "charging", draft("<b>充电</b>", "正文 <script>alert(1)</script> 充电 AND OR", "Body", true), null, null);
        for (String text : List.of("title_zh:*", "\"", "((((", "AND OR NOT", "*:*", "充电 ~^", "\\")) {
            service.search(STRANGER, text, null, Locale.CHINESE, FIRST);
        }
        assertThrows(KarawattException.class, () -> service.search(STRANGER, "长".repeat(101), null, Locale.CHINESE, FIRST));
        assertEquals(List.of("charging"), found(service, STRANGER, "充电", Locale.CHINESE));
    }

    @OnEachDatabase
    void aBundleBringsItsArticlesOnceAndDoesNotUndoWhatPeopleWrote(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        ArticleContributionHandler handler = new ArticleContributionHandler(db.unitOfWork(), service);
        handler.add("karawatt-knowledge/1", List.of(SHIPPED));
        handler.add("karawatt-knowledge/1", List.of(SHIPPED));
        assertEquals(1, service.versions(EDITOR, "late-fee").size());
        published(service, "late-fee", charging(true), null, null);
        handler.remove("karawatt-knowledge/1");
        handler.add("karawatt-knowledge/2", List.of(SHIPPED));
        assertEquals("充电桩电价", service.published(STRANGER, "late-fee").titleZh());
    }

    @OnEachDatabase
    void allFaultsOfADraftAreToldAtOnce(TestDatabase db) {
        DefaultKnowledgeService service = service(db);
        KarawattException all = assertThrows(KarawattException.class, () -> service.draft(WRITER, "Über uns",
                new ArticleDraft(null, true, " ", "x".repeat(161), null, "body", null)));
        assertEquals(List.of("code", "topic", "titleZh", "titleEn", "bodyZh"), all.faults().stream().map(f -> f.field()).toList());
        assertEquals(0, service.articles(EDITOR, new ArticleQuery(null, null, null), FIRST).total());
    }

    @Test
    void aWrongFileIsRefused() {
        assertEquals(KnowledgeErrors.BAD_FILE, refused(() -> ArticleFile.read("x.json", new byte[] {1})));
        assertEquals(KnowledgeErrors.BAD_FILE, refused(() -> ArticleFile.read("x.json", "{}".getBytes(StandardCharsets.UTF_8))));
        assertFalse(TextIndex.parts("a\u0001b\u0002c").stream().noneMatch(Hit.Part::found));
    }
}
