package org.karawatt.rating.internal;

import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.tariff.ChargeMethod;

/**
 * A step that somebody has contributed: the bill names its method and version, and what it throws is an error of that account with a
 * code.
 */
public final class GuardedCharge implements Charge {

    private final String name;
    private final int version;
    private final Charge charge;

    public GuardedCharge(ChargeMethod method, Charge charge) {
        this.name = method.name();
        this.version = method.version();
        this.charge = charge;
    }

    @Override
    public String method() {
        return name;
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        try {
            charge.check(context, faults);
        } catch (KarawattException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Broken(context.input().accountNo(), name, version, e);
        }
    }

    @Override
    public void apply(RatingContext context) {
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.method").with("method", name).with("version", version).build());
        }
        try {
            charge.apply(context);
        } catch (KarawattException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Broken(context.input().accountNo(), name, version, e);
        }
    }

    private static final class Broken extends KarawattException {
        private static final long serialVersionUID = 1L;

        Broken(String accountNo, String method, int version, RuntimeException cause) {
            super(Kind.CONFLICT, RatingErrors.METHOD_BROKEN, List.of(), cause, accountNo, method, version,
                    String.valueOf(cause.getMessage()));
        }
    }
}
