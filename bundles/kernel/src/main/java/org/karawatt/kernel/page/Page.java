package org.karawatt.kernel.page;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a result.
 *
 * @param items the rows, never null
 * @param offset rows before this page
 * @param limit most rows asked for
 * @param total rows in the whole result
 */
public record Page<T>(List<T> items, long offset, int limit, long total) {

    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> of(List<T> items, PageRequest request, long total) {
        return new Page<>(items, request.offset(), request.limit(), total);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), offset, limit, total);
    }
}
