package org.karawatt.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Test;

/** What the tabulator key offers: the completers of a command are found, also those of another bundle. */
public class CompletionInContainer extends ContainerTest {

    @Inject
    private SessionFactory sessions;

    @Test
    public void monthsAreOffered() {
        List<String> months = offered("business:bill-run-start", "20");
        assertEquals(months.toString(), 14, months.size());
        assertTrue(months.toString(), months.stream().allMatch(month -> month.matches("20\\d\\d-(0[1-9]|1[0-2])")));
    }

    @Test
    public void optionsAreOffered() {
        assertEquals(List.of("--office"), offered("business:ledger-proof", "--o"));
        assertEquals(List.of("--json"), offered("karawatt:modules", "--j"));
    }

    private List<String> offered(String name, String typed) {
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()));
        try {
            Command command = session.getRegistry().getCommands().stream().filter(c -> name.equals(c.getScope() + ":" + c.getName()))
                    .findFirst().orElseThrow(() -> new AssertionError("no command " + name));
            List<String> candidates = new ArrayList<>();
            command.getCompleter(false).complete(session, new Typed(name, typed), candidates);
            // a completer names all it knows; the line reader keeps what begins as typed
            return candidates.stream().map(String::trim).filter(c -> c.startsWith(typed)).distinct().sorted().collect(Collectors.toList());
        } finally {
            session.close();
        }
    }

    /** A command and the beginning of one word, with the cursor behind it. */
    private record Typed(String command, String word) implements CommandLine {

        @Override
        public int getCursorArgumentIndex() {
            return 1;
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
            return new String[] {command, word};
        }

        @Override
        public int getBufferPosition() {
            return getBuffer().length();
        }

        @Override
        public String getBuffer() {
            return command + " " + word;
        }
    }
}
