package org.karawatt.knowledge.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Articles. Writing needs {@code knowledge.write}, publishing, returning and withdrawing {@code knowledge.publish}, seeing versions
 * {@code knowledge.read}. What is published, valid today and open to all is read and found without any permission. Thread-safe.
 */
@ProviderType
public interface KnowledgeService {

    /** Newest versions of the articles that match, by code. */
    Page<Article> articles(CallContext context, ArticleQuery query, PageRequest page);

    /** All versions of an article, newest first; unknown is NOT_FOUND. */
    List<Article> versions(CallContext context, String code);

    /** What is in force today, by topic and code, without bodies; for callers without {@code knowledge.read} only what is open to all. */
    Page<Article> published(CallContext context, Topic topic, PageRequest page);

    /** The version of an article that is in force today; NOT_FOUND when there is none or it is not open to the caller. */
    Article published(CallContext context, String code);

    /**
     * Searches what is in force today, best first, in one language: Chinese by pairs of characters, English by stems of words.
     *
     * @param text at most 100 characters; an empty one finds nothing
     * @param topic only this; null for all
     * @param page at most the first 200 are found
     */
    Page<Hit> search(CallContext context, String text, Topic topic, Locale language, PageRequest page);

    /**
     * Writes a new article, or the next version of one. A version that is still a draft is changed; one in review is a CONFLICT.
     *
     * @param code lower case letters, digits and hyphens, at most 40
     */
    Article draft(CallContext context, String code, ArticleDraft draft);

    /** Asks for the review of the draft. */
    Article submit(CallContext context, String code);

    /** Gives what is in review back to its writer. */
    Article giveBack(CallContext context, String code, String reason);

    /**
     * Publishes what is in review; whoever wrote or submitted it may not. The version before ends the day before.
     *
     * @param validFrom first day, today or later; null for today
     * @param validTo day after the last; null when it is open
     */
    Article publish(CallContext context, String code, LocalDate validFrom, LocalDate validTo);

    /** Takes back what is published, now and for days to come; nothing of it is found any more. */
    Article withdraw(CallContext context, String code, String reason);
}
