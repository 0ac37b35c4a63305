package org.karawatt.run.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of runs. */
public enum RunErrors implements ErrorCode {
    KIND_UNKNOWN("RUN-001", "没有名为 {0} 的批处理", "There is no run named {0}"),
    RUN_UNKNOWN("RUN-002", "批次 {0} 不存在", "Run {0} does not exist"),
    NOT_RUNNING("RUN-003", "批次 {0} 已结束", "Run {0} has ended"),
    NOT_STOPPED("RUN-004", "批次 {0} 不在停止状态", "Run {0} is not stopped"),
    LOST_CLAIM("RUN-005", "分区 {0} 已被其他执行者接管", "Partition {0} was taken over by another worker"),
    CHUNK_FAILED("RUN-006", "处理失败：{0}", "Processing failed: {0}"),
    HANDLER_GONE("RUN-007", "批处理模块 {0} 已下线，恢复后可继续", "The module of run {0} is gone; resume when it is back");

    private final String code;
    private final String zh;
    private final String en;

    RunErrors(String code, String zh, String en) {
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
