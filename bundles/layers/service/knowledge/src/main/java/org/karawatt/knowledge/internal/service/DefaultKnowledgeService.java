package org.karawatt.knowledge.internal.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.Article.Status;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.ArticleQuery;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.KnowledgeErrors;
import org.karawatt.knowledge.api.KnowledgeService;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.knowledge.internal.calc.Drafts;
import org.karawatt.knowledge.internal.store.ArticleStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Articles. The index is made from the database at the first search, and anew at the first search after something was published or
 * withdrawn, or a day has passed.
 */
@Component(service = {KnowledgeService.class, DefaultKnowledgeService.class})
public final class DefaultKnowledgeService implements KnowledgeService {

    private static final LocalDate SINCE_EVER = LocalDate.of(2000, 1, 1);
    /** Most articles; what is indexed stays in memory. */
    static final int MOST_ARTICLES = 5_000;
    private static final String READ = "knowledge.read";
    private static final String WRITE = "knowledge.write";
    private static final String PUBLISH = "knowledge.publish";

    private final UnitOfWork work;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final ArticleStore store;

    private final Object lock = new Object();
    private TextIndex index;
    private LocalDate indexed;
    /** Counts what has changed the published articles, so that an index that was made meanwhile is known to be old. */
    private long changes;

    @Activate
    public DefaultKnowledgeService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit) {
        this.work = work;
        this.clock = clock;
        this.audit = audit;
        this.store = new ArticleStore(bulk, numbering);
    }

    @Deactivate
    void close() {
        forgetIndex();
    }

    private void forgetIndex() {
        synchronized (lock) {
            changes++;
            if (index != null) {
                index.close();
                index = null;
            }
        }
    }

    @Override
    public Page<Article> articles(CallContext context, ArticleQuery query, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> store.find(query, page));
    }

    @Override
    public List<Article> versions(CallContext context, String code) {
        context.require(READ);
        return known(work.readOnly(() -> store.versions(code)), code);
    }

    private static List<Article> known(List<Article> versions, String code) {
        if (versions.isEmpty()) {
            throw KarawattException.notFound(KnowledgeErrors.ARTICLE_UNKNOWN, code);
        }
        return versions;
    }

    @Override
    public Page<Article> published(CallContext context, Topic topic, PageRequest page) {
        return work.readOnly(() -> store.inForce(clock.today(), topic, !context.may(READ), page)).map(found -> shown(context, found));
    }

    @Override
    public Article published(CallContext context, String code) {
        return work.readOnly(() -> store.inForce(code, clock.today())).filter(found -> found.openToAll() || context.may(READ))
                .map(found -> shown(context, found))
                .orElseThrow(() -> KarawattException.notFound(KnowledgeErrors.ARTICLE_UNKNOWN, code));
    }

    /** Who has written and released an article is not told to everybody. */
    private static Article shown(CallContext context, Article a) {
        return context.may(READ) ? a : new Article(a.code(), a.versionNo(), a.topic(), a.openToAll(), a.status(), a.titleZh(), a.titleEn(),
                a.bodyZh(), a.bodyEn(), a.source(), null, null, null, null, null, null, null, a.validFrom(), a.validTo(), a.version());
    }

    @Override
    public Page<Hit> search(CallContext context, String text, Topic topic, Locale language, PageRequest page) {
        new Faults().optionalText("text", text, 100).throwIfAny();
        if (text == null || text.isBlank()) {
            return Page.of(List.of(), page, 0);
        }
        LocalDate today = clock.today();
        try (TextIndex current = index(today)) {
            return current.search(text.strip(), topic, language, today, !context.may(READ), page);
        }
    }

    /** The index of today, held for the caller, who closes it: searches run beside each other, and end when it is replaced meanwhile. */
    TextIndex index(LocalDate today) {
        while (true) {
            long before;
            synchronized (lock) {
                if (index != null && today.equals(indexed)) {
                    return index.held();
                }
                before = changes;
            }
            keep(before, today, TextIndex.of(work.readOnly(() -> store.published(today, MOST_ARTICLES))));
        }
    }

    private void keep(long before, LocalDate today, TextIndex made) {
        synchronized (lock) {
            if (before != changes) {
                made.close();
                return;
            }
            if (index != null) {
                index.close();
            }
            index = made;
            indexed = today;
        }
    }

    @Override
    public Article draft(CallContext context, String code, ArticleDraft draft) {
        context.require(WRITE);
        Faults faults = new Faults();
        Drafts.check(faults, code, draft);
        faults.throwIfAny();
        return work.required(() -> {
            Article written = written(context, code, Drafts.tidy(draft), null);
            audit.record(context, "article.drafted", "article", code, "v" + written.versionNo());
            return written;
        });
    }

    /** Writes into the draft, or begins the next version. Readers see it, its topic and its audience included, once it is released. */
    private Article written(CallContext context, String code, ArticleDraft draft, String origin) {
        Optional<ArticleStore.Head> head = store.head(code);
        Instant now = clock.now();
        if (head.isEmpty()) {
            if (store.count() >= MOST_ARTICLES) {
                throw KarawattException.conflict(KnowledgeErrors.TOO_MANY, MOST_ARTICLES);
            }
            long id = store.insert(code, origin);
            store.insertVersion(id, 1, draft, Drafts.hash(draft), context.user(), now);
        } else {
            Article newest = store.versions(code).get(0);
            if (newest.status() == Status.REVIEW) {
                throw KarawattException.conflict(KnowledgeErrors.IN_REVIEW, code);
            }
            if (newest.status() != Status.DRAFT) {
                store.insertVersion(head.get().id(), newest.versionNo() + 1, draft, Drafts.hash(draft), context.user(), now);
            } else if (!store.change(newest, draft, Drafts.hash(draft), context.user(), now)) {
                throw KarawattException.conflict(KnowledgeErrors.CHANGED);
            }
        }
        return store.versions(code).get(0);
    }

    private Article newest(String code, Status status, KnowledgeErrors otherwise) {
        Article newest = known(store.versions(code), code).get(0);
        if (newest.status() != status) {
            throw KarawattException.conflict(otherwise, code);
        }
        return newest;
    }

    private Article after(CallContext context, boolean done, String code, int versionNo, String action) {
        if (!done) {
            throw KarawattException.conflict(KnowledgeErrors.CHANGED);
        }
        audit.record(context, action, "article", code, "v" + versionNo);
        return store.versions(code).stream().filter(version -> version.versionNo() == versionNo).findFirst().orElseThrow();
    }

    @Override
    public Article submit(CallContext context, String code) {
        context.require(WRITE);
        return work.required(() -> {
            Article draft = newest(code, Status.DRAFT, KnowledgeErrors.NO_DRAFT);
            return after(context, store.submitted(draft, context.user()), code, draft.versionNo(), "article.submitted");
        });
    }

    @Override
    public Article giveBack(CallContext context, String code, String reason) {
        context.require(PUBLISH);
        needReason(reason);
        return work.required(() -> {
            Article review = newest(code, Status.REVIEW, KnowledgeErrors.NOT_IN_REVIEW);
            return after(context, store.decided(review, Status.DRAFT, context.user(), clock.now(), reason, null, null), code,
                    review.versionNo(), "article.given-back");
        });
    }

    private static void needReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw KarawattException.invalid(KnowledgeErrors.REASON_REQUIRED);
        }
        new Faults().optionalText("reason", reason, 400).throwIfAny();
    }

    @Override
    public Article publish(CallContext context, String code, LocalDate validFrom, LocalDate validTo) {
        context.require(PUBLISH);
        return work.required(() -> {
            Article review = newest(code, Status.REVIEW, KnowledgeErrors.NOT_IN_REVIEW);
            if (context.user().equals(review.draftedBy()) || context.user().equals(review.submittedBy())) {
                throw KarawattException.denied(KnowledgeErrors.OWN_WORK);
            }
            if (validFrom != null && validFrom.isBefore(clock.today())) {
                throw KarawattException.invalid(KnowledgeErrors.BAD_VALIDITY);
            }
            return released(context, review, validFrom == null ? clock.today() : validFrom, validTo);
        });
    }

    private Article released(CallContext context, Article review, LocalDate from, LocalDate to) {
        boolean late = store.versions(review.code()).stream().anyMatch(v -> v.status() == Status.PUBLISHED && v.validFrom().isAfter(from));
        if (to != null && !to.isAfter(from) || late) {
            throw KarawattException.invalid(KnowledgeErrors.BAD_VALIDITY);
        }
        store.versions(review.code()).stream().filter(v -> v.status() == Status.PUBLISHED && v.validFrom().equals(from))
                .forEach(v -> store.decided(v, Status.WITHDRAWN, context.user(), clock.now(), "v" + review.versionNo(), from, from));
        store.endBefore(review.code(), from);
        Article released = after(context, store.decided(review, Status.PUBLISHED, context.user(), clock.now(), null, from, to), review.code(),
                review.versionNo(), "article.published");
        work.afterCommit(this::forgetIndex);
        return released;
    }

    @Override
    public Article withdraw(CallContext context, String code, String reason) {
        context.require(PUBLISH);
        needReason(reason);
        return work.required(() -> {
            List<Article> published = known(store.versions(code), code).stream().filter(v -> v.status() == Status.PUBLISHED)
                    .filter(v -> v.validTo() == null || v.validTo().isAfter(clock.today())).toList();
            if (published.isEmpty()) {
                throw KarawattException.conflict(KnowledgeErrors.NOT_PUBLISHED, code);
            }
            Article last = null;
            for (Article version : published) {
                Article gone = after(context, store.decided(version, Status.WITHDRAWN, context.user(), clock.now(), reason,
                        version.validFrom(), version.validTo()), code, version.versionNo(), "article.withdrawn");
                last = last == null ? gone : last;
            }
            work.afterCommit(this::forgetIndex);
            return last;
        });
    }

    /**
     * Takes in an article of a bundle; one that is as it was, or that people have written on, stays. The first version holds since ever, also
     * for a clock that was put back, since it says what was so before the bundle came; a later one holds from today.
     */
    void takeIn(String code, ArticleDraft draft, String origin) {
        CallContext system = CallContext.system();
        ArticleDraft tidy = Drafts.tidy(draft);
        Optional<ArticleStore.Head> head = store.head(code);
        boolean ours = head.isEmpty() || head.get().origin() != null
                && store.versions(code).stream().allMatch(version -> version.draftedBy().equals(system.user()));
        if (!ours || store.newestHash(code).filter(Drafts.hash(tidy)::equals).isPresent()) {
            return;
        }
        written(system, code, tidy, origin);
        store.origin(code, origin);
        Article draftOfBundle = newest(code, Status.DRAFT, KnowledgeErrors.NO_DRAFT);
        store.submitted(draftOfBundle, system.user());
        released(system, newest(code, Status.REVIEW, KnowledgeErrors.NOT_IN_REVIEW),
                head.isEmpty() ? SINCE_EVER : clock.today(), null);
    }
}
