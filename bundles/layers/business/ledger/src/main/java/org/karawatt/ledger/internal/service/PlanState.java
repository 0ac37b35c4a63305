package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.BudgetPlan.Instalment;
import org.karawatt.ledger.internal.store.PlanStore;
import org.karawatt.ledger.internal.store.PlanStore.Entry;
import org.karawatt.ledger.internal.store.PlanStore.Plan;

/** A budget plan with its entries, old and new. Confined to the unit of work that has locked it. */
final class PlanState {

    private final Plan plan;
    private final List<Instalment> instalments;
    private final List<Entry> entries;
    private boolean isRunning;

    PlanState(Plan plan, List<Instalment> instalments, List<Entry> entries) {
        this.plan = plan;
        this.instalments = instalments;
        this.entries = new ArrayList<>(entries);
        this.isRunning = plan.isRunning();
    }

    Plan plan() {
        return plan;
    }

    boolean isRunning() {
        return isRunning;
    }

    void stop() {
        isRunning = false;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    /** What the customer owes to the plan; below zero when it is owed to the customer. */
    BigDecimal balance() {
        return entries.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** All instalments that have been asked for so far. */
    BigDecimal askedFor() {
        return sum(PlanStore.INSTALMENT).negate();
    }

    BigDecimal sum(String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean hasInstalment(BillingMonth month) {
        return entries.stream().anyMatch(entry -> entry.kind().equals(PlanStore.INSTALMENT) && entry.month().equals(month));
    }

    /** The newest month that the plan has taken a bill of. */
    Optional<BillingMonth> lastMonth() {
        return entries.stream().map(Entry::month).max(BillingMonth::compareTo);
    }

    /** What is asked for in a month. */
    BigDecimal instalment(BillingMonth month) {
        BigDecimal amount = instalments.get(0).amount();
        for (Instalment step : instalments) {
            amount = step.fromMonth().compareTo(month) <= 0 ? step.amount() : amount;
        }
        return amount;
    }

    /** Receivables that the plan has asked with, newest first, each with the entry that made it. */
    Map<Long, Entry> receivables() {
        Map<Long, Entry> found = new LinkedHashMap<>();
        Set<String> asking = Set.of(PlanStore.INSTALMENT, PlanStore.SETTLEMENT);
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (asking.contains(entry.kind())) {
                found.put(entry.receivableId(), entry);
            }
        }
        return found;
    }
}
