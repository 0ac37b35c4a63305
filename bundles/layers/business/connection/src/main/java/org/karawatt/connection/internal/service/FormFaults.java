package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.karawatt.asset.api.Asset;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.metering.api.Route;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffQuery;
import org.karawatt.workflow.spi.StepContext;

/** What is wrong with the values of a case, by the names of the fields that asked for them. Used by one thread for one step. */
final class FormFaults {

    private static final String IN_STOCK = "IN_STOCK";

    private final Domains domains;
    private final StepContext step;
    private final CallContext acting;
    private final Faults faults = new Faults();

    FormFaults(Domains domains, StepContext step) {
        this.domains = domains;
        this.step = step;
        this.acting = domains.acting(step);
    }

    CallContext acting() {
        return acting;
    }

    FormFaults add(String field, ConnectionErrors error, Object... args) {
        faults.add(field, error, args);
        return this;
    }

    /** For those that add faults of other domains. */
    Faults list() {
        return faults;
    }

    void throwIfAny() {
        faults.throwIfAny();
    }

    /** A text that must be there. */
    String text(String field) {
        String text = step.text(field);
        if (text == null || text.isBlank()) {
            faults.add(field, KernelErrors.REQUIRED);
            return null;
        }
        return text.strip();
    }

    /** A number that must be there. */
    BigDecimal number(String field) {
        BigDecimal number = step.number(field);
        if (number == null) {
            faults.add(field, KernelErrors.REQUIRED);
        }
        return number;
    }

    /** A day that must be there, not before the earliest one and not in the future; null when it is wrong. */
    LocalDate past(String field, LocalDate earliest, ConnectionErrors early) {
        LocalDate day = step.date(field);
        if (day == null) {
            faults.add(field, KernelErrors.REQUIRED);
        } else if (day.isAfter(domains.clock.today())) {
            faults.add(field, ConnectionErrors.IN_FUTURE);
        } else if (day.isBefore(earliest)) {
            faults.add(field, early, earliest);
        } else {
            return day;
        }
        return null;
    }

    /** Something that must exist; null, and a fault at the field, when it does not. */
    <T> T found(String field, Supplier<T> search) {
        try {
            return search.get();
        } catch (KarawattException e) {
            if (e.kind() != KarawattException.Kind.NOT_FOUND && e.kind() != KarawattException.Kind.DENIED) {
                throw e;
            }
            faults.add(field, e.code(), e.args().toArray());
            return null;
        }
    }

    /** An instrument that must be in stock; null when the field is empty or something is wrong. */
    Asset inStock(String field, String kind) {
        String assetNo = step.text(field);
        if (assetNo == null) {
            return null;
        }
        Asset asset = found(field, () -> domains.assets.asset(acting, assetNo));
        if (asset != null && !asset.kind().equals(kind)) {
            faults.add(field, ConnectionErrors.WRONG_KIND, assetNo, kind);
        } else if (asset != null && !asset.status().equals(IN_STOCK)) {
            faults.add(field, ConnectionErrors.NOT_IN_STOCK, assetNo, asset.status());
        } else {
            return asset;
        }
        return null;
    }

    /** A route of the office; null when it is wrong. */
    Route route(String field) {
        String routeNo = text(field);
        return routeNo == null ? null : found(field, () -> domains.metering.route(acting, routeNo));
    }

    /** Checks that a tariff is offered on a day for a usage class and a voltage; null means any. */
    void tariff(String code, String usageClass, String voltageCode, LocalDate on) {
        if (code == null) {
            return;
        }
        List<TariffInfo> offered = domains.tariffs.tariffs(acting, new TariffQuery(null, on, code, true)).stream()
                .filter(tariff -> tariff.tariffCode().equals(code)).toList();
        if (offered.isEmpty()) {
            faults.add("tariffCode", TariffErrors.NOT_VALID, code, on);
            return;
        }
        TariffInfo tariff = offered.get(0);
        if (usageClass != null && !tariff.usageClass().equals(usageClass)) {
            faults.add("tariffCode", ConnectionErrors.WRONG_CLASS, code, usageClass);
        }
        if (voltageCode != null && !tariff.voltages().isEmpty() && !tariff.voltages().contains(voltageCode)) {
            faults.add("tariffCode", ConnectionErrors.WRONG_VOLTAGE, code, voltageCode);
        }
    }

    /** Does something and tells faults of its input by the names of the form. */
    static <T> T renamed(UnaryOperator<String> names, Supplier<T> work) {
        try {
            return work.get();
        } catch (KarawattException e) {
            if (e.kind() != KarawattException.Kind.INVALID || e.faults().isEmpty()) {
                throw e;
            }
            throw KarawattException.invalid(e.faults().stream()
                    .map(fault -> Fault.of(names.apply(fault.field()), fault.code(), fault.args().toArray())).toList());
        }
    }
}
