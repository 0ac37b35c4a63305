package org.karawatt.knowledge.api;

/**
 * What an article says. Bodies are plain text: paragraphs stand apart by an empty line, {@code ## } begins a heading and {@code - } an
 * item of a list.
 *
 * @param openToAll whether it may be read without login once it is published
 * @param bodyZh at most 50,000 characters
 * @param bodyEn at most 50,000 characters
 * @param source where its facts come from, at most 400 characters; null for none
 */
public record ArticleDraft(Topic topic, boolean openToAll, String titleZh, String titleEn, String bodyZh, String bodyEn, String source) {
}
