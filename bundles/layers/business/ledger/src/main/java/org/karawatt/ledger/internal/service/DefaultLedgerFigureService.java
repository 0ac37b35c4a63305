package org.karawatt.ledger.internal.service;

import java.util.List;
import java.util.function.Consumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.LedgerFigureService;
import org.karawatt.ledger.internal.store.FigureStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Receivables and payments as figures. */
@Component
public final class DefaultLedgerFigureService implements LedgerFigureService {

    private static final String READ = "ledger.read";

    private final UnitOfWork unit;
    private final FigureStore store;

    @Activate
    public DefaultLedgerFigureService(@Reference UnitOfWork unit, @Reference BulkStore bulk) {
        this.unit = unit;
        this.store = new FigureStore(bulk);
    }

    @Override
    public List<BillingMonth> receivableMonths(CallContext context) {
        context.require(READ);
        return unit.readOnly(() -> store.receivableMonths(context.scope()));
    }

    @Override
    public List<BillingMonth> paymentMonths(CallContext context) {
        context.require(READ);
        return unit.readOnly(() -> store.paymentMonths(context.scope()));
    }

    @Override
    public void receivables(CallContext context, BillingMonth month, Consumer<ReceivableFigure> consumer) {
        context.require(READ);
        unit.readOnly(() -> {
            store.receivables(month, context.scope(), consumer);
            return null;
        });
    }

    @Override
    public void payments(CallContext context, BillingMonth paidIn, Consumer<PaymentFigure> consumer) {
        context.require(READ);
        unit.readOnly(() -> {
            store.payments(paidIn, context.scope(), consumer);
            return null;
        });
    }

    @Override
    public List<ReceivableSum> receivableSums(CallContext context, BillingMonth month) {
        context.require(READ);
        return unit.readOnly(() -> store.receivableSums(month, context.scope()));
    }

    @Override
    public List<PaymentSum> paymentSums(CallContext context, BillingMonth paidIn) {
        context.require(READ);
        return unit.readOnly(() -> store.paymentSums(paidIn, context.scope()));
    }
}
