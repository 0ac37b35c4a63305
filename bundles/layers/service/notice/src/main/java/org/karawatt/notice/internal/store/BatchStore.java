package org.karawatt.notice.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.Population;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on notices to many. Every method runs in the caller's unit of work. */
public final class BatchStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT = "SELECT b.id, b.title, t.code, t.template_version, b.office_id, b.population, b.content, b.accounts,"
            + " b.accounts_of_office, b.suspicious, b.send_by, b.status, b.created_by, b.created_at, b.released_by, b.released_at, b.run_id,"
            + " b.version, b.template_id";
    private static final String FROM = " FROM notice_batch b JOIN notice_template t ON t.id = b.template_id"
            + " JOIN codes_office o ON o.id = b.office_id WHERE ";

    private final BulkStore store;

    public BatchStore(BulkStore store) {
        this.store = store;
    }

    /** A stored batch and the template version that it is written with. */
    public record Stored(NoticeBatch batch, long templateId) {
    }

    public void insert(NoticeBatch b, long templateId) {
        store.insert("notice_batch", List.of("id", "template_id", "office_id", "title", "population", "content", "accounts",
                "accounts_of_office", "suspicious", "send_by", "status", "created_by", "created_at", "version"),
                List.<Object[]>of(new Object[] {b.id(), templateId, b.officeId(), b.title(), json(b.population()), json(b.values()),
                    b.accounts(), b.accountsOfOffice(), b.suspicious(), b.sendBy(), b.status(), b.createdBy(), b.createdAt(), b.version()}));
    }

    /** Stores whom a batch goes to. */
    public void insertAccounts(long batchId, Map<Long, BigDecimal> accounts) {
        store.insert("notice_batch_account", List.of("batch_id", "account_id", "amount"), () -> accounts.entrySet().stream()
                .map(each -> new Object[] {batchId, each.getKey(), each.getValue()}).iterator());
    }

    public void accounts(long batchId, LongConsumer consumer) {
        store.stream("SELECT account_id FROM notice_batch_account WHERE batch_id = ? ORDER BY account_id", List.of(batchId),
                row -> consumer.accept(row.getLong(1)));
    }

    /** The next accounts of a batch and what they owe, null where it does not count. */
    public Map<Long, BigDecimal> accounts(long batchId, long after, long to, int limit) {
        Map<Long, BigDecimal> accounts = new LinkedHashMap<>();
        store.stream("SELECT account_id, amount FROM notice_batch_account WHERE batch_id = ? AND account_id > ? AND account_id <= ?"
                + " ORDER BY account_id FETCH FIRST ? ROWS ONLY", List.of(batchId, after, to, limit),
                row -> accounts.put(row.getLong(1), row.getBigDecimal(2)));
        return accounts;
    }

    public Optional<Stored> find(OfficeScope scope, long id) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return store.queryOne(SELECT + FROM + "b.id = ? AND " + offices.condition(), offices.after(List.of(id)), BatchStore::stored);
    }

    public List<Stored> page(OfficeScope scope, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        List<Object> params = new ArrayList<>(offices.params());
        params.add(page.offset());
        params.add(page.limit());
        return store.query(SELECT + FROM + offices.condition() + " ORDER BY b.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                BatchStore::stored);
    }

    public long count(OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return store.queryOne("SELECT COUNT(*)" + FROM + offices.condition(), offices.params(), row -> row.getLong(1)).orElseThrow();
    }

    /** Whether the batch was in the one state and is in the other now. */
    public boolean move(long id, String from, String to) {
        return store.update("UPDATE notice_batch SET status = ?, version = version + 1 WHERE id = ? AND status = ?", List.of(to, id, from)) == 1;
    }

    public boolean release(long id, String user, Instant now) {
        return store.update("UPDATE notice_batch SET status = 'RELEASED', released_by = ?, released_at = ?, version = version + 1"
                + " WHERE id = ? AND status = 'DRAFT'", List.of(user, now, id)) == 1;
    }

    public void run(long id, long runId) {
        store.update("UPDATE notice_batch SET run_id = ? WHERE id = ?", List.of(runId, id));
    }

    private static Stored stored(Row row) {
        return new Stored(new NoticeBatch(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getLong(5),
                read(row.getString(6), new TypeReference<Population>() { }), read(row.getString(7), new TypeReference<Map<String, String>>() { }),
                row.getLong(8), row.getLong(9), row.getBoolean(10), row.getInstant(11), row.getString(12), row.getString(13),
                row.getInstant(14), row.getString(15), row.getInstant(16), row.getLongOrNull(17), Map.of(), row.getInt(18)), row.getLong(19));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
