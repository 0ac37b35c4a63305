package org.karawatt.persistence.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.ExtensionAttributes;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.internal.config.PersistenceErrors;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One row per attribute, one column per type. */
@Component
public final class DefaultExtensionAttributes implements ExtensionAttributes {

    private static final int SCALE = 8;
    private static final int PRECISION = 28;

    private final UnitOfWork work;
    private final BulkStore bulk;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;

    @Activate
    public DefaultExtensionAttributes(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference History history, @Reference AuditTrail audit) {
        this.work = work;
        this.bulk = bulk;
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
    }

    @Override
    public Map<String, Object> of(String ownerKind, long ownerId) {
        return work.readOnly(() -> {
            Map<String, Object> values = new LinkedHashMap<>();
            bulk.query("SELECT name, text_value, number_value, date_value FROM kernel_attribute WHERE owner_kind = ? AND owner_id = ?"
                    + " ORDER BY name", List.of(ownerKind, ownerId), row -> values.put(row.getString(1), value(row)));
            return values;
        });
    }

    @Override
    public void set(CallContext context, String ownerKind, long ownerId, String name, Object value) {
        new Faults().text("name", name, 60).throwIfAny();
        check(name, value);
        work.required(() -> {
            Object before = of(ownerKind, ownerId).get(name);
            if (!Objects.equals(before, value)) {
                write(ownerKind, ownerId, name, before == null, value);
                history.record(context, ownerKind, ownerId, single(name, before), single(name, value));
                // the values stand in the history; they may be personal, and the trail holds no personal data
                audit.record(context, value == null ? "attribute.removed" : "attribute.set", ownerKind, ownerId, name);
            }
        });
    }

    private void write(String ownerKind, long ownerId, String name, boolean fresh, Object value) {
        if (value == null) {
            bulk.update("DELETE FROM kernel_attribute WHERE owner_kind = ? AND owner_id = ? AND name = ?",
                    List.of(ownerKind, ownerId, name));
            return;
        }
        List<Object> typed = Arrays.asList(value instanceof String ? value : null, value instanceof BigDecimal ? value : null,
                value instanceof LocalDate ? value : null);
        if (fresh) {
            bulk.update("INSERT INTO kernel_attribute (text_value, number_value, date_value, owner_kind, owner_id, name, id)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    Arrays.asList(typed.get(0), typed.get(1), typed.get(2), ownerKind, ownerId, name, numbering.nextId()));
        } else {
            bulk.update("UPDATE kernel_attribute SET text_value = ?, number_value = ?, date_value = ?"
                    + " WHERE owner_kind = ? AND owner_id = ? AND name = ?",
                    Arrays.asList(typed.get(0), typed.get(1), typed.get(2), ownerKind, ownerId, name));
        }
    }

    private static Object value(Row row) {
        if (!row.isNull(2)) {
            return row.getString(2);
        }
        return row.isNull(3) ? row.getLocalDate(4) : plain(row.getBigDecimal(3));
    }

    /** The column pads with zeros; the value is given back without them, but never in powers of ten. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static void check(String name, Object value) {
        boolean fine = value == null || value instanceof LocalDate
                || value instanceof String text && !text.isEmpty() && text.length() <= 2000
                || value instanceof BigDecimal number && plain(number).scale() <= SCALE
                        && number.precision() - number.scale() <= PRECISION - SCALE;
        if (!fine) {
            throw KarawattException.invalid(List.of(Fault.of("value", PersistenceErrors.BAD_ATTRIBUTE, name)));
        }
    }

    private static Map<String, Object> single(String name, Object value) {
        return value == null ? Map.of() : Collections.singletonMap(name, value);
    }
}
