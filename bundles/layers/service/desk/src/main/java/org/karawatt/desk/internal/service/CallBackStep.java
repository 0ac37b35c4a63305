package org.karawatt.desk.internal.service;

import java.util.Locale;
import java.util.Optional;
import org.karawatt.desk.api.CallBack;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.DeskErrors;
import org.karawatt.desk.internal.store.ContactStore;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Records what the customer said when he was called back, in the unit of work of the task, and tells the process how to go on: the value
 * {@code next} is {@code end}, {@code again} (call once more) or {@code work} (not satisfied). A case that no desk has opened has no
 * contact to record it with and goes on all the same.
 */
@Component(service = StepHandler.class)
public final class CallBackStep implements StepHandler {

    /** Step at which processes wait for a call-back. */
    static final String STEP = "call-back";
    static final String OUTCOME = "outcome";
    static final String SATISFACTION = "satisfaction";
    static final String NOTE = "callBackNote";
    private static final String NEXT = "next";
    private static final String TRIES = "callBackTries";
    private static final int MOST_TRIES = 3;

    private final BusinessClock clock;
    private final AuditTrail audit;
    private final ContactStore store;

    @Activate
    public CallBackStep(@Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit) {
        this.clock = clock;
        this.audit = audit;
        this.store = new ContactStore(bulk, numbering);
    }

    @Override
    public String name() {
        return "desk.call-back";
    }

    @Override
    public void run(StepContext step) {
        CallBack.Outcome outcome = CallBack.Outcome.valueOf(String.valueOf(step.text(OUTCOME)).toUpperCase(Locale.ROOT));
        boolean reached = outcome == CallBack.Outcome.CLOSE || outcome == CallBack.Outcome.REOPEN;
        Integer satisfaction = step.number(SATISFACTION) == null ? null : step.number(SATISFACTION).intValueExact();
        if (reached == (satisfaction == null)) {
            throw KarawattException.invalid(DeskErrors.BAD_SATISFACTION);
        }
        Optional<ContactStore.Held> held = store.byCase(step.workCase().id(), clock.now());
        held.ifPresent(found -> {
            store.told(found.contact().id(), new Contact.Told(clock.now(), step.caller().user(), outcome, satisfaction, step.text(NOTE)));
            audit.record(step.caller(), "contact.called-back", "contact", found.contact().id(), outcome.name());
        });
        int tries = outcome != CallBack.Outcome.UNREACHED ? 0
                : 1 + (step.number(TRIES) == null ? 0 : step.number(TRIES).intValueExact());
        step.set(TRIES, tries == 0 ? null : (long) tries);
        step.set(NEXT, outcome == CallBack.Outcome.REOPEN ? "work" : tries > 0 && tries < MOST_TRIES ? "again" : "end");
        // the next call-back must not find the answers of this one
        step.set(SATISFACTION, null);
        step.set(NOTE, null);
    }
}
