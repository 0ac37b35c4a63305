package org.karawatt.codes.internal.calc;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeTable;

/** All code tables at one moment. Immutable. */
public final class CodeSnapshot {

    private static final Comparator<Code> ORDER =
            Comparator.comparingInt(Code::sortNo).thenComparing(Code::code).thenComparing(Code::validFrom);

    private final List<CodeTable> tables;
    private final Map<String, List<Code>> sorted = new HashMap<>();
    private final Map<String, Map<String, List<Code>>> byCode = new HashMap<>();

    /**
     * @param tables the tables; their number of codes is counted here
     * @param codes all codes of all tables, in any order
     */
    public CodeSnapshot(List<CodeTable> tables, List<Code> codes) {
        Map<String, List<Code>> grouped = codes.stream().collect(Collectors.groupingBy(Code::table));
        Map<String, CodeTable> ordered = new TreeMap<>();
        for (CodeTable table : tables) {
            List<Code> own = grouped.getOrDefault(table.code(), List.of()).stream().sorted(ORDER).toList();
            sorted.put(table.code(), own);
            byCode.put(table.code(), own.stream().collect(Collectors.groupingBy(Code::code)));
            ordered.put(table.code(), new CodeTable(table.code(), table.nameZh(), table.nameEn(), table.source(), own.size()));
        }
        this.tables = List.copyOf(ordered.values());
    }

    public List<CodeTable> tables() {
        return tables;
    }

    public boolean hasTable(String table) {
        return sorted.containsKey(table);
    }

    /** The codes of a table in sort order, whatever their validity; empty for an unknown table. */
    public List<Code> codes(String table) {
        return sorted.getOrDefault(table, List.of());
    }

    public boolean isValid(String table, String code, LocalDate on) {
        Map<String, List<Code>> own = byCode.get(table);
        List<Code> validities = own == null || code == null ? null : own.get(code);
        if (validities == null) {
            return false;
        }
        for (Code validity : validities) {
            if (isValid(validity, on)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the code is valid on the day: from the first day on, up to the day before {@code validTo}. */
    public static boolean isValid(Code code, LocalDate on) {
        return !on.isBefore(code.validFrom()) && (code.validTo() == null || on.isBefore(code.validTo()));
    }

    /** Whether two half-open validities share a day; null ends are open. */
    public static boolean overlap(LocalDate from1, LocalDate to1, LocalDate from2, LocalDate to2) {
        return (to2 == null || from1.isBefore(to2)) && (to1 == null || from2.isBefore(to1));
    }
}
