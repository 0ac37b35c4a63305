package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.internal.JsonFields;

/**
 * What a charge method is compiled from: its own fields in the tariff file, and the tariff around it. Reading a field marks it as known;
 * a field that nobody has read is a fault. Used by one thread while compiling.
 */
public final class ChargeSettings {

    private final TariffDefinition tariff;
    private final Currency currency;
    private final JsonFields fields;

    ChargeSettings(TariffDefinition tariff, Currency currency, JsonFields fields) {
        this.tariff = tariff;
        this.currency = currency;
        this.fields = fields;
    }

    /** The tariff that the method is part of. */
    public TariffDefinition tariff() {
        return tariff;
    }

    public Currency currency() {
        return currency;
    }

    /** A text that must be there; null with a fault when it is not. */
    public String text(String name, int maxLength) {
        return fields.text(name, maxLength);
    }

    /** A name in two languages that must be there; null with a fault when it is not. */
    public LocalText localText(String name) {
        return fields.localText(name);
    }

    /** A decimal that must be there; null with a fault when it is not. */
    public BigDecimal decimal(String name) {
        return fields.decimal(name);
    }

    /** A decimal that may be missing. */
    public BigDecimal decimal(String name, BigDecimal otherwise) {
        return fields.decimal(name, otherwise);
    }

    /** Decimals by name; empty when missing. */
    public Map<String, BigDecimal> decimals(String name) {
        return fields.decimals(name);
    }

    /** A list of decimals; empty when missing. */
    public List<BigDecimal> decimalList(String name) {
        return fields.decimalList(name);
    }

    /** A list of texts; empty when missing. */
    public List<String> textList(String name, int maxLength) {
        return fields.textList(name, maxLength);
    }

    /** A whole number that may be missing. */
    public Integer integer(String name, Integer otherwise) {
        return fields.integer(name, otherwise);
    }

    public boolean bool(String name, boolean otherwise) {
        return fields.bool(name, otherwise);
    }

    /** The place of a field, for a fault about its value. */
    public String where(String name) {
        return fields.where(name);
    }

    /** Where faults are told. */
    public Faults faults() {
        return fields.faults();
    }

    JsonFields fields() {
        return fields;
    }

    void end() {
        fields.end();
    }
}
