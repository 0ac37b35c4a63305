package org.karawatt.notice.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of notices. */
public enum NoticeErrors implements ErrorCode {
    TEMPLATE_UNKNOWN("NOTICE-001", "没有通知模板 {0}", "There is no notice template {0}"),
    BAD_TEMPLATE("NOTICE-002", "模板文件 {0} 有误：{1}", "Template file {0} is wrong: {1}"),
    UNKNOWN_PLACEHOLDER("NOTICE-003", "占位符 {0} 未声明", "Placeholder {0} is not declared"),
    VALUE_MISSING("NOTICE-004", "缺少 {0} 的取值", "The value of {0} is missing"),
    BAD_VALUE("NOTICE-005", "{0} 的取值无效：{1}", "Not an allowed value of {0}: {1}"),
    CHANNEL_UNKNOWN("NOTICE-006", "没有名为 {0} 的通知渠道", "There is no notice channel {0}"),
    NOTICE_UNKNOWN("NOTICE-007", "通知 {0} 不存在", "Notice {0} does not exist"),
    NOT_FAILED("NOTICE-008", "通知 {0} 既未失败也未退回，不能重发", "Notice {0} has neither failed nor come back and cannot be sent again"),
    BATCH_UNKNOWN("NOTICE-009", "批量通知 {0} 不存在", "Notice to many {0} does not exist"),
    FOUR_EYES("NOTICE-010", "批量通知须由编制人以外的人员发布", "Somebody other than its author must release a notice to many"),
    CONFIRM_COUNT("NOTICE-011", "涉及 {0} 户，超出常规规模，发布时须重复输入该户数", "It goes to {0} accounts, which is unusually many; repeat that number to release it"),
    BATCH_STATE("NOTICE-012", "批量通知 {0} 的状态为 {1}，不能执行此操作", "Notice to many {0} is {1}; this cannot be done"),
    TOO_LATE("NOTICE-013", "须在 {0} 前发布，已超过法定通知期限", "It had to be released before {0}; the period of notice is over"),
    NOBODY("NOTICE-014", "没有符合条件的用户", "Nobody matches"),
    TOO_MANY("NOTICE-015", "符合条件的用户超过 {0} 户上限", "More than {0} accounts match"),
    POPULATION_OPEN("NOTICE-016", "须指定供电单位、抄表段、线路或台区之一", "Name an office, a route, a line or an area"),
    BAD_ATTACHMENT("NOTICE-017", "附件不可超过 {0} 个、共 {1} MB", "At most {0} attachments with {1} MB together"),
    PREFERENCE_DATED("NOTICE-018", "自 {0} 起已有登记，新的登记须晚于该日", "There is an entry from {0} on; a new one must be later"),
    REPORT_PERIOD("NOTICE-019", "统计须指定批次，或起止日期齐全且不超过 {0} 天的期间", "A report needs a batch, or a period with first and last day of at most {0} days"),
    REPORT_LARGE("NOTICE-020", "统计结果超过 {0} 行，请缩短期间", "The report has more than {0} lines; choose a shorter period"),
    RECEIPT_MANY("NOTICE-021", "一次须登记 1 至 {0} 条回执", "Between 1 and {0} receipts are recorded at once"),
    RECEIPT_TIME("NOTICE-022", "{0} 早于通知生成时间或晚于当前时间", "{0} is before the notice was written or in the future"),
    RECEIPT_STATE("NOTICE-023", "通知 {0} 的状态为 {1}，不能登记回执", "Notice {0} is {1}; no receipt can be recorded"),
    RECEIPT_TWICE("NOTICE-024", "通知 {0} 在本次提交中出现多次", "Notice {0} occurs more than once here");

    private final String code;
    private final String zh;
    private final String en;

    NoticeErrors(String code, String zh, String en) {
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
