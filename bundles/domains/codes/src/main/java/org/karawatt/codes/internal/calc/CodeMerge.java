package org.karawatt.codes.internal.calc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;

/**
 * What a bundle's code files change in the tables. A code that a user has added or changed belongs to the user and is left
 * alone; a code that another bundle has brought belongs to that bundle; its own codes are brought up to date.
 *
 * @param tables files whose table does not exist yet
 * @param inserts codes to add; their ids are 0
 * @param updates codes with their new values, under the id and version of the present row
 */
public record CodeMerge(List<CodeFile> tables, List<Code> inserts, List<Code> updates) {

    /** Origin of codes that a user has added or changed. */
    public static final String USER = "user";

    /** Works out the changes; a file that does not fit the present codes is {@link CodesErrors#BAD_FILE}. */
    public static CodeMerge of(String origin, List<CodeFile> files, CodeSnapshot present) {
        List<CodeFile> tables = new ArrayList<>();
        List<Code> inserts = new ArrayList<>();
        List<Code> updates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (CodeFile file : files) {
            if (!seen.add(file.table())) {
                throw CodeFile.bad(file.name(), "table " + file.table() + " is in another file of this bundle too");
            }
            if (!present.hasTable(file.table())) {
                tables.add(file);
            }
            merge(origin, file, present.codes(file.table()), inserts, updates);
        }
        return new CodeMerge(tables, inserts, updates);
    }

    public boolean isEmpty() {
        return tables.isEmpty() && inserts.isEmpty() && updates.isEmpty();
    }

    private static void merge(String origin, CodeFile file, List<Code> present, List<Code> inserts, List<Code> updates) {
        Map<String, List<Code>> result = new HashMap<>();
        for (Code code : present) {
            result.computeIfAbsent(code.code(), key -> new ArrayList<>()).add(code);
        }
        Set<String> foreign = new HashSet<>();
        for (Code code : present) {
            if (!bundle(code.origin()).equals(bundle(origin))) {
                foreign.add(code.code());
            }
        }
        Set<String> touched = new HashSet<>();
        for (CodeDraft draft : file.codes()) {
            if (foreign.contains(draft.code())) {
                continue;
            }
            touched.add(draft.code());
            List<Code> own = result.computeIfAbsent(draft.code(), key -> new ArrayList<>());
            int at = indexOf(own, draft);
            if (at < 0) {
                Code added = code(0, file.table(), draft, origin, 0);
                own.add(added);
                inserts.add(added);
            } else if (differs(own.get(at), draft)) {
                Code changed = code(own.get(at).id(), file.table(), draft, origin, own.get(at).version());
                own.set(at, changed);
                updates.add(changed);
            }
        }
        check(file, result, touched);
    }

    private static void check(CodeFile file, Map<String, List<Code>> result, Set<String> touched) {
        Faults faults = new Faults();
        for (String code : touched) {
            List<Code> own = result.get(code);
            for (int i = 0; i < own.size(); i++) {
                String parent = own.get(i).parentCode();
                if (parent != null && !result.containsKey(parent)) {
                    faults.add(code + ".parent", KernelErrors.UNKNOWN_CODE, file.table(), parent);
                }
                for (int j = i + 1; j < own.size(); j++) {
                    if (CodeSnapshot.overlap(own.get(i).validFrom(), own.get(i).validTo(), own.get(j).validFrom(),
                            own.get(j).validTo())) {
                        faults.add(code + ".validFrom", CodesErrors.OVERLAP, code);
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            throw CodeFile.bad(file.name(), CodeFile.text(faults.list()));
        }
    }

    /** Symbolic name of the bundle in an origin such as {@code name/version}: a newer version owns what the older one brought. */
    static String bundle(String origin) {
        for (int i = 0; i < origin.length(); i++) {
            if ("/:@ ".indexOf(origin.charAt(i)) >= 0) {
                return origin.substring(0, i);
            }
        }
        return origin;
    }

    private static int indexOf(List<Code> own, CodeDraft draft) {
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).validFrom().equals(draft.validFrom())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean differs(Code code, CodeDraft draft) {
        return code.sortNo() != draft.sortNo() || !code.nameZh().equals(draft.nameZh()) || !code.nameEn().equals(draft.nameEn())
                || !Objects.equals(code.parentCode(), draft.parentCode()) || !Objects.equals(code.validTo(), draft.validTo());
    }

    private static Code code(long id, String table, CodeDraft draft, String origin, int version) {
        return new Code(id, table, draft.code(), draft.parentCode(), draft.nameZh(), draft.nameEn(), draft.sortNo(),
                draft.validFrom(), draft.validTo(), origin, version);
    }
}
