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
    PROOF_FAILED("BILLING-010", "账期 {0} 的校核不平：{1}", "The proof of {0} does not hold: {1}"),
    CLASS_CHANGED("BILLING-011", "户号 {0} 的用电分类在计费周期内（{1}）变更，而执行电价未同日变更：须自该日起重新核定电价",
            "The classification of account {0} changes within the period, on {1}, and its tariff does not: assign one from that day on"),
    RULE_NOT_BILLED("BILLING-015", "户号 {0} 的计量点 {1} 为并接定比，不能计费",
            "Point {1} of account {0} is a ratio in parallel to what it is a ratio of, which cannot be billed"),
    READINGS_OVERLAP("BILLING-016", "户号 {0} 的示数时段重叠：{1}", "Readings of account {0} overlap on {1}"),
    POINT_NOT_READ("BILLING-017", "户号 {0} 的计量点 {1} 自 {2} 起没有示数", "Point {1} of account {0} has no reading from {2} on"),
    STUDY_UNKNOWN("BILLING-030", "测算 {0} 不存在或已清除", "Study {0} does not exist or is no longer kept"),
    STUDY_KIND("BILLING-031", "没有名为 {0} 的测算", "There is no study named {0}"),
    ONLY_COMPARISON("BILLING-032", "仅用于电价对比批次", "Only for a comparison"),
    REPLAY_DIFFERS("BILLING-033", "账单 {0} 复算结果不同：{1}", "Bill {0} comes out differently: {1}"),
    OTHER_CURRENCY("BILLING-034", "账单的币种是 {0}，电价的币种是 {1}", "The bill is in {0}, the tariff in {1}"),
    NOTHING_BILLED("BILLING-035", "户号 {0} 没有可测算的账单", "Account {0} has no bill to compute from"),
    HELD_BY_MEAN("BILLING-036", "户号 {0} 电费 {1}，此前月均 {2}，超出 {3}% 的限额，待放行",
            "Account {0}: {1} against a mean of {2} a month, more than {3} % above it; the bill waits for a release"),
    HELD_BY_AMOUNT("BILLING-037", "户号 {0} 电费 {1}，超过限额 {2}，待放行", "Account {0}: {1} is above the limit of {2}; the bill waits for a release"),
    HELD_BY_ENERGY("BILLING-038", "户号 {0} 电量 {1} 千瓦时，超过限额 {2}，待放行",
            "Account {0}: {1} kWh is above the limit of {2}; the bill waits for a release"),
    HOLD_UNKNOWN("BILLING-039", "待放行账单 {0} 不存在", "Held bill {0} does not exist"),
    HOLD_DONE("BILLING-040", "待放行账单 {0} 已放行或已发行", "Held bill {0} has been released or billed already"),
    OPENING_UNKNOWN("BILLING-041", "户号 {0} 没有期初数据", "Account {0} has no opening balance"),
    OPENING_LATE("BILLING-042", "户号 {0} 已在本系统出账，不能再录入期初数据", "Account {0} has been billed here: its opening balance can no longer be changed"),
    OPENING_FUTURE("BILLING-043", "{0} 尚未到来", "{0} has not begun yet"),
    OPENING_TIERS("BILLING-044", "各档电量合计 {0}，与总电量 {1} 不符", "The tiers come to {0} kWh, not to {1}"),
    DAYS_UNBILLED("BILLING-050", "户号 {0} 在 {1} 还有未出账的示数，须先出账", "Account {0} has readings of {1} that wait for their bill, which comes first"),
    FINAL_FUTURE("BILLING-051", "{0} 尚未到来，不能出账", "{0} has not come yet: nothing can be billed up to it"),
    NOT_READ("BILLING-052", "缺少电能表 {0} 示数 {1}", "Register {1} of meter {0} is not read"),
    REGISTER_UNKNOWN("BILLING-053", "户号没有电能表 {0} 示数 {1}", "The account has no register {1} on a meter {0}"),
    READ_BEFORE("BILLING-054", "电能表 {0} 在 {1} 已抄表", "Meter {0} has been read on {1}"),
    BILL_REVERSED("BILLING-055", "账单 {0} 已冲正或为冲正账单", "Bill {0} has been reversed or is a reversal"),
    CORRECTION_OPEN("BILLING-056", "账单 {0} 已有待审批的更正", "A correction of bill {0} waits for its decision"),
    CORRECTION_UNKNOWN("BILLING-057", "更正 {0} 不存在", "Correction {0} does not exist"),
    CORRECTION_DECIDED("BILLING-058", "更正 {0} 已审批", "Correction {0} has been decided"),
    CORRECTION_SAME_PERSON("BILLING-059", "更正 {0} 须由他人审批", "Correction {0} must be decided by somebody else"),
    CORRECTION_CHANGED("BILLING-060", "更正 {0} 的金额应为 {1}，现为 {2}：请重新提出", "Correction {0} was to come to {1} and now comes to {2}: propose it anew"),
    NOTHING_CHANGES("BILLING-061", "账单 {0} 重算结果相同，无需更正", "Bill {0} comes out the same: there is nothing to correct"),
    REASON_UNKNOWN("BILLING-062", "更正原因 {0} 不存在", "There is no correction reason {0}"),
    READING_NOT_OF_BILL("BILLING-063", "示数 {0} 不属于该账单或不唯一", "Reading {0} is not one of the bill, or not the only one"),
    TOO_MANY_LATER("BILLING-064", "账单 {0} 之后已有超过 {1} 张账单", "More than {1} bills have followed bill {0}"),
    SHARING_HOLE("BILLING-065", "共享组 {0}：{1} 在 {2} 的负荷曲线缺失或不完整", "Sharing group {0}: the load curve of {1} on {2} is missing or has a hole"),
    SHARING_RULE("BILLING-066", "户号 {0} 按负荷曲线计费，但计量点 {1} 为分表或单独计价，或在多个计量点中承担损耗，无法计费",
            "Account {0} is billed from load curves, but point {1} is a sub-meter, has a price of its own, or bears losses beside other "
                    + "points, which cannot be billed");

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
