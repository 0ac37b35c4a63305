package org.karawatt.desk.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the desk. */
public enum DeskErrors implements ErrorCode {
    CONTACT_UNKNOWN("DESK-001", "工单 {0} 没有客户诉求记录", "Case {0} is no contact of a customer"),
    KIND_UNKNOWN("DESK-002", "诉求类别 {0} 不存在", "Kind of contact {0} does not exist"),
    SUB_KIND_UNKNOWN("DESK-003", "类别 {0} 没有子类 {1}", "Kind {0} has no sub-kind {1}"),
    CODE_UNKNOWN("DESK-004", "代码 {0} 不在代码表 {1} 中", "Code {0} is not in table {1}"),
    BILL_OF_ANOTHER("DESK-005", "账单 {0} 不属于户号 {1}", "Bill {0} is not of account {1}"),
    READING_OF_ANOTHER("DESK-006", "抄表记录 {0} 不属于户号 {1}", "Reading {0} is not of account {1}"),
    NO_CALL_BACK("DESK-007", "工单 {0} 目前没有待回访", "Case {0} waits for no call-back"),
    BAD_SATISFACTION("DESK-008", "已联系到客户时须记录满意度（1 至 5）", "When the customer was reached his satisfaction is needed, 1 to 5"),
    STILL_OPEN("DESK-009", "工单 {0} 尚未结束，不能重新受理", "Case {0} has not ended and cannot be renewed"),
    OFFICE_NEEDED("DESK-010", "没有户号时须指定受理单位", "Without an account the office must be given"),
    NOT_ANSWERED_AT_ONCE("DESK-011", "类别 {0} 不能当场办结", "Kind {0} cannot be answered at once"),
    NOBODY_WAITS("DESK-012", "没有等候的客户", "Nobody is waiting"),
    TICKET_UNKNOWN("DESK-013", "排队号 {0} 不存在", "Ticket {0} does not exist"),
    TICKET_NOT_CALLED("DESK-014", "排队号 {0} 未在叫号状态", "Ticket {0} is not called"),
    HAND_OVER_OPEN("DESK-015", "{0} 的交班尚未接班，请先接班", "The shift that {0} has handed over must be accepted first"),
    HAND_OVER_UNKNOWN("DESK-016", "交接班记录 {0} 不存在", "Hand-over {0} does not exist"),
    HAND_OVER_ACCEPTED("DESK-017", "已由 {0} 接班", "{0} has accepted it already"),
    OWN_HAND_OVER("DESK-018", "不能接自己交出的班", "One's own shift is accepted by somebody else"),
    BAD_TYPES("DESK-019", "诉求类别文件 {0} 有误：{1}", "File of contact kinds {0} is wrong: {1}"),
    TOO_SHORT("DESK-020", "请至少输入 {0} 个字符", "Enter at least {0} characters"),
    PART_AWAY("DESK-021", "模块 {0} 未部署，不能关联", "Module {0} is not deployed, so this cannot be linked");

    private final String code;
    private final String zh;
    private final String en;

    DeskErrors(String code, String zh, String en) {
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
