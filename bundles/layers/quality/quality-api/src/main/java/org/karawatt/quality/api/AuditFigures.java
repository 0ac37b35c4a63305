package org.karawatt.quality.api;

import java.math.BigDecimal;

/**
 * How the hits of a rule stand.
 *
 * @param found in the time asked for
 * @param open not dealt with now, whenever found
 * @param rectified put right in the time asked for
 * @param falseAlarms found to be none in the time asked for
 * @param recovered money recovered in the time asked for, yuan; null when none was told
 */
public record AuditFigures(String ruleCode, String ruleZh, String ruleEn, String theme, String severity, long found, long open,
        long rectified, long falseAlarms, BigDecimal recovered) {
}
