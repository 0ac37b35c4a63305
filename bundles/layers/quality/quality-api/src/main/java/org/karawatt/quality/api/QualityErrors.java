package org.karawatt.quality.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the quality layer. */
public enum QualityErrors implements ErrorCode {
    FORMULA("QUALITY-001", "公式第 {0} 个字符处有误：{1}", "The formula is wrong at character {0}: {1}"),
    BAD_FILE("QUALITY-002", "文件 {0} 有误：{1}", "File {0} is wrong: {1}"),
    RULE_UNKNOWN("QUALITY-003", "稽查规则 {0} 不存在", "Audit rule {0} does not exist"),
    RULE_TAKEN("QUALITY-004", "稽查规则 {0} 已由 {1} 提供", "Audit rule {0} is brought by {1} already"),
    POPULATION_AWAY("QUALITY-005", "稽查对象 {0} 暂不可用", "The population {0} is not available at the moment"),
    HIT_UNKNOWN("QUALITY-006", "稽查问题 {0} 不存在", "Audit hit {0} does not exist"),
    HIT_DECIDED("QUALITY-007", "该稽查问题已处理完毕", "The audit hit has been dealt with already"),
    INDICATOR_UNKNOWN("QUALITY-008", "指标 {0} 不存在", "Indicator {0} does not exist"),
    INDICATOR_TAKEN("QUALITY-009", "指标 {0} 已由 {1} 提供", "Indicator {0} is brought by {1} already"),
    RANGE("QUALITY-010", "最多 {0} 个月", "At most {0} months"),
    SCHEDULE("QUALITY-011", "执行计划有误：{0}", "The schedule is wrong: {0}"),
    TRIAL_UNKNOWN("QUALITY-012", "运行 {0} 不是稽查运行", "Run {0} is no audit run"),
    UNTIL_PAST("QUALITY-013", "豁免截止日必须在今天之后", "An exclusion must end after today"),
    DAYS("QUALITY-014", "天数必须在 {0} 到 {1} 之间", "The number of days must be between {0} and {1}"),
    MEASURE_AWAY("QUALITY-015", "缺少数据项 {0}", "The measure {0} is missing");

    private final String code;
    private final String zh;
    private final String en;

    QualityErrors(String code, String zh, String en) {
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
