package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * Money recovered or refunded beside the regular bill (退补), with its approval.
 *
 * @param id number of it and of its receivable; 0 for a preview
 * @param status PREVIEW, PROPOSED, APPROVED, REJECTED, REVERSING while a reversal waits for its decision, or REVERSED
 * @param amount yuan that the customer owes; below zero for a refund
 * @param energyKwh energy recovered, below zero for a refund; zero when it is not about energy
 * @param draft what was asked for
 * @param lines empty in lists
 * @param explanation how it came to be, with rules, sources and rounding; empty in lists
 * @param decidedBy null before the decision, like time and note
 * @param month month in which it was booked; null before, like the day on which it is due
 * @param reversal the last reversal that was proposed; null without any, and in lists
 */
public record Recovery(long id, RecoveryKind kind, long accountId, String accountNo, long officeId, LocalDate onDay, String reason,
        String status, BigDecimal amount, BigDecimal energyKwh, String currency, RecoveryDraft draft, List<RecoveryLine> lines,
        List<RecoveryStep> explanation, String proposedBy, Instant proposedAt, String decidedBy, Instant decidedAt, String note,
        BillingMonth month, LocalDate dueOn, RecoveryReversal reversal) {

    public Recovery {
        lines = List.copyOf(lines);
        explanation = List.copyOf(explanation);
    }

    /** A recovery that nobody wants to reverse. */
    public Recovery(long id, RecoveryKind kind, long accountId, String accountNo, long officeId, LocalDate onDay, String reason, String status,
            BigDecimal amount, BigDecimal energyKwh, String currency, RecoveryDraft draft, List<RecoveryLine> lines,
            List<RecoveryStep> explanation, String proposedBy, Instant proposedAt, String decidedBy, Instant decidedAt, String note,
            BillingMonth month, LocalDate dueOn) {
        this(id, kind, accountId, accountNo, officeId, onDay, reason, status, amount, energyKwh, currency, draft, lines, explanation,
                proposedBy, proposedAt, decidedBy, decidedAt, note, month, dueOn, null);
    }
}
