package org.karawatt.notice.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.internal.store.BatchStore;
import org.karawatt.notice.internal.store.MessageStore;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.RunHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Writes the notices of a released batch. What a chunk has written commits with its progress, and the key of a notice is unique. */
@Component(service = RunHandler.class)
public final class NoticeRunHandler implements RunHandler {

    /** Kind of the run. */
    static final String KIND = "notice";
    static final String BATCH = "batch";

    private final UnitOfWork work;
    private final BatchStore batches;
    private final MessageStore messages;
    private final DefaultNoticeTemplateService templates;
    private final NoticeSender sender;
    private final NoticeWriter writer;
    private final CustomerService customers;

    @Activate
    public NoticeRunHandler(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference BusinessClock clock, @Reference DefaultNoticeTemplateService templates,
            @Reference NoticeSender sender, @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.work = work;
        this.batches = new BatchStore(bulk);
        this.messages = new MessageStore(bulk);
        this.templates = templates;
        this.sender = sender;
        this.writer = new NoticeWriter(bulk, numbering, clock, sender.settings());
        this.customers = customers;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String permission() {
        return "notice.release";
    }

    /** A run is started by the release of its batch: a draft cannot be sent by starting its run by hand. */
    @Override
    public String check(CallContext context, Map<String, String> params) {
        String text = params.getOrDefault(BATCH, "");
        NoticeBatch batch = Optional.of(text).filter(id -> id.matches("\\d{1,18}"))
                .flatMap(id -> batches.find(context.scope(), Long.parseLong(id)))
                .orElseThrow(() -> KarawattException.notFound(NoticeErrors.BATCH_UNKNOWN, text)).batch();
        if (batch.releasedBy() == null) {
            throw KarawattException.conflict(NoticeErrors.BATCH_STATE, batch.id(), batch.status());
        }
        return BATCH + "-" + batch.id();
    }

    private static long batchId(Map<String, String> params) {
        return Long.parseLong(params.get(BATCH));
    }

    @Override
    public void plan(Map<String, String> params, ItemSink items) {
        batches.accounts(batchId(params), id -> items.item(id, 1));
    }

    @Override
    public ChunkResult work(Chunk chunk) {
        long batchId = batchId(chunk.params());
        BatchStore.Stored stored = batches.find(OfficeScope.ALL, batchId).orElseThrow();
        Map<Long, BigDecimal> accounts = batches.accounts(batchId, chunk.afterKey(), chunk.toKey(), chunk.limit());
        if (accounts.isEmpty()) {
            return new ChunkResult(chunk.toKey(), 0, List.of());
        }
        List<Long> ids = new ArrayList<>(accounts.keySet());
        Set<Long> written = messages.written(batchId, ids);
        List<Contact> contacts = customers.contacts(ids.stream().filter(id -> !written.contains(id)).toList()).values().stream().toList();
        NoticeTemplate template = templates.byId(stored.templateId());
        messages.insert(writer.drafts(template, writer.write(template, contacts, stored.batch().values(), accounts), batchId,
                stored.batch().releasedBy(), contact -> "B:" + batchId + ":" + contact.accountId() + ":"));
        work.afterCommit(sender::wake);
        return new ChunkResult(ids.get(ids.size() - 1), ids.size(), List.of());
    }

    @Override
    public String finish(long runId, Map<String, String> params) {
        long batchId = batchId(params);
        batches.move(batchId, "RELEASED", "DONE");
        return "{\"notices\":" + messages.ofBatch(batchId).values().stream().mapToLong(Long::longValue).sum() + "}";
    }
}
