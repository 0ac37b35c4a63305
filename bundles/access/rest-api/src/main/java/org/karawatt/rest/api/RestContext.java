package org.karawatt.rest.api;

import org.karawatt.kernel.context.CallContext;

/** The caller of the request that the present thread works for. */
public final class RestContext {

    private static final ThreadLocal<CallContext> CURRENT = new ThreadLocal<>();

    private RestContext() {
    }

    /** The caller; throws {@link IllegalStateException} on a thread that serves no request. */
    public static CallContext current() {
        CallContext context = CURRENT.get();
        if (context == null) {
            throw new IllegalStateException("no request on this thread");
        }
        return context;
    }

    /** Runs a part of a request for a caller. Used by the security filter and by tests of resources. */
    public static <E extends Exception> void with(CallContext context, Work<E> work) throws E {
        CallContext before = CURRENT.get();
        CURRENT.set(context);
        try {
            work.run();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** A piece of work that may fail with {@code E}. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }
}
