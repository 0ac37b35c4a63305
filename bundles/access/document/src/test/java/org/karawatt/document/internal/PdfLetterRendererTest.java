package org.karawatt.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.karawatt.notice.api.Letter;
import org.karawatt.notice.api.NoticeAttachment;

class PdfLetterRendererTest {

    private final PdfLetterRenderer renderer = new PdfLetterRenderer(new Config());

    @Test
    void printsALetterInChinese() throws IOException {
        String text = text("letter-zh", letter("zh", "停电通知书", "尊敬的杨堃：\n截至 2026-03-10，户号 3301000007 欠电费 1,234.56 元。\n请于 2026-03-20 前缴清。", List.of()));
        for (String part : List.of("清河供电公司", "杨堃", "清河市东湖区学林路 88 号", "日期 2026-03-13", "停电通知书", "户号 3301000007 欠电费 1,234.56 元", "编号 kw-42")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertFalse(text.contains("附件"), text);
    }

    @Test
    void printsALetterInEnglishWithWhatIsEnclosed() throws IOException {
        byte[] file = render(letter("en", "Notice of disconnection", "Dear customer,\n\nPlease pay.", List.of(
                new NoticeAttachment("bill.pdf", "application/pdf", twoPages()), new NoticeAttachment("photo.png", "image/png", new byte[9]))));
        Files.write(Path.of("target", "letter-en.pdf"), file);
        try (PDDocument pdf = Loader.loadPDF(file)) {
            assertEquals(3, pdf.getNumberOfPages());
            String text = new PDFTextStripper().getText(pdf);
            assertTrue(text.contains("Qinghe Electricity") && text.contains("Enclosed:") && text.contains("bill.pdf"), text);
            assertFalse(text.contains("photo.png"), "what cannot be printed is not promised");
        }
    }

    @Test
    void aLongLetterGoesOnOverPagesEachWithItsReference() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(render(letter("zh", "说明", "这是一段说明文字。\n".repeat(120) + "到此结束。", List.of())))) {
            String text = new PDFTextStripper().getText(pdf);
            assertTrue(pdf.getNumberOfPages() > 1 && text.contains("到此结束。"), text);
            assertEquals(pdf.getNumberOfPages(), text.split("编号 kw-42", -1).length - 1);
        }
    }

    @Test
    void aBrokenEnclosureIsAnErrorAndNoHalfLetter() {
        assertThrows(IOException.class, () -> render(letter("zh", "账单", "请查收。", List.of(
                new NoticeAttachment("bill.pdf", "application/pdf", new byte[] {1, 2, 3})))));
    }

    private static Letter letter(String language, String subject, String text, List<NoticeAttachment> attachments) {
        return new Letter("kw-42", "杨堃\n清河市东湖区学林路 88 号", language, LocalDate.of(2026, 3, 13), subject, text, attachments);
    }

    private static byte[] twoPages() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.addPage(new PDPage());
            pdf.save(out);
        }
        return out.toByteArray();
    }

    private byte[] render(Letter letter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(letter, out);
        return out.toByteArray();
    }

    private String text(String name, Letter letter) throws IOException {
        byte[] file = render(letter);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", name + ".pdf"), file);
        try (PDDocument pdf = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static final class Config implements LetterConfig {

        @Override
        public Class<? extends Annotation> annotationType() {
            return LetterConfig.class;
        }

        @Override
        public String[] sender() {
            return new String[] {"清河供电公司", "清河市电力路 1 号", " "};
        }

        @Override
        public String[] sender_en() {
            return new String[] {"Qinghe Electricity", "1 Power Road"};
        }
    }
}
