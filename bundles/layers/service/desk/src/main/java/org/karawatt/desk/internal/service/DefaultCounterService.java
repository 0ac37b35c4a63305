package org.karawatt.desk.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.desk.api.CounterService;
import org.karawatt.desk.api.DeskErrors;
import org.karawatt.desk.api.HandOver;
import org.karawatt.desk.api.Ticket;
import org.karawatt.desk.internal.store.ContactStore;
import org.karawatt.desk.internal.store.CounterStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Queue and shifts. */
@Component(service = CounterService.class)
public final class DefaultCounterService implements CounterService {

    private static final String QUEUE = "desk.queue";
    private static final String BUSINESS = "counter-business";
    /** An office counts hand-overs and calls beside the businesses of each day: whoever counts makes the next one wait. */
    private static final String SHIFTS = "*SHIFTS";
    private static final LocalDate ALL_DAYS = LocalDate.EPOCH;
    /** Waiting numbers that are tried when other counters call at the same moment. */
    private static final int CANDIDATES = 20;
    private static final int CASES_NAMED = 50;

    private final UnitOfWork work;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final CodeService codes;
    private final OfficeService offices;
    private final CounterStore store;
    private final ContactStore contacts;

    @Activate
    public DefaultCounterService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.numbering = numbering;
        this.clock = clock;
        this.audit = audit;
        this.codes = codes;
        this.offices = offices;
        this.store = new CounterStore(bulk, numbering);
        this.contacts = new ContactStore(bulk, numbering);
    }

    private Office office(CallContext context, String code) {
        context.require(QUEUE);
        new Faults().text("office", code, 20).throwIfAny();
        return offices.find(context.scope(), code).orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, code));
    }

    @Override
    public List<Ticket> tickets(CallContext context, String officeCode) {
        Office office = office(context, officeCode);
        return work.readOnly(() -> store.tickets(office.id(), clock.today()));
    }

    @Override
    public Ticket take(CallContext context, String officeCode, String business, String accountNo) {
        Office office = office(context, officeCode);
        LocalDate today = clock.today();
        Faults faults = new Faults().text("business", business, 10).optionalText("accountNo", accountNo, 20);
        if (business != null && !codes.isValid(BUSINESS, business, today)) {
            faults.add("business", DeskErrors.CODE_UNKNOWN, business, BUSINESS);
        }
        faults.throwIfAny();
        beginCounting(office, today, business);
        return work.required(() -> {
            int no = store.nextNo(office.id(), today, business).orElseThrow();
            long id = store.insert(office.id(), today, business + String.format("%03d", no), business, accountNo, clock.now());
            audit.record(context, "ticket.taken", "ticket", id, business);
            return store.ticket(id).orElseThrow();
        });
    }

    /** Makes sure that there is a row to count in, in a unit of its own: of two that begin at once, one finds it there. */
    private void beginCounting(Office office, LocalDate day, String business) {
        if (work.readOnly(() -> store.isCounting(office.id(), day, business))) {
            return;
        }
        try {
            work.separate(() -> {
                store.beginCounting(office.id(), day, business);
                return null;
            });
        } catch (DuplicateKeyException e) {
            if (!work.readOnly(() -> store.isCounting(office.id(), day, business))) {
                throw e;
            }
        }
    }

    @Override
    public Ticket callNext(CallContext context, String officeCode, String counterNo, String business) {
        Office office = office(context, officeCode);
        new Faults().text("counterNo", counterNo, 10).throwIfAny();
        beginCounting(office, ALL_DAYS, SHIFTS);
        return work.required(() -> {
            shiftStillOn(office);
            for (long id : store.waiting(office.id(), clock.today(), business, CANDIDATES)) {
                if (store.call(id, counterNo, context.user(), clock.now())) {
                    audit.record(context, "ticket.called", "ticket", id, counterNo);
                    return store.ticket(id).orElseThrow();
                }
            }
            throw KarawattException.conflict(DeskErrors.NOBODY_WAITS);
        });
    }

    @Override
    public Ticket served(CallContext context, long ticketId) {
        return end(context, ticketId, Ticket.State.SERVED, "ticket.served");
    }

    @Override
    public Ticket noShow(CallContext context, long ticketId) {
        return end(context, ticketId, Ticket.State.NO_SHOW, "ticket.no-show");
    }

    private Ticket end(CallContext context, long ticketId, Ticket.State state, String action) {
        context.require(QUEUE);
        return work.required(() -> {
            Ticket ticket = store.ticket(ticketId).filter(found -> covers(context, found.officeId()))
                    .orElseThrow(() -> KarawattException.notFound(DeskErrors.TICKET_UNKNOWN, ticketId));
            if (!store.end(ticketId, state, clock.now())) {
                throw KarawattException.conflict(DeskErrors.TICKET_NOT_CALLED, ticket.ticketNo());
            }
            audit.record(context, action, "ticket", ticketId, ticket.ticketNo());
            return store.ticket(ticketId).orElseThrow();
        });
    }

    private boolean covers(CallContext context, long officeId) {
        return context.scope().covers(offices.office(CallContext.system(), officeId).path());
    }

    @Override
    public HandOver handOver(CallContext context, String officeCode, String note) {
        Office office = office(context, officeCode);
        new Faults().text("note", note == null ? null : note.replace('\n', ' '), 1000).throwIfAny();
        beginCounting(office, ALL_DAYS, SHIFTS);
        return work.required(() -> {
            shiftStillOn(office);
            HandOver given = new HandOver(numbering.nextId(), office.id(), context.user(), clock.now(), note.strip(),
                    store.countWaiting(office.id(), clock.today()), contacts.countOpen(office.path()),
                    contacts.openCaseNos(office.path(), CASES_NAMED), null, null);
            store.insert(given);
            audit.record(context, "shift.handed-over", "hand-over", given.id(), office.code());
            return store.handOver(given.id()).orElseThrow();
        });
    }

    /** Two who hand over or call at once do so one after the other: the second finds what the first has handed over or called. */
    private void shiftStillOn(Office office) {
        store.nextNo(office.id(), ALL_DAYS, SHIFTS).orElseThrow();
        store.openHandOver(office.id()).ifPresent(open -> {
            throw KarawattException.conflict(DeskErrors.HAND_OVER_OPEN, open.givenBy());
        });
    }

    @Override
    public HandOver accept(CallContext context, long handOverId) {
        context.require(QUEUE);
        return work.required(() -> {
            HandOver given = store.handOver(handOverId).filter(found -> covers(context, found.officeId()))
                    .orElseThrow(() -> KarawattException.notFound(DeskErrors.HAND_OVER_UNKNOWN, handOverId));
            if (given.acceptedBy() != null) {
                throw KarawattException.conflict(DeskErrors.HAND_OVER_ACCEPTED, given.acceptedBy());
            }
            if (given.givenBy().equals(context.user())) {
                throw KarawattException.conflict(DeskErrors.OWN_HAND_OVER);
            }
            if (!store.accept(handOverId, context.user(), clock.now())) {
                throw KarawattException.conflict(DeskErrors.HAND_OVER_ACCEPTED, "?");
            }
            audit.record(context, "shift.accepted", "hand-over", handOverId, given.givenBy());
            return store.handOver(handOverId).orElseThrow();
        });
    }

    @Override
    public Page<HandOver> handOvers(CallContext context, String officeCode, PageRequest page) {
        Office office = office(context, officeCode);
        return work.readOnly(() -> store.handOvers(office.id(), page));
    }
}
