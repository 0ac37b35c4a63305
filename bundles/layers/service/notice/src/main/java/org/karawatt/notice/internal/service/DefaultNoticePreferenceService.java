package org.karawatt.notice.internal.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karawatt.customer.api.Customer;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticePreference;
import org.karawatt.notice.api.NoticePreferenceService;
import org.karawatt.notice.api.PreferenceDraft;
import org.karawatt.notice.internal.store.PreferenceStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Preferences on the shared store. Who may see a customer is for the customer domain to say. */
@Component
public final class DefaultNoticePreferenceService implements NoticePreferenceService {

    private final UnitOfWork work;
    private final PreferenceStore store;
    private final CustomerService customers;
    private final AuditTrail audit;
    private final History history;
    private final BusinessClock clock;

    @Activate
    public DefaultNoticePreferenceService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference AuditTrail audit, @Reference History history, @Reference BusinessClock clock) {
        this.work = work;
        this.store = new PreferenceStore(bulk, numbering);
        this.customers = customers;
        this.audit = audit;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public List<NoticePreference> preferences(CallContext context, String customerNo) {
        context.require("notice.read");
        return work.readOnly(() -> store.of(customers.customer(context, customerNo).id(), customerNo));
    }

    @Override
    public NoticePreference record(CallContext context, String customerNo, PreferenceDraft draft) {
        context.require("notice.preference");
        Faults faults = new Faults().text("kind", draft.kind(), 60).text("channel", draft.channel(), 20).text("source", draft.source(), 120)
                .required("validFrom", draft.validFrom());
        if (draft.kind() != null && !draft.kind().matches("[*]|[a-z][a-z0-9-]*")) {
            faults.add("kind", NoticeErrors.BAD_VALUE, "kind", draft.kind());
        }
        if (draft.channel() != null && !draft.channel().matches("[a-z][a-z0-9-]*")) {
            faults.add("channel", NoticeErrors.BAD_VALUE, "channel", draft.channel());
        }
        faults.throwIfAny();
        return work.required(() -> {
            Customer customer = customers.customer(context, customerNo);
            Optional<LocalDate> latest = store.latest(customer.id(), draft.kind(), draft.channel());
            if (latest.isPresent() && !draft.validFrom().isAfter(latest.get())) {
                throw KarawattException.conflict(NoticeErrors.PREFERENCE_DATED, latest.get());
            }
            long id = store.insert(customer.id(), draft, context.user(), clock.now());
            history.record(context, "notice.preference", customer.id(), Map.of(), Map.of("kind", draft.kind(), "channel", draft.channel(),
                    "wanted", draft.wanted(), "source", draft.source(), "validFrom", draft.validFrom()));
            audit.record(context, "notice.preference.recorded", "customer", customer.id(),
                    draft.kind() + " " + draft.channel() + " " + draft.wanted());
            return store.of(customer.id(), customerNo).stream().filter(each -> each.id() == id).findFirst().orElseThrow();
        });
    }
}
