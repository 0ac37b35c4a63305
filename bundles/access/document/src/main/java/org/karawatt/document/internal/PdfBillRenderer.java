package org.karawatt.document.internal;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.spi.BillRenderer;
import org.karawatt.metering.api.MeterReading;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The electricity bill as a PDF in Chinese or English: what is due, how it is made up, which readings, and why. */
@Component
public class PdfBillRenderer implements BillRenderer {

    private final FontPool fonts = new FontPool();

    @Deactivate
    void close() throws IOException {
        fonts.close();
    }

    @Override
    public String mediaType() {
        return "application/pdf";
    }

    @Override
    public void render(BillDocument data, Locale locale, OutputStream out) throws IOException {
        Words words = Words.of(locale);
        TrueTypeFont ttf = fonts.take();
        try (PDDocument document = new PDDocument()) {
            PDType0Font font = PDType0Font.load(document, ttf, true);
            describe(document.getDocumentInformation(), data.bill(), words);
            document.getDocumentCatalog().setLanguage(words.zh() ? "zh-CN" : "en");
            try (Sheet sheet = new Sheet(document, font, s -> foot(s, data.bill(), words))) {
                title(sheet, data, words);
                customer(sheet, data, words);
                composition(sheet, data.bill(), words);
                lines(sheet, data.bill(), words);
                readings(sheet, data.readings(), words);
                explanation(sheet, data.explanation(), words);
            }
            document.save(out);
        } finally {
            fonts.giveBack(ttf);
        }
    }

    private static void describe(PDDocumentInformation information, Bill bill, Words words) {
        information.setTitle(words.title(bill) + " " + bill.billNo());
        information.setSubject(bill.month().toString());
        information.setCreator("Karawatt");
    }

    private static void foot(Sheet sheet, Bill bill, Words words) throws IOException {
        sheet.line(Sheet.LEFT, Sheet.RIGHT, 52, Palette.LINE);
        sheet.text(Sheet.LEFT, 38, 8, Palette.MUTED, words.bill() + " " + bill.billNo() + " · " + words.engine() + " " + bill.engine()
                + " · " + bill.tariffCode());
        sheet.textRight(Sheet.RIGHT, 38, 8, Palette.MUTED, words.hotline());
    }

    private static void title(Sheet sheet, BillDocument data, Words words) throws IOException {
        Bill bill = data.bill();
        float top = sheet.y();
        sheet.fill(Sheet.LEFT, top - 86, Sheet.RIGHT - Sheet.LEFT, 86, Palette.ACCENT);
        sheet.text(Sheet.LEFT + 18, top - 36, 20, Color.WHITE, words.title(bill));
        sheet.text(Sheet.LEFT + 18, top - 62, 10, Color.WHITE, words.month() + " " + bill.month() + "    " + words.number() + " " + bill.billNo());
        boolean owed = !bill.status().startsWith("REVERS");
        if (owed) {
            sheet.textRight(Sheet.RIGHT - 18, top - 30, 10, Color.WHITE, words.due() + " " + bill.dueOn());
        }
        sheet.textRight(Sheet.RIGHT - 18, top - 62, 24, Color.WHITE, "¥ " + money(bill.amount()));
        sheet.down(86);
        if (owed && data.openAmount().compareTo(bill.amount()) != 0) {
            sheet.down(18);
            sheet.textRight(Sheet.RIGHT, sheet.y(), 10, Palette.INK, words.open() + " ¥ " + money(data.openAmount()));
        }
        if (owed && data.budget() != null) {
            sheet.down(6);
            sheet.paragraph(Sheet.LEFT, Sheet.RIGHT - Sheet.LEFT, 10, Palette.ACCENT, words.budget(data.budget()));
        }
        sheet.down(14);
    }

    private static void customer(Sheet sheet, BillDocument data, Words words) throws IOException {
        Bill bill = data.bill();
        pair(sheet, words.account(), bill.accountNo(), words.period(), bill.periodFrom() + " – " + bill.periodTo().minusDays(1));
        pair(sheet, words.name(), data.account().customerName(), words.energy(), quantity(bill.energyKwh()) + " kWh");
        pair(sheet, words.address(), data.account().address(), words.usageClass(), words.className(bill.usageClass()));
        sheet.down(10);
    }

