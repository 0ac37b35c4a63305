package org.karawatt.billing.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of billing. */
public enum BillingErrors implements ErrorCode {
    BILL_UNKNOWN("BILLING-001", "账单 {0} 不存在", "Bill {0} does not exist"),
    NO_ASSIGNMENT("BILLING-002", "户号 {0} 在 {1} 没有执行电价", "Account {0} has no tariff on {1}"),
    NO_READING("BILLING-003", "户号 {0} 在 {1} 没有抄表示数", "Account {0} has no reading for {1}"),
    READING_HELD("BILLING-004", "户号 {0} 在 {1} 的示数待审核", "Readings of account {0} for {1} wait for a decision"),
    REGISTER_MISSING("BILLING-005", "户号 {0} 缺少示数：{1}", "Account {0} lacks a register: {1}"),
    CALCULATION_FAILED("BILLING-006", "户号 {0} 计算失败：{1}", "Calculation of account {0} failed: {1}"),
    ALREADY_BILLED("BILLING-007", "户号 {0} 在 {1} 已发行", "Account {0} has been billed for {1}"),
    NO_POSTING("BILLING-008", "账务模块不可用", "The ledger module is not available"),
    CONTRIBUTOR_FAILED("BILLING-009", "计费扩展 {0} 失败：{1}", "Billing contributor {0} failed: {1}"),
    PROOF_FAILED("BILLING-010", "账期 {0} 的校核不平：{1}", "The proof of {0} does not hold: {1}");

    private final String code;
    private final String zh;
    private final String en;

    BillingErrors(String code, String zh, String en) {
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
