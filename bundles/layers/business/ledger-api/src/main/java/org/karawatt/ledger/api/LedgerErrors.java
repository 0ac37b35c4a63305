package org.karawatt.ledger.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the ledger. */
public enum LedgerErrors implements ErrorCode {
    PAYMENT_UNKNOWN("LEDGER-001", "缴费记录 {0} 不存在", "Payment {0} does not exist"),
    BAD_AMOUNT("LEDGER-002", "金额无效：{0}", "Not an allowed amount: {0}"),
    BAD_DATE("LEDGER-003", "缴费日期无效：{0}", "Not an allowed payment date: {0}"),
    ACCOUNT_UNKNOWN("LEDGER-004", "户号 {0} 不存在", "Account {0} does not exist"),
    DUPLICATE_REFERENCE("LEDGER-005", "流水号 {0} 已入账", "Reference {0} has been booked already"),
    COLUMN_MISSING("LEDGER-006", "缺少列 {0}", "Column {0} is missing"),
    NOT_UTF8("LEDGER-007", "文件不是 UTF-8 编码", "The file is not UTF-8"),
    KEY_REQUIRED("LEDGER-008", "必须提供幂等键", "An idempotency key is required"),
    CHANNEL_UNKNOWN("LEDGER-009", "收费渠道 {0} 不存在", "Payment channel {0} does not exist"),
    REFERENCE_REQUIRED("LEDGER-010", "缺少流水号", "The reference is missing"),
    NO_LATE_FEE_RULE("LEDGER-011", "类别 {0} 在 {1} 没有违约金规则", "No late-fee rule for class {0} on {1}"),
    BAD_ROW("LEDGER-012", "该行列数不符：应为 {0} 列，实际 {1} 列", "Wrong number of fields: {0} expected, {1} found"),
    EMPTY_FILE("LEDGER-013", "文件没有数据行", "The file has no data rows"),
    FILE_TOO_LARGE("LEDGER-014", "文件不能超过 {0} MB", "The file must not be larger than {0} MB"),
    NOT_CSV("LEDGER-015", "不是有效的 CSV 文件：{0}", "Not a readable CSV file: {0}"),
    PLAN_UNKNOWN("LEDGER-016", "均衡付费计划 {0} 不存在", "Budget plan {0} does not exist"),
    PLAN_RUNNING("LEDGER-017", "户号 {0} 已有执行中的均衡付费计划", "Account {0} has a running budget plan already"),
    TOO_FEW_BILLS("LEDGER-018", "计算定额至少需要 {0} 个月的账单，现有 {1} 个月", "An instalment needs bills of {0} months, there are {1}"),
    PLAN_SETTLED("LEDGER-019", "均衡付费计划 {0} 已清算", "Budget plan {0} has been settled"),
    PLAN_MONTH("LEDGER-020", "账期须在 {0} 到 {1} 之间", "The month must be between {0} and {1}"),
    PAYOUT_UNKNOWN("LEDGER-021", "退费 {0} 不存在", "Payout {0} does not exist"),
    PAYOUT_TOO_MUCH("LEDGER-022", "可退预收为 {0} 元，不足 {1} 元", "{0} yuan can be paid out, which is less than {1}"),
    PAYOUT_DECIDED("LEDGER-023", "退费 {0} 已审批", "Payout {0} has been decided"),
    PAYOUT_SAME_PERSON("LEDGER-024", "退费 {0} 须由他人审批", "Payout {0} must be decided by somebody else");

    private final String code;
    private final String zh;
    private final String en;

    LedgerErrors(String code, String zh, String en) {
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
