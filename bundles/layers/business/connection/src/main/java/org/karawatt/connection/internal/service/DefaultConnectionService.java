package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.connection.api.Compliance;
import org.karawatt.connection.api.ConnectionService;
import org.karawatt.connection.api.NodeResult;
import org.karawatt.connection.internal.store.NodeStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Figures over archived cases. */
@Component
public final class DefaultConnectionService implements ConnectionService {

    private static final String READ = "connection.read";
    private static final int MAX_YEARS = 10;

    private final UnitOfWork work;
    private final NodeStore nodes;
    private final OfficeService offices;

    @Activate
    public DefaultConnectionService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.nodes = new NodeStore(bulk);
        this.offices = offices;
    }

    @Override
    public Compliance compliance(CallContext context, String processKey, String officeCode, LocalDate from, LocalDate to) {
        NodeStore.Filter filter = filter(context, processKey, officeCode, from, to);
        return work.readOnly(() -> nodes.compliance(filter));
    }

    @Override
    public Page<NodeResult> nodes(CallContext context, String processKey, String officeCode, LocalDate from, LocalDate to,
            boolean missedOnly, PageRequest page) {
        NodeStore.Filter filter = filter(context, processKey, officeCode, from, to);
        return work.readOnly(() -> nodes.nodes(filter, missedOnly, page));
    }

    private NodeStore.Filter filter(CallContext context, String processKey, String officeCode, LocalDate from, LocalDate to) {
        context.require(READ);
        Faults faults = new Faults().required("from", from).required("to", to);
        if (from != null && to != null && (!to.isAfter(from) || to.isAfter(from.plusYears(MAX_YEARS)))) {
            faults.add("to", KernelErrors.OUT_OF_RANGE, from.plusDays(1), from.plusYears(MAX_YEARS));
        }
        faults.throwIfAny();
        String path = officeCode == null ? null : offices.find(context.scope(), officeCode).map(Office::path)
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, officeCode));
        return new NodeStore.Filter(processKey, path, from, to, context.scope());
    }
}
