package org.karawatt.shell.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.time.BusinessClock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class CompleterTest {

    /** What stands on the command line, with the cursor behind it. */
    private record Typed(String text, String word) implements CommandLine {

        static Typed of(String text) {
            return new Typed(text, text.substring(text.lastIndexOf(' ') + 1));
        }

        @Override
        public int getCursorArgumentIndex() {
            return text.split(" ", -1).length - 1;
        }

        @Override
        public String getCursorArgument() {
            return word;
        }

        @Override
        public int getArgumentPosition() {
            return word.length();
        }

        @Override
        public String[] getArguments() {
            return text.split(" ", -1);
        }

        @Override
        public int getBufferPosition() {
            return text.length();
        }

        @Override
        public String getBuffer() {
            return text;
        }
    }

    private static final class Words extends ValuesCompleter<Supplier<List<String>>> {
        @SuppressWarnings("unchecked")
        Words() {
            super((Class<Supplier<List<String>>>) (Class<?>) Supplier.class);
        }

        @Override
        protected List<String> values(Supplier<List<String>> service, Session session) {
            return service.get();
        }
    }

    private final AtomicInteger held = new AtomicInteger();

    /** A framework with this one service, or with none. */
    private <C extends ValuesCompleter<?>> C with(Object service, C completer) {
        ServiceReference<?> reference = (ServiceReference<?>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ServiceReference.class}, (self, method, args) -> null);
        completer.bundleContext = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (self, method, args) -> switch (method.getName()) {
                    case "getServiceReference" -> service == null ? null : reference;
                    case "getService" -> {
                        held.incrementAndGet();
                        yield service;
                    }
                    case "ungetService" -> {
                        held.decrementAndGet();
                        yield true;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return completer;
    }

    private static List<String> offered(ValuesCompleter<?> completer, String text, int expectedPosition) {
        List<String> candidates = new ArrayList<>();
        assertEquals(expectedPosition, completer.complete(null, Typed.of(text), candidates));
        return candidates.stream().map(String::strip).toList();
    }

    @Test
    void offersTheValuesThatBeginAsTyped() {
        Supplier<List<String>> words = () -> List.of("4201", "4202", "43");
        assertEquals(List.of("4201", "4202"), offered(with(words, new Words()), "list --office 42", 14));
        assertEquals(List.of("4201", "4202", "43"), offered(with(words, new Words()), "list --office ", 14));
        assertEquals(List.of(), offered(with(words, new Words()), "list 5", -1));
        assertEquals(0, held.get(), "every service is given back");
    }

    @Test
    void offersNothingWhileTheServiceIsAwayOrFails() {
        assertEquals(List.of(), offered(with(null, new Words()), "list 4", -1));
        Supplier<List<String>> failing = () -> {
            throw new IllegalStateException("no database");
        };
        assertEquals(List.of(), offered(with(failing, new Words()), "list 4", -1));
        assertEquals(0, held.get(), "every service is given back");
    }

    @Test
    void offersTheMonthsAroundTheBusinessDate() {
        BusinessClock clock = new BusinessClock() {
            @Override
            public Instant now() {
                return Instant.EPOCH;
            }

            @Override
            public ZoneId zone() {
                return ZoneId.of("Asia/Shanghai");
            }

            @Override
            public LocalDate today() {
                return LocalDate.of(2026, 1, 31);
            }
        };
        MonthCompleter months = with(clock, new MonthCompleter());
        assertEquals(List.of("2026-01", "2026-02"), offered(months, "bill-run-start 2026", 15));
        List<String> all = offered(months, "bill-run-start ", 15);
        assertEquals(14, all.size());
        assertEquals("2025-01", all.get(0), "a year back");
        assertEquals("2026-02", all.get(13), "and the next one");
    }
}
