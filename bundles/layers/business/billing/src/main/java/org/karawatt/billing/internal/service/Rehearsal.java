package org.karawatt.billing.internal.service;

import java.util.function.Supplier;
import org.karawatt.kernel.work.UnitOfWork;

/** Does work in a unit of its own and takes everything back, so that what is shown beforehand is what the same code will do. */
final class Rehearsal {

    private Rehearsal() {
    }

    /** Carries the result out of the unit that is rolled back. */
    private static final class Done extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Object result;

        private Done(Object result) {
            super(null, null, false, false);
            this.result = result;
        }
    }

    /** The result of the work, of which nothing else is left. */
    @SuppressWarnings("unchecked")
    static <T> T of(UnitOfWork unit, Supplier<T> work) {
        try {
            return unit.separate(() -> {
                throw new Done(work.get());
            });
        } catch (Done done) {
            return (T) done.result;
        }
    }
}
