package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryReversal;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.billing.internal.store.RecoveryStore.Stored;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.RecoveryPosting;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;

/**
 * Reversals of approved recoveries. The status of the recovery is moved before anything else, so that whoever comes second waits for the first
 * and is refused. Works inside the current unit of work; what it throws takes back what it has written. Thread-safe.
 */
final class RecoveryReversals {

    private final RecoveryStore store;
    private final RecoveryPosting posting;
    private final IssueRule issue;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    RecoveryReversals(RecoveryStore store, RecoveryPosting posting, IssueRule issue, Numbering numbering, BusinessClock clock, AuditTrail audit,
            Outbox outbox) {
        this.store = store;
        this.posting = posting;
        this.issue = issue;
        this.numbering = numbering;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    void propose(CallContext context, Recovery booked, String reason) {
        move(booked.id(), RecoveryStore.APPROVED, RecoveryStore.REVERSING, RecoveryErrors.NOT_REVERSIBLE);
        store.insertReversal(numbering.nextId(), booked.id(), reason, context.user(), clock.now());
        audit(context, "billing.recovery.reversal.proposed", booked, booked.amount() + ": " + reason);
    }

    void approve(CallContext context, Stored stored, String note) {
        Recovery booked = stored.recovery();
        move(booked.id(), RecoveryStore.REVERSING, RecoveryStore.REVERSED, RecoveryErrors.NO_REVERSAL);
        RecoveryReversal waiting = store.reversal(booked.id()).orElseThrow();
        if (waiting.proposedBy().equals(context.user())) {
            throw KarawattException.conflict(RecoveryErrors.SAME_PERSON, booked.id());
        }
        store.decideReversal(waiting.id(), RecoveryStore.APPROVED, context.user(), clock.now(), note, clock.today());
        book(stored, waiting.id());
        audit(context, "billing.recovery.reversed", booked, booked.amount() + ": " + waiting.reason());
        outbox.publish("karawatt/billing/recovery/reversed", String.valueOf(booked.id()), Map.of("recovery", booked.id(), "account",
                booked.accountId(), "kind", booked.kind().name(), "amount", booked.amount()));
    }

    /** The opposite of each line, for the month of the recovery: a charge is taken back, a refund is owed again. */
    private void book(Stored stored, long reversalId) {
        Recovery booked = stored.recovery();
        Map<String, BigDecimal> opposite = new LinkedHashMap<>();
        store.lines(booked.id()).forEach(line -> opposite.merge(line.component(), line.amount().negate(), BigDecimal::add));
        LocalDate today = clock.today();
        IssuedBill reversal = new IssuedBill(reversalId, booked.accountId(), booked.officeId(), booked.month(), stored.usageClass(), today,
                issue.dueOn(today), booked.amount().negate(), opposite, 0);
        if (booked.amount().signum() > 0) {
            posting.takeBack(new ReversedBill(reversal, booked.id()));
        } else {
            posting.charge(reversal);
        }
    }

    /** Whoever may not decide may take back what he has proposed himself. */
    void reject(CallContext context, Recovery booked, String note) {
        move(booked.id(), RecoveryStore.REVERSING, RecoveryStore.APPROVED, RecoveryErrors.NO_REVERSAL);
        RecoveryReversal waiting = store.reversal(booked.id()).orElseThrow();
        if (!waiting.proposedBy().equals(context.user())) {
            context.require(DefaultRecoveryService.DECIDE);
        }
        store.decideReversal(waiting.id(), RecoveryStore.REJECTED, context.user(), clock.now(), note, null);
        audit(context, "billing.recovery.reversal.rejected", booked, note);
    }

    private void move(long id, String from, String to, RecoveryErrors otherwise) {
        if (!store.move(id, from, to)) {
            throw KarawattException.conflict(otherwise, id);
        }
    }

    private void audit(CallContext context, String action, Recovery booked, String detail) {
        audit.record(context, action, "account", booked.accountId(), booked.accountNo() + " " + booked.kind() + " " + detail);
    }
}
