package org.karawatt.mart.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.mart.internal.config.MartConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the mart. It cannot reach other files or the network, and its settings are locked as soon as it is open. A file that is
 * none is put aside and a new one begun, which the feed fills; whatever else keeps it shut makes the mart absent, and it is tried again
 * after a while. Thread-safe: any number read, a few at a time, and one writes.
 */
@Component(service = MartDatabase.class, configurationPid = MartConfig.PID)
public final class MartDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(MartDatabase.class);
    private static final List<String> NOT_BROKEN = List.of("lock on file", "permission denied", "out of memory", "no space");
    private static final int READERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE = Duration.ofSeconds(30).toNanos();

    private final Path file;
    private final int memory;
    private final int threads;
    private final Semaphore readers = new Semaphore(READERS, true);
    private final ReentrantLock writer = new ReentrantLock(true);
    private DuckDBConnection root;
    private String problem;
    private long triedAt;
    private boolean closed;

    /** Work on a connection. */
    public interface Work<T> {
        T on(DuckDBConnection connection) throws SQLException;
    }

    @Activate
    public MartDatabase(MartConfig config) {
        this(config.file().isBlank() ? Path.of(System.getProperty("karaf.data", "data"), "mart", "mart.duckdb") : Path.of(config.file()),
                config.memory(), config.threads());
    }

    /** A mart in a file. */
    public MartDatabase(Path file, int memory, int threads) {
        this.file = file.toAbsolutePath();
        this.memory = Math.max(64, memory);
        this.threads = Math.max(1, threads);
    }

    @Deactivate
    public synchronized void close() {
        closed = true;
        if (root != null) {
            try {
                root.close();
            } catch (SQLException e) {
                LOG.warn("the mart did not close cleanly", e);
            }
            root = null;
        }
    }

    /** Reads; waits at most half a minute for one of the few places. */
    public <T> T read(Work<T> work) {
        try {
            if (!readers.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw KarawattException.unavailable(DecisionErrors.MART_ABSENT, "busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KarawattException.unavailable(DecisionErrors.MART_ABSENT, "interrupted");
        }
        try (DuckDBConnection connection = connection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new MartException(e);
        } finally {
            readers.release();
        }
    }

    /** Writes; all of it or nothing. */
    public <T> T write(Work<T> work) {
        writer.lock();
        try (DuckDBConnection connection = connection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new MartException(e);
        } finally {
            writer.unlock();
        }
    }

    /** Why there is no mart; null when there is one. */
    public synchronized String problem() {
        try {
            open();
            return null;
        } catch (KarawattException e) {
            return problem;
        }
    }

    /** Bytes that the file and its log take. */
    public long bytes() {
        return size(file) + size(file.resolveSibling(file.getFileName() + ".wal"));
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            LOG.trace("{} has no size", path, e);
            return 0;
        }
    }

    private DuckDBConnection connection() throws SQLException {
        return open().duplicate();
    }

    private synchronized DuckDBConnection open() {
        if (root != null) {
            return root;
        }
        if (closed) {
            throw KarawattException.unavailable(DecisionErrors.MART_ABSENT, "closed");
        }
        if (problem != null && System.nanoTime() - triedAt < PAUSE) {
            throw KarawattException.unavailable(DecisionErrors.MART_ABSENT, problem);
        }
        triedAt = System.nanoTime();
        try {
            Files.createDirectories(file.getParent());
            try {
                root = connect();
            } catch (SQLException e) {
                if (!isBroken(e)) {
                    throw e;
                }
                putAside(e);
                root = connect();
            }
            problem = null;
            return root;
        } catch (SQLException | IOException | LinkageError e) {
            // a library that does not load on this machine is an error of the class path, and no reason for anybody else to fail
            String now = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
            if (now.equals(problem)) {
                LOG.debug("the mart {} still cannot be opened", file, e);
            } else {
                LOG.warn("the mart {} cannot be opened; the rest goes on without it", file, e);
            }
            problem = now;
            throw KarawattException.unavailable(DecisionErrors.MART_ABSENT, problem);
        }
    }

    /** Whether the file is no mart, in contrast to one that another process holds or that the machine has no room for. */
    private boolean isBroken(SQLException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return Files.exists(file) && NOT_BROKEN.stream().noneMatch(message::contains);
    }

    private void putAside(SQLException cause) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        LOG.warn("the mart {} is broken, is put aside as {} and built anew", file, aside.getFileName(), cause);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
    }

    private DuckDBConnection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("memory_limit", memory + "MB");
        settings.setProperty("threads", String.valueOf(threads));
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, settings);
        try (Statement statement = connection.createStatement()) {
            MartTables.create(statement);
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return (DuckDBConnection) connection;
    }
}
