package org.karawatt.shell.api;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.AccessController;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.security.api.Door;
import org.karawatt.security.api.SecurityService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Base of all commands: table or {@code --json}, the caller's rights, errors in one line. Services are looked up when the command
 * runs, because an injected service that is missing would hide every command of the bundle. A command object serves one execution.
 */
public abstract class KarawattCommand implements Action {

    private static final Logger LOG = LoggerFactory.getLogger(KarawattCommand.class);

    /** Context of the bundle that the command belongs to. */
    @Reference
    BundleContext bundleContext;

    @Reference
    Session session;

    @Option(name = "--json", description = "Print JSON instead of a table")
    boolean json;

    private final List<ServiceReference<?>> used = new ArrayList<>();

    @Override
    public final Object execute() throws Exception {
        try {
            run();
            return null;
        } catch (KarawattException e) {
            throw new CommandFailedException(text(e));
        } catch (CommandFailedException | InterruptedException e) {
            throw e;
        } catch (FileSystemException e) {
            String why = e.getReason() == null ? e.getClass().getSimpleName().replace("Exception", "") : e.getReason();
            throw new CommandFailedException(text(KarawattException.invalid(ShellErrors.FILE, e.getFile(), why)));
        } catch (Exception e) {
            String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            LOG.error("Incident {} in {}", incident, getClass().getSimpleName(), e);
            throw new CommandFailedException(ShellErrors.INCIDENT.code() + ": " + ShellErrors.INCIDENT.message(locale(), incident));
        } finally {
            used.forEach(bundleContext::ungetService);
            used.clear();
        }
    }

    /** Does the work. A {@link KarawattException} is printed with its code and makes the command fail. */
    protected abstract void run() throws Exception;

    /** The best service of this type; throws {@link KernelErrors#SERVICE_UNAVAILABLE} while its module is away. */
    protected final <T> T service(Class<T> type) {
        return optionalService(type).orElseThrow(
                () -> KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, type.getSimpleName()));
    }

    protected final <T> Optional<T> optionalService(Class<T> type) {
        ServiceReference<T> reference = bundleContext.getServiceReference(type);
        T service = reference == null ? null : bundleContext.getService(reference);
        if (service != null) {
            used.add(reference);
        }
        return Optional.ofNullable(service);
    }

    /** The user of this shell, with the rights that the roles give. */
    @SuppressWarnings("removal") // the shell of Karaf 4.4 hands the subject over this way only
    protected final CallContext caller() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        if (subject == null) {
            throw KarawattException.denied(ShellErrors.NOT_LOGGED_IN);
        }
        return service(SecurityService.class).contextOf(subject, Door.shell(locale()));
    }

    /** Language of the terminal: Chinese when {@code LC_ALL} or {@code LANG} of the session says so, else that of the server. */
    protected final Locale locale() {
        return localeOf(session);
    }

    /** The language of a session, as {@link #locale()} has it. */
    public static Locale localeOf(Session session) {
        for (String name : List.of("LC_ALL", "LANG")) {
            Object value = session.get(name);
            if (value != null && !value.toString().isBlank()) {
                return value.toString().startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
            }
        }
        return Locale.getDefault();
    }

    /** A billing month as the user typed it; what is none is INVALID. */
    protected static BillingMonth month(String text) {
        return parsed(text, BillingMonth::parse, KernelErrors.NOT_A_MONTH);
    }

    /** A date as the user typed it, {@code 2026-02-28}; what is none is INVALID. */
    protected static LocalDate date(String text) {
        return parsed(text, LocalDate::parse, KernelErrors.NOT_A_DATE);
    }

    /** A number as the user typed it; what is none is INVALID. */
    protected static BigDecimal number(String text) {
        return parsed(text, BigDecimal::new, KernelErrors.NOT_A_NUMBER);
    }

    /** A number as the user typed it, or null when he left it out; what is none is INVALID. */
    protected static BigDecimal optionalNumber(String text) {
        return text == null ? null : number(text);
    }

    private static <T> T parsed(String text, Function<String, T> parser, ErrorCode fault) {
        try {
            return parser.apply(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw KarawattException.invalid(fault, text);
        }
    }

    /** Whether the user wants JSON. */
    protected final boolean isJson() {
        return json;
    }

    protected final Session session() {
        return session;
    }

    protected final BundleContext bundleContext() {
        return bundleContext;
    }

    protected final PrintStream out() {
        return session.getConsole();
    }

    /** Prints rows as a table, or as the JSON of the rows. */
    protected final <T> void show(List<T> rows, Table<T> table) {
        if (json) {
            showJson(rows);
        } else {
            table.print(out(), rows);
        }
    }

    /** The list that a JSON file on the server holds; a file that is wrong is INVALID (SHELL-005). */
    protected static <T> List<T> readList(String file, Class<T> type) throws IOException {
        return Json.list(Path.of(file), type);
    }

    /** Prints a value as JSON. */
    protected final void showJson(Object value) {
        out().println(Json.write(value));
    }

    /** Prints a sentence, or nothing when the user wants JSON. */
    protected final void say(String text) {
        if (!json) {
            out().println(text);
        }
    }

    /**
     * A bar that redraws itself on a terminal and prints plain lines in a script; silent with {@code --json}. A remote command has no
     * terminal of its own; {@code bin/karawatt client} says in the session whether there is one at its end.
     */
    protected final ProgressBar progress(String label, long total) {
        boolean terminal = session.getTerminal() != null || session.get("KARAWATT_TTY") != null;
        return new ProgressBar(json ? null : out(), terminal, label, total);
    }

    private String text(KarawattException e) {
        StringBuilder text = new StringBuilder(e.code().code()).append(": ").append(e.message(locale()));
        if (e.faults().size() > 1 || e.faults().size() == 1 && !e.faults().get(0).field().isEmpty()) {
            e.faults().stream().limit(20).forEach(f -> text.append("\n  ").append(f.field()).append(": ")
                    .append(f.code().code()).append(' ').append(f.message(locale())));
        }
        return text.toString();
    }
}
