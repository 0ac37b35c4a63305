package org.karawatt.notice.internal.service;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.NoticeReport;
import org.karawatt.notice.api.NoticeReportQuery;
import org.karawatt.notice.api.NoticeReportService;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.calc.Days;
import org.karawatt.notice.internal.store.BatchStore;
import org.karawatt.notice.internal.store.MessageStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Counts of notices on the shared store: the database adds up, so that a report costs the same memory for ten notices and ten million. */
@Component
public final class DefaultNoticeReportService implements NoticeReportService {

    private static final int MOST_DAYS = 366;
    private static final int MOST_COUNTS = 3_000;
    private static final int MOST_CAUSES = 50;

    private final UnitOfWork work;
    private final MessageStore messages;
    private final BatchStore batches;
    private final DefaultNoticeTemplateService templates;
    private final BusinessClock clock;

    @Activate
    public DefaultNoticeReportService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference DefaultNoticeTemplateService templates, @Reference BusinessClock clock) {
        this.work = work;
        this.messages = new MessageStore(bulk);
        this.batches = new BatchStore(bulk);
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public NoticeReport report(CallContext context, NoticeReportQuery query) {
        context.require("notice.read");
        check(query).throwIfAny();
        return work.readOnly(() -> {
            if (query.batchId() != null && batches.find(context.scope(), query.batchId()).isEmpty()) {
                throw KarawattException.notFound(NoticeErrors.BATCH_UNKNOWN, query.batchId());
            }
            MessageStore.Filter filter = MessageStore.Filter.of(query, clock.zone());
            List<MessageStore.Count> counts = messages.counts(context.scope(), filter, query.byBatch(), MOST_COUNTS + 1);
            if (counts.size() > MOST_COUNTS) {
                throw KarawattException.invalid(NoticeErrors.REPORT_LARGE, MOST_COUNTS);
            }
            return new NoticeReport(query, lines(counts), totals(counts), messages.causes(context.scope(), filter, MOST_CAUSES));
        });
    }

    private static Faults check(NoticeReportQuery query) {
        Faults faults = new Faults();
        Days.check(faults, query.from(), query.to());
        boolean open = query.from() == null || query.to() == null;
        if (open && query.batchId() == null) {
            faults.add(query.from() == null ? "from" : "to", NoticeErrors.REPORT_PERIOD, MOST_DAYS);
        } else if (!open && (query.to().isBefore(query.from()) || ChronoUnit.DAYS.between(query.from(), query.to()) >= MOST_DAYS)) {
            faults.add("to", NoticeErrors.REPORT_PERIOD, MOST_DAYS);
        }
        return faults;
    }

    private record Key(Long batchId, String kind, String channel) {
    }

    private List<NoticeReport.Line> lines(List<MessageStore.Count> counts) {
        Map<String, TemplateDraft> names = new HashMap<>();
        templates.inUse().forEach(each -> names.put(each.content().code(), each.content()));
        Map<Key, List<MessageStore.Count>> grouped = new LinkedHashMap<>();
        counts.forEach(each -> grouped.computeIfAbsent(new Key(each.batchId(), each.kind(), each.channel()), key -> new ArrayList<>()).add(each));
        List<NoticeReport.Line> lines = new ArrayList<>();
        grouped.forEach((key, parts) -> {
            TemplateDraft template = names.get(key.kind());
            Map<NoticeStatus, Long> states = totals(parts);
            lines.add(new NoticeReport.Line(key.batchId(), parts.get(0).batchTitle(), key.kind(), template == null ? null : template.nameZh(),
                    template == null ? null : template.nameEn(), key.channel(), states.values().stream().mapToLong(Long::longValue).sum(), states));
        });
        return lines;
    }

    private static Map<NoticeStatus, Long> totals(List<MessageStore.Count> counts) {
        Map<NoticeStatus, Long> totals = new EnumMap<>(NoticeStatus.class);
        counts.forEach(each -> totals.merge(each.status(), each.notices(), Long::sum));
        return totals;
    }
}
