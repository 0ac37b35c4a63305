package org.karawatt.billing.internal.service;

import java.util.List;
import java.util.function.Consumer;
import org.karawatt.billing.api.BillFigureService;
import org.karawatt.billing.api.StudyService;
import org.karawatt.billing.internal.store.FigureStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Bills as figures. */
@Component
public final class DefaultBillFigureService implements BillFigureService {

    private static final String READ = "billing.read";

    private final UnitOfWork unit;
    private final StudyService studies;
    private final FigureStore store;

    @Activate
    public DefaultBillFigureService(@Reference UnitOfWork unit, @Reference BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StudyService studies) {
        this.unit = unit;
        this.studies = studies;
        this.store = new FigureStore(bulk);
    }

    @Override
    public List<BillingMonth> months(CallContext context) {
        context.require(READ);
        return unit.readOnly(() -> store.months(context.scope()));
    }

    @Override
    public void bills(CallContext context, BillingMonth month, Consumer<BillFigure> consumer) {
        context.require(READ);
        unit.readOnly(() -> {
            store.bills(month, context.scope(), consumer);
            return null;
        });
    }

    @Override
    public List<BillSum> sums(CallContext context, BillingMonth month) {
        context.require(READ);
        return unit.readOnly(() -> store.sums(month, context.scope()));
    }

    @Override
    public List<ComponentSum> components(CallContext context, BillingMonth month) {
        context.require(READ);
        return unit.readOnly(() -> store.components(month, context.scope()));
    }

    @Override
    public void study(CallContext context, long runId, Consumer<StudyFigure> consumer) {
        // knows whether the study is kept and whether the caller may see it
        studies.study(context, runId);
        unit.readOnly(() -> {
            store.study(runId, context.scope(), consumer);
            return null;
        });
    }
}
