package org.karawatt.workflow.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.internal.calc.ProcessFile;
import org.karawatt.workflow.internal.store.CaseStore;
import org.karawatt.workflow.internal.store.RetentionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the forms of a process call personal from cases that ended without becoming a supply: nobody has a reason to keep it once the
 * time for an objection is over. What a case led to is in the records of the domains and stays. Called by one thread at a time.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 100;
    private static final int MOST_DAYS = 36_500;
    /** Days do not end more often than that; the look reads all cases that have ended. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final UnitOfWork work;
    private final Casework casework;
    private final RetentionStore store;
    private final int days;
    private final ObjectMapper json = new ObjectMapper();
    private Instant looked = Instant.EPOCH;

    /** @param days 0 keeps everything */
    Retention(UnitOfWork work, BulkStore bulk, Casework casework, int days) {
        this.work = work;
        this.casework = casework;
        this.store = new RetentionStore(bulk);
        this.days = Math.max(0, Math.min(MOST_DAYS, days));
    }

    /** One look, unless the last one was a short time ago; returns how many cases lost values. */
    int look() {
        Instant now = casework.now();
        if (days == 0 || Duration.between(looked, now).abs().compareTo(PAUSE) < 0) {
            return 0;
        }
        List<Long> ended = work.readOnly(() -> store.ended(now.minus(Duration.ofDays(days)), AT_ONCE));
        int found = 0;
        int failed = 0;
        for (long caseId : ended) {
            try {
                found += work.required(() -> forget(caseId)) ? 1 : 0;
            } catch (RuntimeException e) {
                failed++;
                LOG.warn("could not delete the personal values of case {}", caseId, e);
            }
        }
        // those that fail come first again: as long as others are done, the next look goes on at once
        looked = ended.size() < AT_ONCE || failed == AT_ONCE ? now : looked;
        return found;
    }

    private boolean forget(long caseId) {
        if (!store.mark(caseId)) {
            return false;
        }
        CaseStore.Held held = casework.cases.find(caseId).orElseThrow();
        Set<String> personal = personal(held);
        Set<String> gone = new TreeSet<>(personal);
        gone.retainAll(casework.engine().values(held.engineId()).keySet());
        if (!gone.isEmpty()) {
            store.deleteValues(held.engineId(), gone);
        }
        store.forms(caseId).forEach((taskId, form) -> gone.addAll(forget(taskId, form, personal)));
        if (gone.isEmpty()) {
            return false;
        }
        casework.happened(CallContext.system(), caseId, held.workCase().caseNo(), null, "FORGOTTEN", String.join(", ", gone));
        return true;
    }

    private Set<String> personal(CaseStore.Held held) {
        ProcessFile file = casework.file(casework.processes.find(held.processId()).orElseThrow().engineId());
        return Stream.concat(file.startForm().stream(), file.tasks().values().stream().flatMap(step -> step.form().stream()))
                .filter(FormField::personal).map(FormField::key).collect(Collectors.toSet());
    }

    private Set<String> forget(long taskId, String form, Set<String> personal) {
        try {
            Map<String, String> values = json.readValue(form, new TypeReference<Map<String, String>>() { });
            Set<String> gone = new TreeSet<>(values.keySet());
            gone.retainAll(personal);
            if (values.keySet().removeAll(gone)) {
                store.form(taskId, json.writeValueAsString(values));
            }
            return gone;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
