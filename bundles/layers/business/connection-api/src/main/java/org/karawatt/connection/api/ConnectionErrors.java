package org.karawatt.connection.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of connections and changes of supply. */
public enum ConnectionErrors implements ErrorCode {
    ID_INVALID("CONNECTION-001", "证件号码无效",
            "Not a valid document number"),
    WRONG_CLASS("CONNECTION-002", "电价 {0} 不适用于用电类别 {1}",
            "Tariff {0} is not made for usage class {1}"),
    WRONG_VOLTAGE("CONNECTION-003", "电价 {0} 不适用于电压等级 {1}",
            "Tariff {0} is not made for voltage {1}"),
    NOT_IN_STOCK("CONNECTION-004", "资产 {0} 的状态为 {1}，不在库",
            "Asset {0} is {1} and not in stock"),
    WRONG_KIND("CONNECTION-005", "资产 {0} 不是 {1}",
            "Asset {0} is not a {1}"),
    IN_FUTURE("CONNECTION-006", "日期不能晚于今天",
            "The day must not lie in the future"),
    BEFORE_APPLICATION("CONNECTION-007", "日期不能早于申请日 {0}",
            "The day must not be before the application, {0}"),
    ACCOUNT_DIFFERS("CONNECTION-008", "户号 {0} 与工单所属户号不符",
            "Account {0} is not the one that the case is about"),
    CHANGE_RUNNING("CONNECTION-009", "户号 {0} 有在途变更工单 {1}",
            "Case {1} is changing account {0} already"),
    ACCOUNT_CLOSED("CONNECTION-010", "户号 {0} 已销户",
            "Account {0} is closed"),
    SURVEY_MISSING("CONNECTION-011", "现场勘查尚未完成",
            "The survey has not been done yet"),
    POINT_NEEDED("CONNECTION-012", "户号 {0} 有多个计量点，请指明：{1}",
            "Account {0} has several metering points, name one: {1}"),
    POINT_UNKNOWN("CONNECTION-013", "户号 {0} 没有计量点 {1}",
            "Account {0} has no metering point {1}"),
    DONE_OTHERWISE("CONNECTION-014", "该环节已按其他内容办理：{0}；请另开变更工单",
            "This step has been done with other content: {0}; open a case for the change"),
    TOO_EARLY("CONNECTION-015", "须至少提前申请：最早可于 {0} 起",
            "Notice must be given: the earliest day is {0}"),
    TERM_LONGER("CONNECTION-016", "停用期限最长至 {0}",
            "It may last until {0} at most"),
    TRANSFORMER_UNKNOWN("CONNECTION-017", "户号 {0} 没有受电设备 {1}",
            "Account {0} has no transformer {1}"),
    TRANSFORMER_STATE("CONNECTION-018", "受电设备 {0} 的状态为 {1}",
            "Transformer {0} is {1}"),
    WHOLE_ONLY("CONNECTION-019", "按需量计费的用户须全部停用，且自抄表周期或日历月首日起",
            "A customer billed by demand suspends everything, from the first day of a month"),
    NOT_BEFORE_SEAL("CONNECTION-020", "日期须晚于封停日 {0}",
            "The day must be later than that of the sealing, {0}"),
    CAPACITY_DIFFERS("CONNECTION-021", "变压器容量合计 {0} kVA 与批准容量 {1} kVA 不符",
            "The transformers add up to {0} kVA, not to the {1} kVA that are approved"),
    RATIO_UNKNOWN("CONNECTION-022", "互感器 {0} 的变比无效",
            "Transformer {0} has no usable ratio"),
    SAME_CUSTOMER("CONNECTION-023", "新客户与原客户相同",
            "The new customer is the one who has it"),
    NO_CAPACITY("CONNECTION-024", "户号 {0} 没有约定容量",
            "No capacity is agreed for account {0}"),
    NOT_MORE("CONNECTION-025", "{0} kVA 不大于现有的 {1} kVA",
            "{0} kVA are not more than the {1} kVA that are there"),
    NOT_BEFORE_CHANGE("CONNECTION-026", "日期须晚于更换日 {0}",
            "The day must be later than that of the change, {0}");

    private final String code;
    private final String zh;
    private final String en;

    ConnectionErrors(String code, String zh, String en) {
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
