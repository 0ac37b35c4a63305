package org.karawatt.ledger.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.ledger.api.BankFileReport;
import org.karawatt.ledger.api.BankLine;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.Reconciliation;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class BankFileTest {

    private static final String HEADER = "reference,account_no,amount,paid_on\n";
    private static final LocalDate DUE = LocalDate.of(2026, 7, 20);

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    @OnEachDatabase
    void tellsLineAndCodeOfEachBadRow(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        long bill = world.bill(101, "100.00", DUE, "RESIDENTIAL");
        BankFileReport report = world.load("f.csv", "\uFEFFpaid_on,amount,note,account_no,reference\r\n"
                + "2026-06-30,60.00,x,A101,R1\r\n"
                + "2026-06-30,1,x,A101\r\n"
                + "2026-06-30,1,x,A101,\r\n"
                + "2026-06-30,1.234,x,A101,R4\r\n"
                + "2026-06-30,-5,x,A101,R5\r\n"
                + "2026-06-30,1e3,x,A101,R6\r\n"
                + "2026-06-31,1,x,A101,R7\r\n"
                + "2026-07-02,1,x,A101,R8\r\n"
                + "1999-12-31,1,x,A101,R9\r\n"
                + "2026-06-30,7.00,x,A999,R10\r\n"
                + "2026-06-30,60.00,x,A101,R1\r\n"
                + "2026-06-30,50,\"two\nlines\",A101,R12\r\n"
                + "2026-06-30,1,x,A101," + "R".repeat(81) + "\r\n"
                + "2026-06-30,\u0000,x,A\u0000,R14\r\n");
        assertEquals(List.of("3 LEDGER-012", "4 LEDGER-010", "5 LEDGER-002", "6 LEDGER-002", "7 LEDGER-002", "8 LEDGER-003", "9 LEDGER-003",
                "10 LEDGER-003", "11 LEDGER-004", "12 LEDGER-005", "15 KERNEL-003", "16 KERNEL-013"),
                report.lines().stream().map(l -> l.line() + " " + l.code()).toList());
        assertEquals(14, report.rowsTotal());
        assertEquals(2, report.rowsOk());
        assertEquals(yuan("110.00"), report.amountOk());
        // 1 + 1 + 1 + 1 + 1 + 7 + 60 + 1: what could be read as an amount
        assertEquals(yuan("73.00"), report.amountBad());
        BankLine wide = report.lines().get(0);
        assertEquals("Wrong number of fields: 5 expected, 4 found", wide.messageEn());
        assertEquals("户号 A999 不存在", report.lines().get(8).messageZh());
        assertEquals("DUPLICATE", report.lines().get(9).status());
        assertNull(report.lines().get(2).amount());
        assertEquals(yuan("100.00"), world.sum("SELECT SUM(amount) FROM ledger_allocation WHERE receivable_id = " + bill));
        assertEquals(yuan("10.00"), world.sum("SELECT SUM(unallocated) FROM ledger_payment"));
    }

    @OnEachDatabase
    void refusesWhatIsNotAFileAtAll(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        byte[] gbk = (HEADER + "R1,A101,1,2026-06-30\n户号,A101,1,2026-06-30\n").getBytes(Charset.forName("GBK"));
        assertEquals(LedgerErrors.NOT_UTF8, refused(world, gbk));
        assertEquals(LedgerErrors.EMPTY_FILE, refused(world, new byte[0]));
        assertEquals(LedgerErrors.EMPTY_FILE, refused(world, HEADER.getBytes(StandardCharsets.UTF_8)));
        assertEquals(LedgerErrors.COLUMN_MISSING, refused(world, "reference,account_no,amount\nR,A101,1\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(LedgerErrors.NOT_CSV, refused(world, (HEADER + "\"R1\"x,A101,1,2026-06-30\n").getBytes(StandardCharsets.UTF_8)));
        assertEquals(0, world.count("ledger_bank_file"));
        assertEquals(0, world.count("ledger_payment"));
        assertEquals(LedgerErrors.CHANNEL_UNKNOWN, assertThrows(KarawattException.class, () -> world.payments.importBankFile(
                LedgerWorld.ADMIN, "999", "f.csv", new ByteArrayInputStream(gbk), rows -> { })).code());
    }

    /** Nothing comes in as money by the channel of refunds; that the file has no name is told with it. */
    @OnEachDatabase
    void noFileComesByTheChannelOfRefunds(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        byte[] csv = (HEADER + "R1,A101,1,2026-06-30\n").getBytes(StandardCharsets.UTF_8);
        KarawattException refused = assertThrows(KarawattException.class, () -> world.payments.importBankFile(LedgerWorld.ADMIN, "900", " ",
                new ByteArrayInputStream(csv), rows -> { }));
        assertEquals(List.of("fileName KERNEL-002", "channel LEDGER-009"),
                refused.faults().stream().map(fault -> fault.field() + " " + fault.code().code()).toList());
        assertEquals(0, world.count("ledger_bank_file"));
        assertEquals(0, world.count("ledger_payment"));
    }

    private static Object refused(LedgerWorld world, byte[] csv) {
        return assertThrows(KarawattException.class, () -> world.load(LedgerWorld.ADMIN, "f.csv", csv)).code();
    }

    @OnEachDatabase
    void booksAReferenceOnceWhateverFileItComesIn(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        String csv = HEADER + "R1,A101,10.00,2026-06-30\nR2,A102,20.00,2026-06-30\n";
        BankFileReport first = world.load("monday.csv", csv);
        BankFileReport again = world.load("tuesday.csv", csv);
        assertFalse(first.repeated());
        assertTrue(again.repeated());
        assertEquals(first.id(), again.id());
        BankFileReport next = world.load("wednesday.csv", HEADER + "R3,A101,1.00,2026-06-30\nR2,A102,20.00,2026-06-30\n");
        assertEquals(List.of("3 DUPLICATE"), next.lines().stream().map(l -> l.line() + " " + l.status()).toList());
        assertEquals(yuan("31.00"), world.sum("SELECT SUM(amount) FROM ledger_payment"));
        assertEquals(new Reconciliation(LocalDate.of(2026, 6, 30), 2, 3, 0, yuan("31.00"), yuan("31.00"), true),
                world.payments.reconcile(LedgerWorld.ADMIN, LocalDate.of(2026, 6, 30)));
        world.load("thursday.csv", HEADER + "R4,A999,5.00,2026-06-30\n");
        Reconciliation open = world.payments.reconcile(LedgerWorld.ADMIN, LocalDate.of(2026, 6, 30));
        assertEquals(1, open.linesOpen());
        assertEquals(yuan("36.00"), open.fileAmount());
        assertFalse(open.agrees());
    }

    @OnEachDatabase
    void goesOnWhereItWasCutOff(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, "1200.00", DUE, "RESIDENTIAL");
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 1; i <= 1_500; i++) {
            csv.append("R").append(i).append(",A101,1.00,2026-06-30\n");
        }
        world.failingLookup.set(2);
        assertThrows(IllegalStateException.class, () -> world.load("f.csv", csv.toString()));
        assertEquals(1_000, world.count("ledger_payment"));
        BankFileReport report = world.load("f.csv", csv.toString());
        assertFalse(report.repeated());
        assertEquals(1_500, report.rowsTotal());
        assertEquals(1_500, report.rowsOk());
        assertEquals(List.of(), report.lines());
        assertEquals(1_500, world.count("ledger_payment"));
        assertEquals(yuan("1200.00"), world.sum("SELECT SUM(amount) FROM ledger_allocation"));
        assertEquals(yuan("0.00"), world.sum("SELECT SUM(open_amount) FROM ledger_receivable"));
        assertTrue(world.load("f.csv", csv.toString()).repeated());
        assertTrue(world.ledger.prove(LedgerWorld.ADMIN, LedgerWorld.JUNE, "33").holds());
    }

    @OnEachDatabase
    void doesNotKnowAccountsOfOtherOffices(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        CallContext west = TestContexts.clerk("/33/3302/", "payment.*");
        BankFileReport report = world.load(west, "f.csv", (HEADER + "R1,A101,10.00,2026-06-30\nR2,A201,20.00,2026-06-30\n")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(1, report.rowsOk());
        assertEquals("LEDGER-004", report.lines().get(0).code());
    }

    @OnEachDatabase
    void writesTheOpenDebtsAsAFileThatItCouldRead(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        world.bill(101, "100.00", DUE, "RESIDENTIAL");
        world.bill(102, "50.00", DUE, "RESIDENTIAL");
        world.bill(201, "70.00", DUE, "RESIDENTIAL");
        world.pay("A102", "50", null, "key-00001");
        world.pay("A101", "0.5", null, "key-00002");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        world.payments.exportDebts(LedgerWorld.ADMIN, LedgerWorld.JUNE, "3301", out);
        assertEquals(List.of("reference,account_no,amount,paid_on", "202606-0000005000,A101,99.50,"),
                out.toString(StandardCharsets.UTF_8).lines().toList());
        assertThrows(KarawattException.class, () -> world.payments.exportDebts(TestContexts.clerk("/33/3302/", "payment.*"),
                LedgerWorld.JUNE, "3301", new ByteArrayOutputStream()));
    }
}
