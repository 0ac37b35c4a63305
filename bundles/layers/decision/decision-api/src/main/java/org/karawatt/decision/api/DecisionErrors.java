package org.karawatt.decision.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the decision layer. */
public enum DecisionErrors implements ErrorCode {
    MART_ABSENT("DECISION-001", "数据集市暂不可用：{0}", "The mart is not available: {0}"),
    MART_EMPTY("DECISION-002", "数据集市中没有账期 {0} 的数据", "The mart has nothing of {0}"),
    QUESTION_REFUSED("DECISION-003", "查询不允许：{0}", "The question is not allowed: {0}"),
    QUESTION_FAILED("DECISION-004", "查询未能执行：{0}", "The question could not be answered: {0}"),
    QUESTION_SLOW("DECISION-005", "查询超过 {0} 秒，已取消", "The question took more than {0} seconds and was cancelled"),
    QUESTION_LARGE("DECISION-006", "结果超过 {0} MB，请缩小范围", "The result is larger than {0} MB; ask for less"),
    QUESTION_UNKNOWN("DECISION-007", "查询 {0} 不存在", "Question {0} does not exist"),
    QUESTION_NAME("DECISION-008", "已有同名查询：{0}", "There is a question of that name already: {0}"),
    QUESTION_FOREIGN("DECISION-009", "只有创建人 {0} 可以修改", "Only {0}, who has made it, may change it"),
    SERIES_SHORT("DECISION-010", "至少需要 {0} 期历史数据，现有 {1} 期", "At least {0} values of the past are needed, there are {1}"),
    METHOD_UNKNOWN("DECISION-011", "没有名为 {0} 的预测方法", "There is no forecasting method named {0}"),
    SERIES_UNKNOWN("DECISION-012", "没有名为 {0} 的序列", "There is no series named {0}"),
    SERIES_GAP("DECISION-013", "账期 {0} 没有数据，不能预测", "There is nothing of {0}, which a forecast needs"),
    STUDY_OPEN("DECISION-014", "测算 {0} 尚未完成", "Study {0} is not done"),
    STUDY_KIND("DECISION-015", "测算 {0} 不是电价对比", "Study {0} compares no tariffs"),
    FORMAT_UNKNOWN("DECISION-016", "没有名为 {0} 的文件格式", "There is no file format named {0}"),
    DIMENSION_UNKNOWN("DECISION-017", "没有名为 {0} 的分析维度", "There is no dimension named {0}"),
    EXPORT_LARGE("DECISION-018", "导出超过 {0} 行，请缩小范围", "The export has more than {0} rows; ask for less");

    private final String code;
    private final String zh;
    private final String en;

    DecisionErrors(String code, String zh, String en) {
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
