package org.karawatt.workflow.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * A field of a form that a process declares; doors render it without code of their own.
 *
 * @param key name of the value in the case
 * @param kind what can be put in
 * @param personal whether the value tells about a person: a case then shows it whole only to those who may {@code customer.reveal}
 * @param codeTable code table to choose from; null unless the kind is CODE
 * @param options values to choose from; empty unless the kind is CHOICE
 * @param unit unit shown behind the field, such as kVA; may be null
 * @param min least number or length, null for no limit
 * @param max greatest number or length, null for no limit
 */
public record FormField(String key, Kind kind, String labelZh, String labelEn, boolean required, boolean readOnly,
        boolean personal, String codeTable, List<Option> options, String unit, BigDecimal min, BigDecimal max) {

    public FormField {
        options = List.copyOf(options);
    }

    /**
     * Kinds of fields. The value of ACCOUNT is the number of an account, that of TARIFF the code of a tariff, that of FILE the name of a file
     * attached to the case. Whether account and tariff exist and fit is for the step to check: doors only help to find them.
     */
    public enum Kind {
        TEXT, LONG_TEXT, NUMBER, INTEGER, DATE, YES_NO, CHOICE, CODE, ACCOUNT, FILE, TARIFF
    }

    /** A value to choose from. */
    public record Option(String value, String labelZh, String labelEn) {
    }
}
