package org.karawatt.shell.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.osgi.framework.BundleContext;

/** How a command ends: what its user reads, and that a failure is one. */
class KarawattCommandTest {

    private record Row(String name, BigDecimal amount) {
    }

    private interface Work {
        void run(KarawattCommand self) throws Exception;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Object> variables = new HashMap<>(Map.of("LANG", "en_GB.UTF-8"));

    private KarawattCommand command(boolean json, Work work) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        KarawattCommand command = new KarawattCommand() {
            @Override
            protected void run() throws Exception {
                work.run(this);
            }
        };
        command.json = json;
        command.bundleContext = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (self, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        command.session = (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class},
                (self, method, args) -> switch (method.getName()) {
                    case "get" -> variables.get(args[0]);
                    case "getConsole" -> out;
                    case "getTerminal" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return command;
    }

    private String failure(Work work) {
        return assertThrows(CommandFailedException.class, () -> command(false, work).execute()).getMessage();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void anErrorIsItsCodeAndTextInTheLanguageOfTheTerminal() {
        Work work = self -> {
            throw KarawattException.notFound(KernelErrors.SERVICE_UNAVAILABLE, "x");
        };
        String code = KernelErrors.SERVICE_UNAVAILABLE.code() + ": ";
        assertEquals(code + KernelErrors.SERVICE_UNAVAILABLE.message(Locale.ENGLISH, "x"), failure(work));
        variables.put("LC_ALL", "zh_CN.UTF-8");
        assertEquals(code + KernelErrors.SERVICE_UNAVAILABLE.message(Locale.SIMPLIFIED_CHINESE, "x"), failure(work));
    }

    @Test
    void allFaultsAreNamed() {
        String text = failure(self -> new Faults().text("name", "", 10).text("city", "x".repeat(20), 10).throwIfAny());
        assertEquals(3, text.lines().count(), text);
        assertTrue(text.contains("\n  name: ") && text.contains("\n  city: "), text);
    }

    @Test
    void whatNobodyExpectedIsAnIncidentAndKeepsItsSecrets() {
        String text = failure(self -> {
            throw new IllegalStateException("password=4711");
        });
        assertTrue(text.matches("SHELL-001: .*[0-9a-f]{16}"), text);
    }

    @Test
    void aWrongWordOfTheUserIsNoIncident() {
        assertEquals("KERNEL-014: Not a billing month: 2026-13", failure(self -> KarawattCommand.month("2026-13")));
        assertEquals("KERNEL-005: Not a date: 2026-02-30", failure(self -> KarawattCommand.date("2026-02-30")));
        assertEquals("KERNEL-004: Not a number: many", failure(self -> KarawattCommand.number("many")));
        assertEquals("SHELL-004: File /nowhere.csv on the server cannot be read or written: NoSuchFile", failure(self -> {
            throw new NoSuchFileException("/nowhere.csv");
        }));
    }

    @Test
    void aTableOrTheSameAsJson() throws Exception {
        Work work = self -> {
            self.say("two rows");
            self.show(List.of(new Row("a", new BigDecimal("1.50"))), new Table<Row>().column("Name", Row::name).right("Amount", Row::amount));
            try (ProgressBar bar = self.progress("Rows", 1)) {
                bar.update(1);
            }
        };
        command(false, work).execute();
        assertEquals("two rows\nName  Amount\n----  ------\na       1.50\nRows 100%  1/1  0:00\n", printed());
        bytes.reset();
        command(true, work).execute();
        assertEquals("[{\"name\":\"a\",\"amount\":1.50}]", printed().replaceAll("\\s", ""), "nothing but the JSON");
    }
}
