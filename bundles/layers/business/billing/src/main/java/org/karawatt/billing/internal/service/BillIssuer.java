package org.karawatt.billing.internal.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.BillStore.NewBill;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.Numbering;

/** Issues bills: stores and books them in the current unit of work. The only way to a bill that counts. Thread-safe. */
final class BillIssuer {

    private final BillStore store;
    private final BillPosting posting;
    private final IssueRule rule;
    private final Numbering numbering;
    private final BusinessClock clock;

    BillIssuer(BillStore store, BillPosting posting, IssueRule rule, Numbering numbering, BusinessClock clock) {
        this.store = store;
        this.posting = posting;
        this.rule = rule;
        this.numbering = numbering;
        this.clock = clock;
    }

    /**
     * A bill to be issued.
     *
     * @param seq number among the bills of account and month
     * @param originId bill in whose place it stands; null otherwise
     */
    record Issue(CalculatedBill bill, String kind, int seq, Long originId) {
    }

    /**
     * Issues bills under consecutive ids.
     *
     * @param runId null outside a run
     * @return id of the first
     */
    long issue(List<Issue> bills, Long runId) {
        Instant now = clock.now();
        LocalDate today = clock.today();
        LocalDate dueOn = rule.dueOn(today);
        String engine = rule.engine();
        long first = numbering.block(Numbering.ID, bills.size());
        long id = first;
        List<NewBill> rows = new ArrayList<>(bills.size());
        List<IssuedBill> issued = new ArrayList<>(bills.size());
        for (Issue one : bills) {
            CalculatedBill bill = one.bill();
            rows.add(new NewBill(id, bill, one.kind(), one.seq(), dueOn, now, runId, one.originId(), engine));
            issued.add(new IssuedBill(id, bill.facts().terms().accountId(), bill.facts().terms().officeId(), bill.facts().month(),
                    bill.facts().terms().usageClass(), today, dueOn, bill.amount(), bill.amounts(), runId == null ? 0 : runId,
                    BillStore.FINAL.equals(one.kind())));
            id++;
        }
        store.insert(rows);
        posting.post(issued);
        return first;
    }
}
