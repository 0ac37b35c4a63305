package org.karawatt.portal.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the customers' portal. None of them tells more of an account than who asks has proved to know. */
public enum PortalErrors implements ErrorCode {
    PROOF_WRONG("PORTAL-001", "所填信息与系统记录不符，请核对户号、账单金额、月份和证件号码后四位（或预留电话）",
            "This does not agree with our records; please check account number, bill amount, month and identity or telephone number"),
    CODE_WRONG("PORTAL-002", "验证码错误或已失效，请重新获取", "The code is wrong or no longer valid; please ask for another one"),
    EMAIL_INVALID("PORTAL-003", "不是有效的电子邮箱", "Not an e-mail address"),
    MAIL_AWAY("PORTAL-004", "邮件服务暂不可用，请稍后再试", "Mail cannot be sent at the moment; please try again later"),
    ACCOUNT_UNKNOWN("PORTAL-005", "户号 {0} 不存在或未关联", "Account {0} does not exist or is not linked to you"),
    BILL_UNKNOWN("PORTAL-006", "账单 {0} 不存在", "Bill {0} does not exist"),
    APPLICATION_UNKNOWN("PORTAL-007", "申请 {0} 不存在", "Application {0} does not exist"),
    TOO_MANY_OPEN("PORTAL-008", "最多可同时有 {0} 个办理中的申请", "You may have at most {0} applications in progress"),
    TOO_MANY_LINKS("PORTAL-009", "最多可关联 {0} 个户号", "You may link at most {0} accounts"),
    OFFICE_NOT_OFFERED("PORTAL-010", "该供电单位暂不受理网上申请", "This office does not take applications here"),
    TARIFF_NOT_OFFERED("PORTAL-011", "该电价不可选", "This tariff cannot be chosen here"),
    LOGIN_UNKNOWN("PORTAL-012", "门户账号 {0} 不存在", "Portal login {0} does not exist"),
    LOGIN_LOCKED("PORTAL-013", "该账号已被停用，请联系供电营业厅", "This login is locked; please contact the office"),
    NOT_YOUR_TURN("PORTAL-014", "现在没有需要您办理的事项", "Nothing waits for you at the moment"),
    WITH_THE_OFFICE("PORTAL-015", "营业厅正在为您办理此事项", "The office is doing this for you right now"),
    TOO_MANY_FILES("PORTAL-016", "每个申请最多可上传 {0} 个文件", "An application takes at most {0} files");

    private final String code;
    private final String zh;
    private final String en;

    PortalErrors(String code, String zh, String en) {
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