    private static void pair(Sheet sheet, String k1, String v1, String k2, String v2) throws IOException {
        sheet.down(18);
        sheet.text(Sheet.LEFT, sheet.y(), 9, Palette.MUTED, k1);
        sheet.text(Sheet.LEFT + 62, sheet.y(), 10, Palette.INK, v1);
        sheet.text(Sheet.LEFT + 312, sheet.y(), 9, Palette.MUTED, k2);
        sheet.text(Sheet.LEFT + 374, sheet.y(), 10, Palette.INK, v2);
    }

    /** One bar that shows what the amount is made of; credits have no share and stand in the table only. */
    private static void composition(Sheet sheet, Bill bill, Words words) throws IOException {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        for (BillLine line : bill.lines()) {
            shares.merge(line.component(), line.amount(), BigDecimal::add);
        }
        shares.values().removeIf(amount -> amount.signum() <= 0);
        BigDecimal sum = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (shares.size() < 2 || sum.signum() == 0) {
            return;
        }
        sheet.down(26);
        float x = Sheet.LEFT;
        float legend = Sheet.LEFT;
        int i = 0;
        for (Map.Entry<String, BigDecimal> share : shares.entrySet()) {
            Color color = Palette.SHARES[Math.min(i++, Palette.SHARES.length - 1)];
            float part = share.getValue().divide(sum, 6, RoundingMode.HALF_UP).floatValue();
            float width = (Sheet.RIGHT - Sheet.LEFT) * part;
            sheet.fill(x, sheet.y(), width, 14, color);
            x += width;
            String label = words.component(share.getKey()) + " " + Math.round(part * 100) + " %";
            sheet.fill(legend, sheet.y() - 17, 7, 7, color);
            sheet.text(legend + 11, sheet.y() - 17, 8, Palette.MUTED, label);
            legend += 11 + sheet.width(label, 8) + 16;
        }
        sheet.down(26);
    }

    private static void lines(Sheet sheet, Bill bill, Words words) throws IOException {
        sheet.down(8);
        List<Sheet.Column> columns = List.of(new Sheet.Column(words.item(), 205, false), new Sheet.Column(words.quantity(), 92, true),
                new Sheet.Column(words.unit(), 42, false), new Sheet.Column(words.price(), 80, true),
                new Sheet.Column(words.amount(), 80, true));
        List<List<String>> rows = new ArrayList<>();
        for (BillLine line : bill.lines()) {
            rows.add(List.of(words.zh() ? line.nameZh() : line.nameEn(), quantity(line.quantity()), line.unit(),
                    line.price().stripTrailingZeros().toPlainString(), money(line.amount())));
        }
        sheet.table(columns, rows, 9.5f);
        sheet.need(30);
        sheet.down(20);
        sheet.text(Sheet.LEFT + 5, sheet.y(), 11, Palette.INK, words.total());
        sheet.textRight(Sheet.RIGHT - 5, sheet.y(), 12, Palette.ACCENT, "¥ " + money(bill.amount()));
        sheet.down(8);
    }

    private static void readings(Sheet sheet, List<MeterReading> readings, Words words) throws IOException {
        if (readings.isEmpty()) {
            return;
        }
        heading(sheet, words.readings());
        List<Sheet.Column> columns = List.of(new Sheet.Column(words.register(), 110, false), new Sheet.Column(words.previous(), 150, true),
                new Sheet.Column(words.present(), 150, true), new Sheet.Column("×", 35, true), new Sheet.Column(words.quantity(), 54, true));
        List<List<String>> rows = readings.stream().map(r -> List.of(words.registerName(r.kind().name()),
                quantity(r.previousValue()) + "  " + r.previousOn(), quantity(r.value()) + "  " + r.readOn(), quantity(r.multiplier()),
                quantity(r.quantity()))).toList();
        sheet.table(columns, rows, 9);
    }

    private static void explanation(Sheet sheet, List<BillExplanation.Step> steps, Words words) throws IOException {
        if (steps.isEmpty()) {
            return;
        }
        heading(sheet, words.why());
        for (BillExplanation.Step step : steps) {
            float indent = 12f * Math.min(step.depth(), 6);
            sheet.paragraph(Sheet.LEFT + 5 + indent, Sheet.RIGHT - Sheet.LEFT - 10 - indent, 8.5f, step.depth() == 0 ? Palette.INK : Palette.MUTED,
                    step.text());
        }
    }

    private static void heading(Sheet sheet, String text) throws IOException {
        sheet.need(60);
        sheet.down(26);
        sheet.text(Sheet.LEFT, sheet.y(), 11, Palette.ACCENT, text);
        sheet.down(6);
    }

    private static String money(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String quantity(BigDecimal quantity) {
        BigDecimal plain = quantity.stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
    }
}
