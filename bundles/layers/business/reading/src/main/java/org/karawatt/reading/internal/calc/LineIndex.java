package org.karawatt.reading.internal.calc;

import org.karawatt.metering.api.RegisterKind;

/**
 * Remembers in which line a register of a meter stood first: an open hash table of 64-bit keys in two arrays, 12 bytes a slot, at most
 * 0.6 full. A file of the greatest allowed size, 5 million rows, takes 100 MB, one of 100,000 rows 3 MB, and texts are not kept.
 *
 * <p>The key is a hash. That two of 5 million registers share one has a chance of less than one in a million; one of them would then
 * be reported as repeated, and nothing wrong would be stored. Not thread-safe.
 */
public final class LineIndex {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] keys = new long[1 << 12];
    private int[] lines = new int[1 << 12];
    private int size;

    /** The line in which this register was seen before, or 0 when this is the first time. */
    public long firstLine(String meterNo, RegisterKind kind, long line) {
        if (size >= keys.length / 10 * 6) {
            grow();
        }
        long key = key(meterNo, kind);
        int slot = slot(key);
        if (keys[slot] == key) {
            return lines[slot];
        }
        keys[slot] = key;
        lines[slot] = (int) Math.min(Integer.MAX_VALUE, line);
        size++;
        return 0;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ key >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldLines = lines;
        keys = new long[2 * oldKeys.length];
        lines = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    /** FNV-1a over the characters, mixed so that all bits depend on all; never 0, which marks an empty slot. */
    private static long key(String meterNo, RegisterKind kind) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < meterNo.length(); i++) {
            hash = (hash ^ meterNo.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (0x10000 + kind.ordinal())) * FNV_PRIME;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
