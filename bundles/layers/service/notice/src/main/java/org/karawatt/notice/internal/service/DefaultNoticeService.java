package org.karawatt.notice.internal.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.notice.api.ChannelState;
import org.karawatt.notice.api.Letter;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeAttachment;
import org.karawatt.notice.api.NoticeDraft;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeProof;
import org.karawatt.notice.api.NoticeQuery;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.api.ReceiptDraft;
import org.karawatt.notice.internal.calc.ChannelSetting;
import org.karawatt.notice.internal.calc.Days;
import org.karawatt.notice.internal.calc.Rendering;
import org.karawatt.notice.internal.store.MessageStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Single notices, and what became of all, on the shared store. */
@Component
public final class DefaultNoticeService implements NoticeService {

    private static final String READ = "notice.read";
    private static final String SEND = "notice.send";
    private static final String RECEIPT = "notice.receipt";
    private static final String REVEAL = "customer.reveal";
    private static final int MOST_FILES = 3;
    private static final int MOST_MB = 5;

    private final UnitOfWork work;
    private final MessageStore messages;
    private final DefaultNoticeTemplateService templates;
    private final NoticeSender sender;
    private final NoticeWriter writer;
    private final CustomerService customers;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final Receipts receipts;

    @Activate
    public DefaultNoticeService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference DefaultNoticeTemplateService templates, @Reference NoticeSender sender,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers, @Reference AuditTrail audit,
            @Reference BusinessClock clock) {
        this.work = work;
        this.messages = new MessageStore(bulk);
        this.templates = templates;
        this.sender = sender;
        this.writer = new NoticeWriter(bulk, numbering, clock, sender.settings());
        this.customers = customers;
        this.audit = audit;
        this.clock = clock;
        this.receipts = new Receipts(messages, audit, clock);
    }

    @Override
    public List<Notice> send(CallContext context, NoticeDraft draft) {
        context.require(SEND);
        check(draft).throwIfAny();
        return work.required(() -> {
            NoticeTemplate template = templates.inUse(draft.code());
            Rendering.check(template.content(), draft.values()).throwIfAny();
            Account account = customers.account(context, draft.accountNo());
            String key = "S:" + draft.code() + ":" + account.id() + ":" + draft.reference() + ":";
            List<Notice> stored = messages.byKey(key);
            if (!stored.isEmpty()) {
                return named(context, stored);
            }
            Contact contact = customers.contacts(List.of(account.id())).get(account.id());
            List<MessageStore.Draft> rows = writer.drafts(template, writer.write(template, List.of(contact), draft.values(), Map.of()), null,
                    context.user(), each -> key);
            messages.insert(rows);
            if (!draft.attachments().isEmpty()) {
                rows.forEach(row -> messages.attach(row.id(), draft.attachments()));
            }
            rows.forEach(row -> audit.record(context, "notice.stored", "notice", row.id(), draft.code() + " " + row.channel()));
            work.afterCommit(sender::wake);
            return named(context, messages.byKey(key));
        });
    }

    private static Faults check(NoticeDraft draft) {
        Faults faults = new Faults().text("code", draft.code(), 60).text("accountNo", draft.accountNo(), 20)
                .text("reference", draft.reference(), 40);
        long bytes = 0;
        for (int i = 0; i < draft.attachments().size(); i++) {
            NoticeAttachment each = draft.attachments().get(i);
            String at = "attachments[" + i + "].";
            faults.text(at + "fileName", each.fileName(), 200).text(at + "mediaType", each.mediaType(), 80).required(at + "content", each.content());
            if (each.mediaType() != null && !each.mediaType().matches("[a-z]+/[a-z0-9.+-]+")) {
                faults.add(at + "mediaType", NoticeErrors.BAD_VALUE, "mediaType", each.mediaType());
            }
            bytes += each.content() == null ? 0 : each.content().length;
        }
        if (draft.attachments().size() > MOST_FILES || bytes > MOST_MB * 1_048_576L) {
            faults.add("attachments", NoticeErrors.BAD_ATTACHMENT, MOST_FILES, MOST_MB);
        }
        return faults;
    }

    @Override
    public Page<Notice> notices(CallContext context, NoticeQuery query, PageRequest page) {
        context.require(READ);
        Faults faults = new Faults();
        Days.check(faults, query.from(), query.to());
        faults.throwIfAny();
        return work.readOnly(() -> {
            Long account = query.accountNo() == null || query.accountNo().isBlank() ? null
                    : (Long) customers.account(context, query.accountNo()).id();
            Page<Notice> found = messages.find(context.scope(), MessageStore.Filter.of(query, account, clock.zone()), page);
            return Page.of(named(context, found.items()), page, found.total());
        });
    }

    /** Adds the account numbers. */
    private List<Notice> named(CallContext context, List<Notice> notices) {
        Map<Long, String> numbers = new HashMap<>();
        customers.contacts(notices.stream().map(Notice::accountId).distinct().toList()).forEach((id, c) -> numbers.put(id, c.accountNo()));
        List<Notice> named = new ArrayList<>();
        for (Notice n : notices) {
            named.add(new Notice(n.id(), n.kind(), n.accountId(), numbers.get(n.accountId()), n.channel(), n.language(), n.subject(), n.status(),
                    n.attempts(), n.nextTryAt(), n.createdBy(), n.createdAt(), n.finishedAt(), n.sentTo(), n.batchId(), n.cause()));
        }
        return named;
    }

    @Override
    public NoticeProof proof(CallContext context, long noticeId) {
        context.require(READ);
        return work.readOnly(() -> {
            Notice notice = known(context, noticeId);
            MessageStore.Content content = messages.content(noticeId);
            boolean open = context.may(REVEAL);
            return new NoticeProof(named(context, List.of(notice)).get(0), NoticeSender.messageId(noticeId), content.reference(), content.hash(),
                    open ? content.text() : null, open ? content.html() : null, messages.attempts(noticeId),
                    messages.receipts(noticeId));
        });
    }

    private Notice known(CallContext context, long noticeId) {
        return messages.find(context.scope(), noticeId)
                .orElseThrow(() -> KarawattException.notFound(NoticeErrors.NOTICE_UNKNOWN, noticeId));
    }

    @Override
    public Notice retry(CallContext context, long noticeId) {
        context.require(SEND);
        return work.required(() -> {
            known(context, noticeId);
            if (!messages.again(noticeId, clock.now())) {
                throw KarawattException.conflict(NoticeErrors.NOT_FAILED, noticeId);
            }
            audit.record(context, "notice.retried", "notice", noticeId, null);
            work.afterCommit(sender::wake);
            return named(context, List.of(known(context, noticeId))).get(0);
        });
    }

    @Override
    public List<Notice> receipts(CallContext context, List<ReceiptDraft> drafts) {
        context.require(RECEIPT);
        return work.required(() -> named(context, receipts.record(context, drafts).stream().map(id -> known(context, id)).toList()));
    }

    @Override
    public Letter letter(CallContext context, long noticeId) {
        context.require(READ);
        context.require(REVEAL);
        return work.readOnly(() -> {
            Notice notice = known(context, noticeId);
            Contact contact = customers.contacts(List.of(notice.accountId())).get(notice.accountId());
            String address = ChannelSetting.AddressKind.postal(contact);
            return new Letter(NoticeSender.messageId(noticeId), address == null ? contact.name() : address, notice.language(),
                    LocalDate.ofInstant(notice.createdAt(), clock.zone()), notice.subject(), messages.content(noticeId).text(),
                    messages.attachments(noticeId));
        });
    }

    @Override
    public List<ChannelState> channels(CallContext context) {
        context.require(READ);
        return work.readOnly(() -> sender.settings().stream().map(each -> new ChannelState(each.name(), each.address().name(),
                sender.isPresent(each.name()), each.perMinute(), messages.count(each.name(), NoticeStatus.WAITING),
                messages.count(each.name(), NoticeStatus.FAILED))).toList());
    }
}
