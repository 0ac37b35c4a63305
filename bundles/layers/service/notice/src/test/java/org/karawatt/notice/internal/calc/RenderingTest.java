package org.karawatt.notice.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.notice.api.NoticeBasis;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.api.Placeholder;
import org.karawatt.notice.api.Placeholder.Type;
import org.karawatt.notice.api.TemplateDraft;

class RenderingTest {

    private static TemplateDraft template(Type type, String subject, String text, String html) {
        NoticeText each = new NoticeText(subject, text, html);
        return new TemplateDraft("test", "测试", "Test", NoticeBasis.CONTRACT, null, List.of("mail"), List.of(new Placeholder("x", type)),
                Map.of("zh", each, "en", each));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"MONEY|1234.5|1,234.50 元|CNY 1,234.50", "ENERGY|1000.25|1,000.25 千瓦时|1,000.25 kWh",
        "NUMBER|12|12|12", "DATE|2026-07-01|2026年7月1日|1 July 2026", "DATE_TIME|2026-07-01T08:05|2026年7月1日 08:05|1 July 2026 08:05",
        "TEXT|{{y}} <b>|{{y}} <b>|{{y}} <b>"})
    void writesValuesInTheLanguage(Type type, String value, String zh, String en) {
        TemplateDraft template = template(type, "s", "[{{x}}]", null);
        assertEquals("[" + zh + "]", Rendering.render(template, "zh", Map.of("x", value)).text());
        assertEquals("[" + en + "]", Rendering.render(template, "en", Map.of("x", value)).text());
    }

    @Test
    void escapesInHtmlOnly() {
        NoticeText text = Rendering.render(template(Type.TEXT, "{{x}}", "{{x}}", "<i title=\"{{x}}\">{{x}}</i>"), "en",
                Map.of("x", "<script>\"'&$1"));
        assertEquals("<script>\"'&$1", text.text());
        assertEquals("<i title=\"&lt;script&gt;&quot;&#39;&amp;$1\">&lt;script&gt;&quot;&#39;&amp;$1</i>", text.html());
    }

    @Test
    void namesEveryMissingAndWrongValue() {
        TemplateDraft template = new TemplateDraft("test", "测试", "Test", NoticeBasis.LEGAL, null, List.of("mail"),
                List.of(new Placeholder("a", Type.MONEY), new Placeholder("b", Type.DATE), new Placeholder("c", Type.TEXT)),
                Map.of("zh", new NoticeText("s", "t", null), "en", new NoticeText("s", "t", null)));
        List<Fault> faults = Rendering.check(template, Map.of("a", "1.234", "c", "line\nline", "d", "?")).list();
        assertEquals(List.of("values.a", "values.b", "values.c", "values.d"), faults.stream().map(Fault::field).toList());
        assertEquals(List.of(NoticeErrors.BAD_VALUE, NoticeErrors.VALUE_MISSING, NoticeErrors.BAD_VALUE, NoticeErrors.UNKNOWN_PLACEHOLDER),
                faults.stream().map(Fault::code).toList());
    }

    @Test
    void refusesATemplateWithAnUnknownPlaceholderOrBrokenBraces() {
        assertEquals(List.of("texts.zh.text", "texts.en.text"), TemplateFile.check(template(Type.TEXT, "s", "{{y}}", null)).list().stream()
                .filter(f -> f.code() == NoticeErrors.UNKNOWN_PLACEHOLDER).map(Fault::field).toList());
        assertEquals(2, TemplateFile.check(template(Type.TEXT, "s", "{{x", null)).list().size());
        assertTrue(TemplateFile.check(template(Type.TEXT, "{{customerName}}", "{{ accountNo }} {{arrears}}", null)).isEmpty());
    }

    @Test
    void refusesAFileThatIsNoTemplate() {
        KarawattException refused = assertThrows(KarawattException.class,
                () -> TemplateFile.read("a.json", "{\"code\": 1, \"bad\": 2}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(NoticeErrors.BAD_TEMPLATE, refused.code());
        assertEquals(7, assertThrows(KarawattException.class, () -> TemplateFile.read("a.json", "{}".getBytes(StandardCharsets.UTF_8)))
                .faults().size(), "code, two names, basis, channels and two texts are missing");
    }

    @Test
    void theTemplatesOfTheBundleAreFine() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/KARAWATT-INF/notice"))) {
            List<TemplateDraft> read = files.map(RenderingTest::read).toList();
            assertEquals(11, read.size());
            assertTrue(read.stream().filter(t -> t.basis() == NoticeBasis.LEGAL).allMatch(t -> t.rule() != null));
        }
    }

    private static TemplateDraft read(Path path) {
        try {
            return TemplateFile.read(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
