package org.karawatt.workflow.api;

import java.time.Instant;

/**
 * A version of a process (流程).
 *
 * @param key name of the process such as {@code new-connection-residential}
 * @param version counted from 1 for each key; a case keeps the version that it was opened with
 * @param origin symbolic name and version of the bundle that brought it, or {@code upload:user}
 * @param offered whether new cases can be opened with it: it is the newest and its bundle is running
 * @param definition BPMN 2.0 XML as it was brought; null in lists
 */
public record ProcessInfo(long id, String key, int version, String nameZh, String nameEn, String origin, boolean offered,
        Instant deployedAt, String definition) {
}
