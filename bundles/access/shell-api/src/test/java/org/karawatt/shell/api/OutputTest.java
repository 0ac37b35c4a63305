package org.karawatt.shell.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.time.BillingMonth;

class OutputTest {

    private record Row(String name, BigDecimal amount) {
    }

    private static String printed(Consumer<PrintStream> work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        work.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void columnsStandBelowEachOtherAlsoInChinese() {
        Table<Row> table = new Table<Row>().column("Name", Row::name).right("Amount", Row::amount);
        assertEquals("""
                Name    Amount
                ------  ------
                张三丰    1.50
                Li\u0020\u0020\u0020\u0020\u0020\u0020\u0020\u0020\u0020\u002010
                a b
                """, printed(out -> table.print(out, List.of(new Row("张三丰", new BigDecimal("1.50")),
                new Row("Li", new BigDecimal("1E+1")), new Row("a\u001bb", null)))));
    }

    @Test
    void anEmptyTableIsItsTitles() {
        assertEquals("A\n-\n", printed(out -> new Table<String>().column("A", s -> s).print(out, List.of())));
    }

    @Test
    void jsonKeepsDecimalsAndSpeaksIso() {
        record All(BigDecimal amount, LocalDate day, Instant at, BillingMonth month, String none) {
        }
        String json = Json.write(new All(new BigDecimal("1E+3"), LocalDate.of(2026, 1, 31), Instant.EPOCH, new BillingMonth(202601),
                null));
        assertEquals("{\"amount\":1000,\"day\":\"2026-01-31\",\"at\":\"1970-01-01T00:00:00Z\",\"month\":\"2026-01\"}",
                json.replaceAll("\\s", ""));
    }

    @Test
    void aScriptGetsOneLineForEachTenth() {
        AtomicLong time = new AtomicLong();
        String text = printed(out -> {
            try (ProgressBar bar = new ProgressBar(out, false, "Bills", 1000, time::get)) {
                for (int i = 0; i <= 1000; i++) {
                    bar.update(i);
                }
            }
        });
        assertEquals(11, text.lines().count());
        assertEquals("Bills 100%  1,000/1,000  0:00", text.lines().toList().get(10));
    }

    @Test
    void aScriptGetsItsLinesAtOnce() {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new BufferedOutputStream(arrived), false, StandardCharsets.UTF_8);
        try (ProgressBar bar = new ProgressBar(out, false, "Bills", 1000, () -> 0)) {
            bar.update(500);
            assertEquals("Bills  50%  500/1,000  0:00", arrived.toString(StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void aTerminalGetsOneLineThatIsRedrawnTenTimesASecond() {
        AtomicLong time = new AtomicLong();
        String text = printed(out -> {
            try (ProgressBar bar = new ProgressBar(out, true, "Bills", 1000, time::get)) {
                for (int i = 0; i <= 500; i++) {
                    bar.update(i);
                    time.addAndGet(4_000_000L);
                }
            }
        });
        assertEquals(22, text.chars().filter(c -> c == '\r').count());
        assertEquals("Bills [###############...............]  50%  500/1,000  0:02, 0:02 left",
                text.substring(text.lastIndexOf('\r') + 1).strip());
    }

    @Test
    void nothingToDoIsAllDone() {
        assertEquals("Bills 100%  0/0  0:00\n", printed(out -> {
            try (ProgressBar bar = new ProgressBar(out, false, "Bills", 0, () -> 0)) {
                bar.update(0);
            }
        }));
    }

    @Test
    void workOfUnknownSizeIsCountedOnly() {
        AtomicLong time = new AtomicLong();
        Consumer<ProgressBar> work = bar -> {
            for (int i = 0; i <= 2500; i += 500) {
                bar.update(i);
                time.addAndGet(1_000_000_000L);
            }
        };
        assertEquals("Rows 2,500  0:06\n", printed(out -> {
            try (ProgressBar bar = new ProgressBar(out, false, "Rows", -1, time::get)) {
                work.accept(bar);
            }
        }));
        String terminal = printed(out -> {
            try (ProgressBar bar = new ProgressBar(out, true, "Rows", -1, time::get)) {
                work.accept(bar);
            }
        });
        assertEquals("Rows 2,500  0:06", terminal.substring(terminal.lastIndexOf('\r') + 1).strip());
    }
}
