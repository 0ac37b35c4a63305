package org.karawatt.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.spi.BillRenderer.BillDocument;
import org.karawatt.billing.spi.BillRenderer.BudgetPart;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.RegisterKind;

class PdfBillRendererTest {

    private static final BillingMonth MONTH = new BillingMonth(202601);
    private final PdfBillRenderer renderer = new PdfBillRenderer();

    @Test
    void printsTheBillInChinese() throws IOException {
        String text = render("bill-zh", document("杨堃", 4), Locale.SIMPLIFIED_CHINESE);
        assertTrue(text.contains("电费账单"), text);
        assertTrue(text.contains("202601-0000000042"), text);
        assertTrue(text.contains("327,024.56"), text);
        assertTrue(text.contains("杨堃"), text);
        assertTrue(text.contains("有功总"), text);
        assertTrue(text.contains("电费计算说明"), text);
    }

    @Test
    void printsTheBillInEnglish() throws IOException {
        String text = render("bill-en", document("Qinghe Foods", 4), Locale.ENGLISH);
        assertTrue(text.contains("Electricity bill"), text);
        assertTrue(text.contains("Total due"), text);
        assertTrue(text.contains("Active total"), text);
    }

    @Test
    void aCharacterWithoutGlyphDoesNotFailTheBill() throws IOException {
        String text = render("bill-odd", document("A\ud83d\ude00\u0000B", 1), Locale.ENGLISH);
        assertTrue(text.contains("A□B"), text);
    }

    @Test
    void longBillsGoOnOverPages() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(document("Many lines", 120), Locale.ENGLISH, out);
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            assertTrue(pdf.getNumberOfPages() >= 3, "pages " + pdf.getNumberOfPages());
            String text = new PDFTextStripper().getText(pdf);
            assertEquals(pdf.getNumberOfPages(), text.split("Hotline 95598", -1).length - 1);
            assertTrue(text.contains("Line 120"));
        }
    }

    @Test
    void aReversalSaysWhatItIsAndAsksForNothing() throws IOException {
        BillDocument issued = document("Reversed", 3);
        String reversed = render("reversed", withStatus(issued, "REGULAR", "REVERSED"), Locale.CHINESE);
        assertTrue(reversed.contains("已冲正"), reversed);
        String reversal = render("reversal", withStatus(issued, "REVERSAL", "REVERSAL"), Locale.ENGLISH);
        assertTrue(reversal.contains("Credit note: reversal of a bill"), reversal);
        assertFalse(reversal.contains("Still open"), reversal);
        assertFalse(reversal.contains("Due 2026"), reversal);
        assertTrue(render("final", withStatus(issued, "FINAL", "ISSUED"), Locale.ENGLISH).contains("Final electricity bill"));
    }

    @Test
    void aBillOfABudgetPlanSaysWhatIsPaidInItsPlace() throws IOException {
        BudgetPart instalment = new BudgetPart(new BigDecimal("1200.00"), null, LocalDate.of(2026, 2, 15), new BillingMonth(202612));
        String zh = render("plan-zh", withBudget(document("杨堃", 1), instalment), Locale.CHINESE);
        assertTrue(zh.contains("本户执行均衡付费：本月应缴 1,200.00 元，缴费期限 2026-02-15；与本账单的差额随 2026-12 账期的账单清算。"), zh);
        String en = render("plan-en", withBudget(document("Plan", 1), instalment), Locale.ENGLISH).replaceAll("\\s+", " ");
        assertTrue(en.contains("Budget plan: 1,200.00 CNY is to be paid this month by 2026-02-15 in place of this bill; the difference is settled"
                + " with the bill of 2026-12."), en);
        BudgetPart settled = new BudgetPart(null, new BigDecimal("190.00"), LocalDate.of(2027, 1, 15), new BillingMonth(202612));
        assertTrue(render("plan-end", withBudget(document("Plan", 1), settled), Locale.ENGLISH)
                .contains("This bill settles the budget plan: 190.00 CNY is to be paid by 2027-01-15."));
        BudgetPart credited = new BudgetPart(null, BigDecimal.ZERO, null, new BillingMonth(202612));
        assertTrue(render("plan-credit", withBudget(document("杨堃", 1), credited), Locale.CHINESE).contains("本账单清算均衡付费计划，无需缴费。"));
        assertFalse(render("no-plan", document("Plan", 1), Locale.ENGLISH).contains("udget plan"));
    }

    private static BillDocument withBudget(BillDocument d, BudgetPart part) {
        return new BillDocument(d.bill(), d.account(), d.readings(), d.explanation(), d.openAmount(), part);
    }

    private static BillDocument withStatus(BillDocument document, String kind, String status) {
        Bill b = document.bill();
        Bill other = new Bill(b.id(), b.billNo(), b.accountId(), b.accountNo(), b.customerName(), b.month(), kind, b.seq(), b.officeId(),
                b.usageClass(), b.periodFrom(), b.periodTo(), b.tariffCode(), b.tariffId(), b.engine(), b.energyKwh(), b.amount(), b.currency(),
                b.dueOn(), b.issuedAt(), b.runId(), status, b.lines());
        return new BillDocument(other, document.account(), document.readings(), document.explanation(), document.openAmount());
    }

    private String render(String name, BillDocument document, Locale locale) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(document, locale, out);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", name + ".pdf"), out.toByteArray());
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static BillDocument document(String name, int lines) {
        List<BillLine> of = new ArrayList<>();
        String[] components = {"ENERGY", "CAPACITY", "FUND", "POWER_FACTOR"};
        for (int i = 1; i <= lines; i++) {
            of.add(new BillLine(i, components[(i - 1) % 4], "x", "第 " + i + " 项", "Line " + i, null, null, new BigDecimal("511800.0000"), "kWh",
                    new BigDecimal("0.6518860000"), new BigDecimal(i % 4 == 0 ? "-2329.14" : "10236.00")));
        }
        Bill bill = new Bill(42, Bill.number(MONTH, 42), 7, "3301000007", name, MONTH, "REGULAR", 1, 1, "COMMERCIAL",
                LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1), "hubei-two-part-10kv", 3, "karawatt-rating 1", new BigDecimal("511800"),
                new BigDecimal("327024.56"), "CNY", LocalDate.of(2026, 2, 20), Instant.EPOCH, null, "ISSUED", of);
        Account account = new Account(7, "3301000007", 5, "C5", name, null, "清河市东湖区学林路 88 号", 1, "3301", "COMMERCIAL", null, "AC00101", "1",
                "ACTIVE", LocalDate.of(2020, 1, 1), null, new BigDecimal("5000"), new BigDecimal("5000"), 1);
        MeterReading reading = new MeterReading(1, 1, 7, 1, MONTH, RegisterKind.AP_TOTAL, LocalDate.of(2026, 2, 1), new BigDecimal("6124.4"),
                LocalDate.of(2026, 1, 1), new BigDecimal("5953.8"), new BigDecimal("3000"), new BigDecimal("511800"), "REGULAR", 0, "FILE",
                "ACCEPTED", 0, null);
        return new BillDocument(bill, account, List.of(reading), List.of(new BillExplanation.Step(0, "合计 327024.56 元 / the sum of all lines"),
                new BillExplanation.Step(1, "有功电量 511800 kWh = (6124.4 - 5953.8) × 3000，倍率为电流互感器变比与电压互感器变比之积，逐项四舍五入到分后相加")),
                new BigDecimal("100.00"));
    }
}
