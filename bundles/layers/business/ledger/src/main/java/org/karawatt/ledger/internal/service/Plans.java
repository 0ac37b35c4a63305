package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.ledger.api.Payment.Allocation;
import org.karawatt.ledger.internal.calc.Allocator;
import org.karawatt.ledger.internal.calc.Allocator.Allocated;
import org.karawatt.ledger.internal.calc.Chart;
import org.karawatt.ledger.internal.calc.Debt;
import org.karawatt.ledger.internal.calc.Instalments;
import org.karawatt.ledger.internal.calc.LateFees;
import org.karawatt.ledger.internal.store.BasicsStore;
import org.karawatt.ledger.internal.store.PlanStore;
import org.karawatt.ledger.internal.store.PlanStore.Entry;
import org.karawatt.ledger.internal.store.PlanStore.Plan;
import org.karawatt.ledger.internal.store.ReceivableStore;
import org.karawatt.ledger.internal.store.ReceivableStore.NewReceivable;
import org.karawatt.ledger.internal.store.TransferStore;
import org.karawatt.ledger.internal.store.TransferStore.Transfer;
import org.karawatt.persistence.store.BulkStore;

/**
 * What budget plans make of bills. A bill of a plan stays a receivable of its amount with nothing open: it has moved into the plan, and the
 * plan asks for the instalment with a receivable of its own, which is paid, is late and is charged for being late like any other. What
 * the plan defers is in nobody's receivable, so no late fee can fall on it. Works inside the current unit of work. Thread-safe.
 */
final class Plans {

    private static final String PLANNED = "PLANNED";
    private static final String OWED_FOR_BILL = "BILL";
    /** No instalment is due before it, so no late fee runs until then. */
    private static final LocalDate NEVER_LATE = LocalDate.EPOCH;

    private final Numbering numbering;
    private final PlanStore plans;
    private final ReceivableStore receivables;
    private final TransferStore transfers;
    private final BasicsStore basics;
    private final Advances advances;

    Plans(BulkStore bulk, Numbering numbering, Advances advances) {
        this.numbering = numbering;
        this.plans = new PlanStore(bulk);
        this.receivables = new ReceivableStore(bulk);
        this.transfers = new TransferStore(bulk);
        this.basics = new BasicsStore(bulk);
        this.advances = advances;
    }

    /** What a receivable of a settlement looks like. */
    record Terms(BillingMonth month, long officeId, LocalDate dueOn, String usageClass, LocalDate today) {

        private static Terms of(IssuedBill bill) {
            return new Terms(bill.month(), bill.officeId(), bill.dueOn(), bill.usageClass(), bill.issuedOn());
        }
    }

    /**
     * Stores the receivables of bills: those of the bills, and those that plans ask for in their place. One query where no account has a
     * plan.
     *
     * @return all that was stored
     */
    List<NewReceivable> book(List<IssuedBill> bills) {
        Map<Long, PlanState> running = states(plans.lockRunning(bills.stream().map(IssuedBill::accountId).collect(Collectors.toSet())).values());
        List<NewReceivable> owed = new ArrayList<>(bills.size());
        List<Entry> entries = new ArrayList<>();
        Map<PlanState, IssuedBill> settling = new LinkedHashMap<>();
        for (IssuedBill bill : bills) {
            PlanState state = running.get(bill.accountId());
            if (state == null || !state.isRunning() || bill.month().compareTo(state.plan().start()) < 0) {
                owed.add(NewReceivable.ofBill(bill, bill.amount(), OWED_FOR_BILL));
                continue;
            }
            owed.add(NewReceivable.ofBill(bill, BigDecimal.ZERO, PLANNED));
            entries.add(entry(state, PlanStore.BILL, bill.billId(), bill.billId(), Terms.of(bill), bill.amount()));
            if (bill.last() || bill.month().compareTo(state.plan().end()) >= 0) {
                state.stop();
                settling.put(state, bill);
            } else if (!state.hasInstalment(bill.month())) {
                NewReceivable asked = owed(state.plan(), Terms.of(bill), state.instalment(bill.month()), PlanStore.INSTALMENT);
                owed.add(asked);
                entries.add(entry(state, PlanStore.INSTALMENT, bill.month().value(), asked.id(), Terms.of(bill), asked.amount().negate()));
                review(state, bill.month());
            }
        }
        receivables.insert(owed);
        write(entries, bills.get(0).issuedOn());
        settling.forEach((state, bill) -> {
            plans.settled(state.plan().id(), bill.issuedOn());
            owed.addAll(settle(state, Terms.of(bill), bill.issuedOn()));
        });
        return owed;
    }

    /**
     * Gives back what plans have taken over of reversed bills; a plan that has been settled is settled again, without late fees: what was
     * asked for wrongly has not been late.
     */
    void takeBack(List<ReversedBill> bills) {
        Map<Long, IssuedBill> reversals = new HashMap<>();
        bills.forEach(bill -> reversals.put(bill.originalId(), bill.reversal()));
        List<Entry> taken = plans.ofBills(reversals.keySet());
        Map<Long, PlanState> states = new HashMap<>();
        states(plans.lock(taken.stream().map(Entry::planId).toList()).values()).values()
                .forEach(state -> states.put(state.plan().id(), state));
        for (Entry entry : taken) {
            PlanState state = states.get(entry.planId());
            IssuedBill reversal = reversals.get(entry.receivableId());
            write(List.of(entry(state, PlanStore.REVERSAL, reversal.billId(), reversal.billId(), Terms.of(reversal),
                    entry.amount().negate())),
                    reversal.issuedOn());
            if (!state.isRunning()) {
                settle(state, Terms.of(reversal), NEVER_LATE);
            }
        }
    }

