package org.karawatt.outage.api;

import java.time.LocalDateTime;

/** Filter of outages; every part may be null. {@code from} and {@code to} take what lies in between, even in part. */
public record OutageQuery(String lineNo, String areaNo, String status, LocalDateTime from, LocalDateTime to) {
}
