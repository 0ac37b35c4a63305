package org.karawatt.customer.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTables;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.Reclassification;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;

/** Checks of drafts that need no row of this domain. Lengths are those of the tables {@code customer_*}. */
public final class CustomerChecks {

    private static final Set<String> KINDS = Set.of("PERSON", "ORGANISATION");
    private static final Set<String> LANGUAGES = Set.of("zh", "en");
    private static final Set<String> IMPORTANCES = Set.of("NORMAL", "IMPORTANT", "VULNERABLE");
    private static final Set<String> SETTLEMENTS = Set.of("URBAN", "RURAL");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]*");
    private static final int CAPACITY_SCALE = 4;
    private static final BigDecimal MAX_CAPACITY = new BigDecimal("9999999999.9999");

    private final CodeService codes;
    private final LocalDate today;

    public CustomerChecks(CodeService codes, LocalDate today) {
        this.codes = codes;
        this.today = today;
    }

    /**
     * Checks a customer.
     *
     * @param prefix what comes before the names of fields
     * @param office the office of the draft; null when it is unknown or out of scope
     */
    public void customer(Faults faults, String prefix, CustomerDraft draft, Office office) {
        oneOf(faults, prefix + "kind", draft.kind(), KINDS);
        oneOf(faults, prefix + "language", draft.language(), LANGUAGES);
        oneOf(faults, prefix + "importance", draft.importance(), IMPORTANCES);
        faults.text(prefix + "name", draft.name(), 160).optionalText(prefix + "idNumber", draft.idNumber(), 40)
                .optionalText(prefix + "phone", draft.phone(), 40).optionalText(prefix + "email", draft.email(), 120);
        if (draft.email() != null && draft.email().indexOf('@') < 1) {
            faults.add(prefix + "email", CustomerErrors.BAD_VALUE, draft.email());
        }
        optionalCode(faults, prefix + "idKind", CodeTables.ID_KIND, draft.idKind());
        if ((draft.idKind() == null) != (draft.idNumber() == null)) {
            faults.add(prefix + (draft.idKind() == null ? "idKind" : "idNumber"), KernelErrors.REQUIRED);
        }
        office(faults, prefix, draft.officeCode(), office);
    }

    /** Checks an account without looking at its customer. */
    public void account(Faults faults, String prefix, AccountDraft draft, Office office) {
        faults.text(prefix + "address", draft.address(), 300);
        number(faults, prefix + "divisionCode", draft.divisionCode(), 12);
        oneOf(faults, prefix + "urbanRural", draft.urbanRural(), SETTLEMENTS);
        classification(faults, prefix, draft.usageClass(), draft.industryCode(), draft.voltageCode());
        code(faults, prefix + "readingCycle", CodeTables.READING_CYCLE, draft.readingCycle());
        faults.required(prefix + "openedOn", draft.openedOn());
        boolean contract = capacity(faults, prefix + "contractCapacityKva", draft.contractCapacityKva());
        boolean running = capacity(faults, prefix + "runningCapacityKva", draft.runningCapacityKva());
        if (draft.runningCapacityKva() != null && draft.contractCapacityKva() == null) {
            faults.add(prefix + "contractCapacityKva", KernelErrors.REQUIRED);
        } else if (contract && running && draft.runningCapacityKva() != null
                && draft.runningCapacityKva().compareTo(draft.contractCapacityKva()) > 0) {
            faults.add(prefix + "runningCapacityKva", CustomerErrors.CAPACITY_ORDER);
        }
        office(faults, prefix, draft.officeCode(), office);
    }

    /** Checks agreed capacities without looking at their account. */
    public void capacity(Faults faults, CapacityTerms terms) {
        faults.required("from", terms.from()).required("contractKva", terms.contractKva()).required("runningKva", terms.runningKva());
        boolean contract = capacity(faults, "contractKva", terms.contractKva());
        // everything may be suspended: then nothing runs
        boolean running = terms.runningKva() == null || terms.runningKva().signum() == 0
                || capacity(faults, "runningKva", terms.runningKva());
        if (contract && running && terms.contractKva() != null && terms.runningKva() != null
                && terms.runningKva().compareTo(terms.contractKva()) > 0) {
            faults.add("runningKva", CustomerErrors.CAPACITY_ORDER);
        }
    }

    /** Checks another classification without looking at its account. */
    public void reclassification(Faults faults, Reclassification change) {
        faults.required("from", change.from());
        classification(faults, "", change.usageClass(), change.industryCode(), change.voltageCode());
    }

    private void classification(Faults faults, String prefix, String usageClass, String industryCode, String voltageCode) {
        code(faults, prefix + "usageClass", CodeTables.USAGE_CLASS, usageClass);
        optionalCode(faults, prefix + "industryCode", CodeTables.INDUSTRY, industryCode);
        code(faults, prefix + "voltageCode", CodeTables.VOLTAGE, voltageCode);
    }

    /** Checks a business number that may be absent: length, and letters, digits and hyphens only. */
    public static void number(Faults faults, String field, String value, int maxLength) {
        faults.optionalText(field, value, maxLength);
        if (value != null && !NUMBER.matcher(value).matches()) {
            faults.add(field, KernelErrors.BAD_CHARACTER);
        }
    }

    private static void office(Faults faults, String prefix, String code, Office office) {
        if (code == null) {
            faults.add(prefix + "officeCode", KernelErrors.REQUIRED);
        } else if (office == null) {
            faults.add(prefix + "officeCode", CodesErrors.OFFICE_UNKNOWN, code);
        }
    }

    private static void oneOf(Faults faults, String field, String value, Set<String> allowed) {
        if (value == null) {
            faults.add(field, KernelErrors.REQUIRED);
        } else if (!allowed.contains(value)) {
            faults.add(field, CustomerErrors.BAD_VALUE, value);
        }
    }

    private void code(Faults faults, String field, String table, String code) {
        if (code == null) {
            faults.add(field, KernelErrors.REQUIRED);
        } else {
            optionalCode(faults, field, table, code);
        }
    }

    private void optionalCode(Faults faults, String field, String table, String code) {
        if (code != null && !codes.isValid(table, code, today)) {
            faults.add(field, KernelErrors.UNKNOWN_CODE, table, code);
        }
    }

    private static boolean capacity(Faults faults, String field, BigDecimal value) {
        boolean fits = value == null || value.signum() > 0 && value.compareTo(MAX_CAPACITY) <= 0
                && value.stripTrailingZeros().scale() <= CAPACITY_SCALE;
        if (!fits) {
            faults.add(field, CustomerErrors.BAD_VALUE, value.toPlainString());
        }
        return fits;
    }
}
