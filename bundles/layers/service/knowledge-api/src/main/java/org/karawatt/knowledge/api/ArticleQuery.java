package org.karawatt.knowledge.api;

/**
 * Which articles; every null means any.
 *
 * @param text beginning of the code or part of a title
 */
public record ArticleQuery(Topic topic, Article.Status status, String text) {
}
