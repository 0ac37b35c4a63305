package org.karawatt.customer.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the customer domain. */
public enum CustomerErrors implements ErrorCode {
    ACCOUNT_UNKNOWN("CUSTOMER-001", "户号 {0} 不存在", "Account {0} does not exist"),
    CUSTOMER_UNKNOWN("CUSTOMER-002", "客户 {0} 不存在", "Customer {0} does not exist"),
    NUMBER_TAKEN("CUSTOMER-003", "编号 {0} 已被使用", "Number {0} is already in use"),
    BAD_VALUE("CUSTOMER-004", "取值无效：{0}", "Not an allowed value: {0}"),
    CAPACITY_ORDER("CUSTOMER-005", "运行容量不能大于合同容量", "Running capacity must not exceed contract capacity"),
    CLASS_DATED("CUSTOMER-006", "户号 {0} 的用电分类自 {1} 起生效，变更日期须晚于该日",
            "The classification of account {0} is in force since {1}; a change must be later"),
    CLOSED("CUSTOMER-007", "户号 {0} 已销户", "Account {0} is closed"),
    HOLDER_DATED("CUSTOMER-008", "户号 {0} 自 {1} 起归客户 {2}，过户须为其他客户且日期晚于该日",
            "Account {0} is with customer {2} since {1}; a transfer needs another customer and a later day"),
    IN_FUTURE("CUSTOMER-009", "日期不能晚于今天", "The day must not lie in the future"),
    AGREEMENT_DATED("CUSTOMER-010", "户号 {0} 的容量约定自 {1} 起生效，变更日期须晚于该日",
            "The agreed capacity of account {0} is in force since {1}; a change must be later"),
    CLOSED_BEFORE("CUSTOMER-011", "户号 {0} 于 {1} 开户，销户日期须晚于该日", "Account {0} was opened on {1}; it must be closed later");

    private final String code;
    private final String zh;
    private final String en;

    CustomerErrors(String code, String zh, String en) {
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
