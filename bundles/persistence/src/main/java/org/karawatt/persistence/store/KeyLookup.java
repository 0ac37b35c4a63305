package org.karawatt.persistence.store;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks up which business keys a table has, by the unique constraint of their column. Runs in the caller's unit of work. */
public final class KeyLookup {

    private KeyLookup() {
    }

    /**
     * Those of the keys that the table has.
     *
     * @param constraint the unique constraint of the column. Derby is told to probe it: its statistics lag behind bulk loads, and by
     *     them it would rather compare every row of the table with every key
     */
    public static Set<String> existing(BulkStore store, String table, String column, String constraint, Collection<String> keys) {
        String select = "SELECT " + column + " FROM " + table + " --DERBY-PROPERTIES constraint=" + constraint + "\n WHERE " + column
                + " IN ";
        Set<String> found = new LinkedHashSet<>();
        for (List<String> part : InList.parts(keys)) {
            store.stream(select + InList.marks(part), part, row -> found.add(row.getString(1)));
        }
        return found;
    }
}
