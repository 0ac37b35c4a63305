package org.karawatt.outage.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of outages. */
public enum OutageErrors implements ErrorCode {
    OUTAGE_UNKNOWN("OUTAGE-001", "停电信息 {0} 不存在", "Outage {0} does not exist"),
    KIND_UNKNOWN("OUTAGE-002", "没有停电类别 {0} 的通知规则", "There is no rule of notice for outages of kind {0}"),
    PERIOD("OUTAGE-003", "停电结束时间须晚于开始时间且不超过 {0} 天",
            "An outage must end after it begins, and within {0} days"),
    IN_THE_PAST("OUTAGE-004", "停电开始时间已过", "It begins in the past"),
    TOO_SHORT("OUTAGE-005", "{0} 类停电须提前 {1} 小时通知，最早可安排在 {2}",
            "An outage of kind {0} needs {1} hours of notice; {2} is the earliest"),
    SHORT_NOTICE_REASON("OUTAGE-006", "通知时间不足 {0} 小时，须填写紧急原因",
            "There are less than {0} hours of notice: say why it cannot wait"),
    AREA_ELSEWHERE("OUTAGE-007", "台区 {0} 不在线路 {1} 上", "Area {0} is not on line {1}"),
    NO_AREAS("OUTAGE-008", "线路 {0} 上没有台区", "Line {0} has no areas"),
    OVER("OUTAGE-009", "停电信息 {0} 已取消或已结束", "Outage {0} is cancelled or over"),
    RESTORED_WHEN("OUTAGE-010", "恢复供电时间须在 {0} 之后、{1} 之前，且不晚于现在",
            "Supply is back after {0} and before {1}, and not later than now");

    private final String code;
    private final String zh;
    private final String en;

    OutageErrors(String code, String zh, String en) {
        this.code = code;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
