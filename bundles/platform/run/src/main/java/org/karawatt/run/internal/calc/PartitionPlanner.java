package org.karawatt.run.internal.calc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.karawatt.run.spi.RunHandler.ItemSink;

/**
 * Splits a stream of items into partitions of about equal weight, and each partition into chunks of known size. Items are gathered
 * in buckets whose size doubles whenever there are too many of them, so memory stays at a few thousand buckets plus one for each
 * chunk, whatever the number of items. Not thread-safe.
 */
public final class PartitionPlanner implements ItemSink {

    private static final int MAX_FINE_BUCKETS = 16_384;

    private final int chunkSize;
    private int bucketItems = 1;
    private int buckets;
    private long[] first = new long[1024];
    private long[] last = new long[1024];
    private long[] weights = new long[1024];
    private int[] items = new int[1024];
    private long totalItems;
    private long totalWeight;

    /**
     * A partition: keys with {@code fromKey < key <= toKey}.
     *
     * @param cuts keys at which its chunks end, without the last one
     */
    public record Planned(int partNo, long fromKey, long toKey, long weight, long items, List<Long> cuts) {
    }

    public PartitionPlanner(int chunkSize) {
        this.chunkSize = Math.max(1, chunkSize);
    }

    @Override
    public void item(long key, long weight) {
        if (weight < 1) {
            throw new IllegalArgumentException("weight of item " + key + " is " + weight);
        }
        if (buckets > 0 && key <= last[buckets - 1]) {
            throw new IllegalArgumentException("item " + key + " comes after " + last[buckets - 1]);
        }
        if (buckets == 0 || items[buckets - 1] >= bucketItems) {
            open(key);
        }
        int bucket = buckets - 1;
        last[bucket] = key;
        weights[bucket] += weight;
        items[bucket]++;
        totalItems++;
        totalWeight += weight;
    }

    /** Items received so far. */
    public long totalItems() {
        return totalItems;
    }

    /**
     * The partitions in key order.
     *
     * @param atLeast partitions wanted even when one chunk would hold all items, so that every worker gets some
     * @param atMost most partitions
     */
    public List<Planned> partitions(int atLeast, int atMost) {
        long chunks = (totalItems + chunkSize - 1) / chunkSize;
        int parts = (int) Math.max(1, Math.min(atMost, Math.max(atLeast, chunks)));
        List<Planned> planned = new ArrayList<>(parts);
        long before = 0;
        int bucket = 0;
        while (bucket < buckets) {
            int start = bucket;
            long part = partOf(before, weights[bucket], parts);
            long weight = 0;
            while (bucket < buckets && partOf(before + weight, weights[bucket], parts) == part) {
                weight += weights[bucket++];
            }
            planned.add(partition(planned.size() + 1, start, bucket, weight));
            before += weight;
        }
        return planned;
    }

    /** The part that the middle of the bucket falls into. */
    private long partOf(long before, long weight, int parts) {
        return Math.min(parts - 1L, (2 * before + weight) * parts / (2 * totalWeight));
    }

    private Planned partition(int partNo, int from, int to, long weight) {
        List<Long> cuts = new ArrayList<>();
        long count = 0;
        int inChunk = 0;
        for (int bucket = from; bucket < to; bucket++) {
            if (inChunk > 0 && inChunk + items[bucket] > chunkSize) {
                cuts.add(last[bucket - 1]);
                inChunk = 0;
            }
            inChunk += items[bucket];
            count += items[bucket];
        }
        return new Planned(partNo, first[from] - 1, last[to - 1], weight, count, cuts);
    }

    private void open(long key) {
        if (buckets >= MAX_FINE_BUCKETS && bucketItems < chunkSize) {
            bucketItems = Math.min(chunkSize, bucketItems * 2);
            merge();
            if (items[buckets - 1] < bucketItems) {
                return;
            }
        }
        if (buckets == first.length) {
            int size = buckets * 2;
            first = Arrays.copyOf(first, size);
            last = Arrays.copyOf(last, size);
            weights = Arrays.copyOf(weights, size);
            items = Arrays.copyOf(items, size);
        }
        first[buckets] = key;
        weights[buckets] = 0;
        items[buckets] = 0;
        buckets++;
    }

    private void merge() {
        int kept = 0;
        for (int bucket = 1; bucket < buckets; bucket++) {
            if (items[kept] + items[bucket] <= bucketItems) {
                last[kept] = last[bucket];
                weights[kept] += weights[bucket];
                items[kept] += items[bucket];
            } else {
                kept++;
                first[kept] = first[bucket];
                last[kept] = last[bucket];
                weights[kept] = weights[bucket];
                items[kept] = items[bucket];
            }
        }
        buckets = kept + 1;
    }
}
