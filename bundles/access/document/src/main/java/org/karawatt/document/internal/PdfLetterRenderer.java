package org.karawatt.document.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.karawatt.notice.api.Letter;
import org.karawatt.notice.api.NoticeAttachment;
import org.karawatt.notice.spi.LetterRenderer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** A notice as a letter for an envelope with a window: who writes, to whom, what about, the text, and the enclosures behind it. */
@Component(configurationPid = LetterConfig.PID)
@Designate(ocd = LetterConfig.class)
public class PdfLetterRenderer implements LetterRenderer {

    private static final String PDF = "application/pdf";
    private static final float WINDOW_WIDTH = 230;
    private static final float BODY = 11;

    private final FontPool fonts = new FontPool();
    private final List<String> sender;
    private final List<String> senderEn;

    @Activate
    public PdfLetterRenderer(LetterConfig config) {
        this.sender = lines(config.sender());
        this.senderEn = lines(config.sender_en());
    }

    private static List<String> lines(String[] configured) {
        return List.of(configured).stream().filter(line -> !line.isBlank()).toList();
    }

    @Deactivate
    void close() throws IOException {
        fonts.close();
    }

    @Override
    public void render(Letter letter, OutputStream out) throws IOException {
        boolean zh = !"en".equals(letter.language());
        List<String> from = zh ? sender : senderEn;
        List<NoticeAttachment> enclosed = letter.attachments().stream().filter(each -> PDF.equals(each.mediaType())).toList();
        TrueTypeFont ttf = fonts.take();
        List<PDDocument> open = new ArrayList<>();
        try (PDDocument document = new PDDocument()) {
            PDType0Font font = PDType0Font.load(document, ttf, true);
            document.getDocumentInformation().setTitle(letter.subject());
            document.getDocumentInformation().setCreator("Karawatt");
            document.getDocumentCatalog().setLanguage(zh ? "zh-CN" : "en");
            try (Sheet sheet = new Sheet(document, font, s -> foot(s, letter, zh))) {
                head(sheet, from);
                window(sheet, letter, zh);
                body(sheet, letter, from);
                enclosures(sheet, enclosed, zh);
            }
            PDFMergerUtility merger = new PDFMergerUtility();
            for (NoticeAttachment each : enclosed) {
                // stays open until everything is written: pages are taken over, not copied
                open.add(Loader.loadPDF(each.content()));
                merger.appendDocument(document, open.get(open.size() - 1));
            }
            document.save(out);
        } finally {
            for (PDDocument each : open) {
                each.close();
            }
            fonts.giveBack(ttf);
        }
    }

    private static void foot(Sheet sheet, Letter letter, boolean zh) throws IOException {
        sheet.line(Sheet.LEFT, Sheet.RIGHT, 52, Palette.LINE);
        sheet.text(Sheet.LEFT, 38, 8, Palette.MUTED, (zh ? "编号 " : "Reference ") + letter.messageId());
    }

    private static void head(Sheet sheet, List<String> from) throws IOException {
        for (int i = 0; i < from.size(); i++) {
            sheet.down(i == 0 ? 16 : 15);
            sheet.textRight(Sheet.RIGHT, sheet.y(), i == 0 ? 14 : 9, i == 0 ? Palette.ACCENT : Palette.MUTED, from.get(i));
        }
        sheet.down(10);
        sheet.line(Sheet.LEFT, Sheet.RIGHT, sheet.y(), Palette.ACCENT);
    }

    private static void window(Sheet sheet, Letter letter, boolean zh) throws IOException {
        sheet.down(34);
        float top = sheet.y();
        for (String line : letter.address().split("\\R")) {
            sheet.paragraph(Sheet.LEFT, WINDOW_WIDTH, BODY, Palette.INK, line);
        }
        sheet.textRight(Sheet.RIGHT, top - BODY * 1.5f, 10, Palette.MUTED, (zh ? "日期 " : "Date ") + letter.date());
        // the text begins at the same height, however short the address is
        sheet.down(Math.max(34, 34 + 72 - (top - sheet.y())));
    }

    private static void body(Sheet sheet, Letter letter, List<String> from) throws IOException {
        sheet.paragraph(Sheet.LEFT, Sheet.RIGHT - Sheet.LEFT, 15, Palette.INK, letter.subject());
        sheet.down(12);
        for (String paragraph : letter.text().split("\\R")) {
            if (paragraph.isBlank()) {
                sheet.down(BODY);
            } else {
                sheet.paragraph(Sheet.LEFT, Sheet.RIGHT - Sheet.LEFT, BODY, Palette.INK, paragraph);
                sheet.down(5);
            }
        }
        if (!from.isEmpty()) {
            sheet.need(50);
            sheet.down(32);
            sheet.textRight(Sheet.RIGHT, sheet.y(), BODY, Palette.INK, from.get(0));
        }
    }

    private static void enclosures(Sheet sheet, List<NoticeAttachment> enclosed, boolean zh) throws IOException {
        if (enclosed.isEmpty()) {
            return;
        }
        sheet.down(26);
        sheet.paragraph(Sheet.LEFT, Sheet.RIGHT - Sheet.LEFT, 9, Palette.MUTED, zh ? "附件：" : "Enclosed:");
        for (NoticeAttachment each : enclosed) {
            sheet.paragraph(Sheet.LEFT + 12, Sheet.RIGHT - Sheet.LEFT - 12, 9, Palette.MUTED, each.fileName());
        }
    }
}
