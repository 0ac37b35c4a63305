package org.karawatt.workflow.internal.engine;

import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.common.engine.impl.cfg.TransactionContext;
import org.flowable.common.engine.impl.cfg.TransactionListener;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.common.engine.impl.interceptor.AbstractCommandInterceptor;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandConfig;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.common.engine.impl.interceptor.CommandExecutor;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.WorkflowErrors;

/** Runs each command of the engine inside the unit of work, so that its rows and ours commit together. Thread-safe. */
final class UnitInterceptor extends AbstractCommandInterceptor {

    private final UnitOfWork work;

    UnitInterceptor(UnitOfWork work) {
        this.work = work;
    }

    @Override
    public <T> T execute(CommandConfig config, Command<T> command, CommandExecutor executor) {
        try {
            return switch (config.getTransactionPropagation()) {
                case REQUIRES_NEW -> work.separate(() -> next.execute(config, command, executor));
                case REQUIRED -> work.required(() -> next.execute(config, command, executor));
                case NOT_SUPPORTED -> next.execute(config, command, executor);
            };
        } catch (FlowableOptimisticLockingException e) {
            throw KarawattException.conflict(WorkflowErrors.CHANGED);
        }
    }

    /** The transaction as the engine sees it: it ends with the unit, whatever the engine says. */
    record UnitTransaction(UnitOfWork work) implements TransactionContext {

        @Override
        public void commit() {
            // the unit commits
        }

        @Override
        public void rollback() {
            // the exception that has led here poisons the unit
        }

        @Override
        public void addTransactionListener(TransactionState state, TransactionListener listener) {
            CommandContext context = Context.getCommandContext();
            switch (state) {
                case COMMITTING -> listener.execute(context);
                case COMMITTED -> work.afterCommit(() -> listener.execute(context));
                default -> {
                    // nothing of ours or of the engine's own undoes work in memory
                }
            }
        }
    }
}
