package org.karawatt.notice.internal.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeReceipt;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.ReceiptDraft;
import org.karawatt.notice.internal.store.MessageStore;

/** Checks what is said of sent notices and records it: all or nothing. Works inside the current unit of work. */
final class Receipts {

    private static final int MOST = 1_000;
    private static final int MOST_EVIDENCE = 120;
    private static final int MOST_DETAIL = 400;

    private final MessageStore messages;
    private final AuditTrail audit;
    private final BusinessClock clock;

    Receipts(MessageStore messages, AuditTrail audit, BusinessClock clock) {
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** A receipt of a notice that is there. */
    private record Known(Notice notice, ReceiptDraft draft) {

        /** Whether the same has been recorded of it already; the database keeps microseconds. */
        private boolean isRepeated(List<NoticeReceipt> recorded) {
            return notice.status().name().equals(draft.outcome().name()) && recorded.stream().reduce((first, last) -> last)
                    .filter(last -> last.outcome() == draft.outcome() && last.at().equals(draft.at().truncatedTo(ChronoUnit.MICROS)))
                    .isPresent();
        }
    }

    /** Numbers of the notices, in the order of the receipts. */
    List<Long> record(CallContext context, List<ReceiptDraft> drafts) {
        if (drafts.isEmpty() || drafts.size() > MOST) {
            throw KarawattException.invalid(NoticeErrors.RECEIPT_MANY, MOST);
        }
        Faults faults = new Faults();
        List<Known> known = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            String at = "receipts[" + i + "].";
            if (check(faults, at, drafts.get(i))) {
                if (!seen.add(drafts.get(i).messageId())) {
                    faults.add(at + "messageId", NoticeErrors.RECEIPT_TWICE, drafts.get(i).messageId());
                }
                find(context, faults, at, drafts.get(i)).ifPresent(known::add);
            }
        }
        faults.throwIfAny();
        // in one order, so that two who say the same at once do not wait for each other
        known.stream().sorted(Comparator.comparingLong(each -> each.notice().id())).forEach(each -> store(context, each));
        return known.stream().map(each -> each.notice().id()).toList();
    }

    private static boolean check(Faults faults, String at, ReceiptDraft draft) {
        if (draft == null) {
            faults.required(at.substring(0, at.length() - 1), null);
            return false;
        }
        Faults own = new Faults().text(at + "messageId", draft.messageId(), 20).required(at + "outcome", draft.outcome())
                .required(at + "at", draft.at()).optionalText(at + "evidence", draft.evidence(), MOST_EVIDENCE)
                .optionalText(at + "detail", draft.detail(), MOST_DETAIL);
        own.list().forEach(each -> faults.add(each.field(), each.code(), each.args().toArray()));
        return own.isEmpty();
    }

    private Optional<Known> find(CallContext context, Faults faults, String at, ReceiptDraft draft) {
        Optional<Notice> found = NoticeSender.idOf(draft.messageId()).flatMap(id -> messages.find(context.scope(), id));
        if (found.isEmpty()) {
            faults.add(at + "messageId", NoticeErrors.NOTICE_UNKNOWN, draft.messageId());
            return Optional.empty();
        }
        Known known = new Known(found.get(), draft);
        if (draft.at().isBefore(known.notice().createdAt()) || draft.at().isAfter(clock.now())) {
            faults.add(at + "at", NoticeErrors.RECEIPT_TIME, draft.at());
        }
        if (known.notice().status() != NoticeStatus.SENT && !known.isRepeated(messages.receipts(known.notice().id()))) {
            faults.add(at + "messageId", NoticeErrors.RECEIPT_STATE, draft.messageId(), known.notice().status());
        }
        return Optional.of(known);
    }

    private void store(CallContext context, Known known) {
        if (known.notice().status() != NoticeStatus.SENT) {
            return;
        }
        ReceiptDraft draft = known.draft();
        Instant now = clock.now();
        // somebody else may have recorded one since it was looked at
        if (!messages.receipt(known.notice().id(), new NoticeReceipt(draft.outcome(), draft.at(), draft.evidence(), draft.detail(),
                context.user(), now))) {
            throw KarawattException.conflict(NoticeErrors.RECEIPT_STATE, draft.messageId(),
                    messages.find(context.scope(), known.notice().id()).map(Notice::status).orElse(known.notice().status()));
        }
        audit.record(context, "notice.receipt", "notice", known.notice().id(), draft.outcome().name());
    }
}