    /**
     * Settles a running plan today.
     *
     * @return what is owed for it now; empty when it was credited or came out even
     */
    List<NewReceivable> end(PlanState state, Terms terms) {
        state.stop();
        plans.settled(state.plan().id(), terms.today());
        return settle(state, terms, terms.today());
    }

    PlanState state(Plan plan) {
        return states(List.of(plan)).get(plan.accountId());
    }

    private Map<Long, PlanState> states(Collection<Plan> found) {
        if (found.isEmpty()) {
            return Map.of();
        }
        Set<Long> ids = found.stream().map(Plan::id).collect(Collectors.toSet());
        Map<Long, List<Entry>> entries = plans.entries(ids);
        var instalments = plans.instalments(ids);
        Map<Long, PlanState> states = new HashMap<>();
        found.forEach(plan -> states.put(plan.accountId(),
                new PlanState(plan, instalments.get(plan.id()), entries.getOrDefault(plan.id(), List.of()))));
        return states;
    }

    private void review(PlanState state, BillingMonth month) {
        Plan plan = state.plan();
        if (plan.review().equals(PlanStore.REVIEW_AHEAD) && month.compareTo(plan.reviewMonth()) >= 0) {
            plans.review(plan.id(), Instalments.hasRunAway(state.balance(), state.askedFor(), plan.reviewShare()) ? PlanStore.REVIEW_DUE
                    : PlanStore.REVIEW_OVER);
        }
    }

    /** @param lateTo day up to which unpaid instalments that are credited have been late */
    private List<NewReceivable> settle(PlanState state, Terms terms, LocalDate lateTo) {
        BigDecimal balance = state.balance();
        if (balance.signum() > 0) {
            return List.of(ask(state, terms, balance));
        }
        if (balance.signum() < 0) {
            credit(state, terms, balance.negate(), lateTo);
        }
        return List.of();
    }

    private NewReceivable ask(PlanState state, Terms terms, BigDecimal amount) {
        NewReceivable asked = owed(state.plan(), terms, amount, PlanStore.SETTLEMENT);
        receivables.insert(List.of(asked));
        write(List.of(entry(state, PlanStore.SETTLEMENT, 0, asked.id(), terms, amount.negate())), terms.today());
        return asked;
    }

    /**
     * Credits an amount as if it was paid that day: instalments that are not paid are owed no longer, the newest first and of each the late
     * fee before the rest; what was paid on the others becomes an advance. Each is booked in the month of the receivable that it changes, so
     * that every month stays proven by itself.
     */
    private void credit(PlanState state, Terms terms, BigDecimal amount, LocalDate lateTo) {
        Map<Long, Entry> asked = state.receivables();
        Allocated used = release(state.plan().accountId(), asked.keySet(), amount, lateTo);
        List<Allocation> parts = new ArrayList<>(used.parts());
        advances.free(List.copyOf(asked.keySet()), used.unallocated(), terms.today())
                .forEach((id, part) -> parts.add(new Allocation(id, Allocator.PRINCIPAL, part)));
        List<Entry> entries = new ArrayList<>();
        for (Allocation part : parts) {
            Entry of = asked.get(part.receivableId());
            String kind = part.kind().equals(Allocator.LATE_FEE) ? PlanStore.LATE_FEE : PlanStore.SETTLEMENT;
            entries.add(entry(state, kind, 0, of.receivableId(),
                    new Terms(of.month(), of.officeId(), terms.dueOn(), terms.usageClass(), terms.today()), part.amount()));
        }
        write(entries, terms.today());
        BigDecimal left = state.balance();
        if (left.signum() < 0) {
            // more was given back by bills than was ever asked for: owed to the customer, like a bill below zero
            ask(state, terms, left);
        }
    }

    private Allocated release(long accountId, Collection<Long> asked, BigDecimal amount, LocalDate lateTo) {
        Map<Long, Debt> debts = receivables.lockOpen(Set.of(accountId)).getOrDefault(accountId, List.of()).stream()
                .collect(Collectors.toMap(Debt::id, debt -> debt));
        Allocated used = Allocator.allocate(asked.stream().filter(debts::containsKey).map(debts::get).toList(),
                new LateFees(basics.lateFees()), amount, lateTo);
        List<Debt> changed = debts.values().stream().filter(Debt::changed).toList();
        if (!changed.isEmpty()) {
            receivables.update(changed);
        }
        return used;
    }

    private NewReceivable owed(Plan plan, Terms terms, BigDecimal amount, String kind) {
        return new NewReceivable(numbering.nextId(), plan.accountId(), terms.officeId(), terms.month(), amount, amount, terms.dueOn(),
                terms.usageClass(), kind);
    }

    /** @param refId 0 for an entry that refers to itself */
    private Entry entry(PlanState state, String kind, long refId, long receivableId, Terms terms, BigDecimal amount) {
        long id = numbering.nextId();
        Entry entry = new Entry(id, state.plan().id(), kind, refId == 0 ? id : refId, receivableId, state.plan().accountId(),
                terms.month(), terms.officeId(), amount);
        state.add(entry);
        return entry;
    }

    private void write(List<Entry> entries, LocalDate today) {
        if (entries.isEmpty()) {
            return;
        }
        plans.insert(entries);
        List<Transfer> booked = new ArrayList<>();
        for (Entry entry : entries) {
            for (Chart.Entry moved : entry.kind().equals(PlanStore.LATE_FEE) ? Chart.ofPlannedFee(entry.amount())
                    : Chart.ofPlan(entry.amount())) {
                booked.add(new Transfer(today, entry.month(), moved, entry.accountId(), entry.officeId(), TransferStore.PLAN, entry.id()));
            }
        }
        if (!booked.isEmpty()) {
            transfers.insert(numbering.block(Numbering.ID, booked.size()), booked);
        }
    }
}
