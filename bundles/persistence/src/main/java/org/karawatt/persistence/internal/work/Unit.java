package org.karawatt.persistence.internal.work;

import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.persistence.EntityManager;

/** State of one unit of work; belongs to the thread that runs it. */
final class Unit {

    final Unit outer;
    EntityManager em;
    /** Whether somebody has asked for the entities; until then there is nothing to flush. */
    boolean usesEntities;
    Connection connection;
    Throwable poison;
    long statements;
    private final Set<Runnable> afterCommit = new LinkedHashSet<>();

    Unit(Unit outer) {
        this.outer = outer;
    }

    /** The first failure stays the cause. */
    void poison(Throwable failure) {
        if (poison == null) {
            poison = failure;
        }
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    Set<Runnable> afterCommit() {
        return afterCommit;
    }
}
