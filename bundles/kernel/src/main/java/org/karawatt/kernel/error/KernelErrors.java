package org.karawatt.kernel.error;

/** Errors that any part may raise. */
public enum KernelErrors implements ErrorCode {
    INVALID_INPUT("KERNEL-001", "输入有 {0} 处错误", "The input has {0} faults"),
    REQUIRED("KERNEL-002", "必填项", "This is required"),
    TOO_LONG("KERNEL-003", "不能超过 {0} 个字符", "Must not be longer than {0} characters"),
    NOT_A_NUMBER("KERNEL-004", "不是有效的数字：{0}", "Not a number: {0}"),
    NOT_A_DATE("KERNEL-005", "不是有效的日期：{0}", "Not a date: {0}"),
    OUT_OF_RANGE("KERNEL-006", "必须在 {0} 到 {1} 之间", "Must be between {0} and {1}"),
    PERMISSION_DENIED("KERNEL-007", "没有权限：{0}", "Permission denied: {0}"),
    OFFICE_DENIED("KERNEL-008", "该数据不属于您的供电单位", "This belongs to another office"),
    STALE_VERSION("KERNEL-009", "数据已被他人修改，请刷新后重试", "Somebody else has changed this meanwhile; reload and try again"),
    IDEMPOTENCY_MISMATCH("KERNEL-010", "幂等键 {0} 已用于不同的请求", "Idempotency key {0} was used for another request"),
    UNKNOWN_CODE("KERNEL-011", "代码表 {0} 中没有代码 {1}", "Code table {0} has no code {1}"),
    SERVICE_UNAVAILABLE("KERNEL-012", "模块 {0} 暂不可用", "Module {0} is not available at the moment"),
    BAD_CHARACTER("KERNEL-013", "包含不允许的字符", "Contains characters that are not allowed"),
    NOT_A_MONTH("KERNEL-014", "不是有效的账期：{0}", "Not a billing month: {0}"),
    AUDIT_BROKEN("KERNEL-015", "审计链在第 {0} 条断裂", "The audit chain is broken at entry {0}");

    private final String code;
    private final String zh;
    private final String en;

    KernelErrors(String code, String zh, String en) {
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
