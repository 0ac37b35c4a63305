package org.karawatt.run.internal.store;

import java.util.Map;
import org.karawatt.run.api.RunStatus;

/** What the engine needs of a run. {@code planned} is false until its partitions have been made. */
public record RunRow(long id, String kind, String key, Map<String, String> params, RunStatus status, boolean planned,
        String message) {
}
