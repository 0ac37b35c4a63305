package org.karawatt.knowledge.internal.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.Hit;
import org.karawatt.knowledge.api.Topic;

/**
 * A full-text index of articles in memory, made once and then only read. Chinese is taken apart into pairs of characters, and into single ones
 * so that one character finds something too; English into stems of words. Thread-safe.
 */
final class TextIndex implements AutoCloseable {

    /** Most hits of one search. */
    static final int MOST_HITS = 200;
    /** Share of the words of a question that an article must have, so that a whole sentence finds something. */
    private static final float ENOUGH = 0.6f;
    private static final float TITLE_WEIGHT = 3;
    private static final int PASSAGES = 2;
    private static final int MOST_CHARACTERS = 60_000;
    /** Marks of what was found; control characters cannot be in an article. */
    private static final String FOUND = "\u0001";
    private static final String END = "\u0002";
    private static final String BETWEEN = " … ";
    private static final String ALL = "all";
    private static final String TITLE = "title";
    private static final String BODY = "body";

    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private TextIndex(DirectoryReader reader) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    /** Pairs and single characters: what the articles are taken apart into; questions are taken apart into pairs only. */
    private static final class ChineseText extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            TokenStream lower = new LowerCaseFilter(new CJKWidthFilter(words));
            int scripts = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
            return new TokenStreamComponents(words, new CJKBigramFilter(lower, scripts, true));
        }
    }

    private static Analyzer analyzer(Analyzer chinese) {
        Analyzer english = new EnglishAnalyzer();
        return new PerFieldAnalyzerWrapper(chinese, Map.of("title_en", english, "body_en", english, "all_en", english));
    }

    /** Makes the index of these articles. */
    static TextIndex of(List<Article> articles) {
        try {
            ByteBuffersDirectory memory = new ByteBuffersDirectory();
            try (IndexWriter writer = new IndexWriter(memory, new IndexWriterConfig(analyzer(new ChineseText())))) {
                for (Article article : articles) {
                    writer.addDocument(document(article));
                }
            }
            return new TextIndex(DirectoryReader.open(memory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(Article article) {
        Document document = new Document();
        document.add(new StringField("code", article.code(), Field.Store.YES));
        document.add(new StringField("topic", article.topic().name(), Field.Store.YES));
        document.add(new StringField("open", Boolean.toString(article.openToAll()), Field.Store.NO));
        document.add(new StoredField("version", article.versionNo()));
        document.add(new LongPoint("from", article.validFrom().toEpochDay()));
        document.add(new LongPoint("to", article.validTo() == null ? Long.MAX_VALUE : article.validTo().toEpochDay()));
        text(document, "_zh", article.titleZh(), article.bodyZh());
        text(document, "_en", article.titleEn(), article.bodyEn());
        return document;
    }

    private static void text(Document document, String language, String title, String body) {
        document.add(new TextField(TITLE + language, title, Field.Store.YES));
        document.add(new TextField(BODY + language, body, Field.Store.YES));
        document.add(new TextField(ALL + language, title + "\n" + body, Field.Store.NO));
    }

    /**
     * Searches in one language.
     *
     * @param openOnly only what is open to all
     */
    Page<Hit> search(String text, Topic topic, Locale language, LocalDate today, boolean openOnly, PageRequest page) {
        String suffix = Locale.CHINESE.getLanguage().equals(language.getLanguage()) ? "_zh" : "_en";
        // a single character has no pair; what it finds are single characters
        Analyzer questions = analyzer(text.codePointCount(0, text.length()) == 1 ? new ChineseText() : new CJKAnalyzer());
        QueryBuilder builder = new QueryBuilder(questions);
        Query wanted = builder.createMinShouldMatchQuery(ALL + suffix, text, ENOUGH);
        if (wanted == null) {
            return Page.of(List.of(), page, 0);
        }
        Query inTitle = builder.createBooleanQuery(TITLE + suffix, text);
        Query inBody = builder.createBooleanQuery(BODY + suffix, text);
        BooleanQuery.Builder query = new BooleanQuery.Builder().add(wanted, Occur.MUST)
                .add(new BoostQuery(inTitle, TITLE_WEIGHT), Occur.SHOULD).add(inBody, Occur.SHOULD)
                .add(LongPoint.newRangeQuery("from", Long.MIN_VALUE, today.toEpochDay()), Occur.FILTER)
                .add(LongPoint.newRangeQuery("to", today.toEpochDay() + 1, Long.MAX_VALUE), Occur.FILTER);
        if (topic != null) {
            query.add(new TermQuery(new Term("topic", topic.name())), Occur.FILTER);
        }
        if (openOnly) {
            query.add(new TermQuery(new Term("open", "true")), Occur.FILTER);
        }
        try {
            TopDocs found = searcher.search(query.build(), MOST_HITS);
            int from = (int) Math.min(page.offset(), found.scoreDocs.length);
            ScoreDoc[] shown = Arrays.copyOfRange(found.scoreDocs, from, Math.min(found.scoreDocs.length, from + page.limit()));
            return Page.of(hits(shown, inBody, suffix, questions), page, found.scoreDocs.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Hit> hits(ScoreDoc[] shown, Query inBody, String suffix, Analyzer analyzer) throws IOException {
        if (shown.length == 0) {
            return List.of();
        }
        UnifiedHighlighter highlighter = UnifiedHighlighter.builder(searcher, analyzer)
                .withFormatter(new DefaultPassageFormatter(FOUND, END, BETWEEN, false)).withMaxLength(MOST_CHARACTERS).build();
        int[] ids = Arrays.stream(shown).mapToInt(hit -> hit.doc).toArray();
        String[] snippets = highlighter.highlightFields(new String[] {BODY + suffix}, inBody, ids, new int[] {PASSAGES}).get(BODY + suffix);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            Document document = searcher.storedFields().document(ids[i]);
            hits.add(new Hit(document.get("code"), document.getField("version").numericValue().intValue(),
                    Topic.valueOf(document.get("topic")), document.get(TITLE + suffix), parts(snippets[i])));
        }
        return hits;
    }

    /** The marked text as parts, so that no reader has to trust marks in it. */
    static List<Hit.Part> parts(String marked) {
        List<Hit.Part> parts = new ArrayList<>();
        if (marked == null) {
            return parts;
        }
        for (String piece : marked.split(FOUND)) {
            int end = piece.indexOf(END);
            if (end >= 0) {
                add(parts, piece.substring(0, end), true);
            }
            add(parts, piece.substring(end + 1), false);
        }
        return parts;
    }

    private static void add(List<Hit.Part> parts, String text, boolean found) {
        String plain = text.replaceAll("(?m)(^|" + BETWEEN + ")(?:## |- )", "$1").replaceAll("\\s+", " ");
        if (!plain.isEmpty()) {
            parts.add(new Hit.Part(plain, found));
        }
    }

    /** The same index, held once more: it stays open until each holder has closed it. */
    TextIndex held() {
        reader.incRef();
        return this;
    }

    /** Gives up one hold; to be called once by each holder. */
    @Override
    public void close() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
