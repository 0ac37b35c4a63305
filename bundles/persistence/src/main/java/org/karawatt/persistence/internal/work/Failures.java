package org.karawatt.persistence.internal.work;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.persistence.OptimisticLockException;
import javax.persistence.PersistenceException;
import org.apache.openjpa.util.ExceptionInfo;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.StoreException;
import org.postgresql.util.PSQLException;

/** Reads what the database meant out of the exceptions of JDBC, OpenJPA and JTA. */
public final class Failures {

    private static final String UNIQUE_VIOLATION = "23505";
    /** PostgreSQL: lock_not_available. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private Failures() {
    }

    /** A failure of JDBC in our own terms. */
    public static StoreException of(String what, SQLException failure) {
        SQLException root = rootOf(failure);
        return UNIQUE_VIOLATION.equals(root.getSQLState())
                ? new DuplicateKeyException(constraint(root), root)
                : new StoreException(what, root);
    }

    /** Whether running the unit again may help: dead-lock, serialisation failure, lock timeout, optimistic lock, lost race. */
    static boolean isTransient(Throwable failure) {
        return find(failure, t -> t instanceof LostRaceException || t instanceof OptimisticLockException
                || t instanceof SQLException e && isTransientState(e.getSQLState())).isPresent();
    }

    private static boolean isTransientState(String state) {
        // class 40 holds PostgreSQL's 40001 and 40P01 and Derby's 40001, 40XL1 and 40XL2
        return state != null && (state.startsWith("40") || state.equals(LOCK_NOT_AVAILABLE));
    }

    /**
     * Whether the connection was lost, so that nothing of the unit has been kept; for a commit this says nothing. Class 08 is that of the
     * standard, class 57P that of a PostgreSQL server which goes down.
     */
    static boolean isLostConnection(Throwable failure) {
        return find(failure, t -> t instanceof SQLException e && e.getSQLState() != null
                && (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57P"))).isPresent();
    }

    /** What the caller of a unit gets to see for a failure inside it. */
    static RuntimeException translate(Throwable failure) {
        if (failure instanceof KarawattException || failure instanceof StoreException) {
            return (RuntimeException) failure;
        }
        if (find(failure, OptimisticLockException.class::isInstance).isPresent()) {
            KarawattException conflict = KarawattException.conflict(KernelErrors.STALE_VERSION);
            conflict.addSuppressed(failure);
            return conflict;
        }
        if (failure instanceof PersistenceException || !(failure instanceof RuntimeException)) {
            Optional<SQLException> sql = find(failure, SQLException.class::isInstance).map(SQLException.class::cast);
            if (sql.isPresent()) {
                return of("statement failed", sql.get());
            }
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException("unit of work failed", failure);
    }

    private static SQLException rootOf(SQLException failure) {
        SQLException root = failure;
        for (int depth = 0; root instanceof BatchUpdateException && root.getNextException() != null && depth < 8; depth++) {
            root = root.getNextException();
        }
        return root;
    }

    private static String constraint(SQLException failure) {
        if (failure instanceof PSQLException postgres) {
            return postgres.getServerErrorMessage() == null ? null : postgres.getServerErrorMessage().getConstraint();
        }
        // Derby names the constraint first in its message, in every language
        Matcher matcher = QUOTED.matcher(String.valueOf(failure.getMessage()));
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    /** Walks causes, next exceptions and OpenJPA's nested throwables. */
    private static Optional<Throwable> find(Throwable failure, Predicate<Throwable> wanted) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable next = open.poll();
            if (next == null || !seen.add(next)) {
                continue;
            }
            if (wanted.test(next)) {
                return Optional.of(next);
            }
            push(open, next.getCause());
            if (next instanceof SQLException sql) {
                push(open, sql.getNextException());
            }
            if (next instanceof ExceptionInfo info && info.getNestedThrowables() != null) {
                for (Throwable nested : info.getNestedThrowables()) {
                    push(open, nested);
                }
            }
        }
        return Optional.empty();
    }

    private static void push(Deque<Throwable> open, Throwable next) {
        if (next != null) {
            open.add(next);
        }
    }
}
