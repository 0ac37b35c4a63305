package org.karawatt.billing.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of recoveries and of the daily estimate. */
public enum RecoveryErrors implements ErrorCode {
    UNKNOWN("RECOVERY-001", "退补 {0} 不存在", "Recovery {0} does not exist"),
    DECIDED("RECOVERY-002", "退补 {0} 已审批", "Recovery {0} has been decided"),
    SAME_PERSON("RECOVERY-003", "退补 {0} 须由他人审批", "Recovery {0} must be decided by somebody else"),
    CHANGED("RECOVERY-004", "退补 {0} 原为 {1}，按保存的数据复算为 {2}，请重新提出",
            "Recovery {0} was to come to {1} and its stored inputs come to {2}: propose it anew"),
    NOTHING("RECOVERY-005", "没有可退补的金额", "There is nothing to recover or to refund"),
    NO_RULE("RECOVERY-006", "{1} 没有生效的退补规则 {0}", "No rule {0} is in force on {1}"),
    NO_TARIFF("RECOVERY-007", "户号 {0} 在 {1} 没有执行电价", "Account {0} has no tariff on {1}"),
    TARIFF_CHANGES("RECOVERY-008", "户号 {0} 在 {1} 至 {2} 期间电价有变更，须分段填写",
            "The tariff of account {0} changes between {1} and {2}: give the days before and after apart"),
    NOT_PRICED("RECOVERY-009", "电价 {0} 没有可单独计算的电度电价，请更正账单",
            "Tariff {0} has no price for energy alone: correct the bill instead"),
    PERIOD_NEEDED("RECOVERY-010", "电价 {0} 分时计价，须填写时段：{1}", "Tariff {0} has prices by period; give one of {1}"),
    MULTIPLE_CEILING("RECOVERY-011", "违约使用电费倍数不得超过 {0} 倍", "The penalty is at most {0} times"),
    MULTIPLE_EXACT("RECOVERY-012", "违约使用电费为 {0} 倍", "The penalty is {0} times"),
    FUTURE("RECOVERY-013", "{0} 尚未到来", "{0} has not come yet"),
    NOT_OF_KIND("RECOVERY-014", "该类退补不填此项", "This kind of recovery does not take this"),
    NO_CAPACITY_PRICE("RECOVERY-015", "电价 {0} 没有容量电价", "Tariff {0} has no price for capacity"),
    NOT_LOWER("RECOVERY-016", "电价 {0} 的单价 {1} 不高于已执行的 {2}", "The price {1} of tariff {0} is not above the {2} that was paid"),
    KWH_OR_KW("RECOVERY-017", "电量与功率须填且只填一项", "Give either kWh or kW"),
    BAD_DAYS("RECOVERY-018", "起止日期有误：{0} 至 {1}", "The days from {0} to {1} are no period"),
    WHOLE_HOURS("RECOVERY-019", "每日小时数须为 1 至 24 的整数", "Hours a day are a whole number from 1 to 24"),
    NO_USE("RECOVERY-020", "户号 {0} 自 {1} 起没有示数或负荷曲线", "Account {0} has no reading and no load curve since {1}"),
    OTHER_CURRENCY("RECOVERY-021", "电价的币种不同：{0}、{1}", "The tariffs are in different currencies: {0} and {1}"),
    DROP_PERMITTED("RECOVERY-022", "实测压降 {0}% 未超过允许的 {1}%", "The measured drop of {0} % is not above the permitted {1} %"),
    NORMAL_OR_MONTHS("RECOVERY-023", "正常电量与正常月份须填且只填一项", "Give either the normal energy or the normal months"),
    NO_BILL("RECOVERY-024", "户号 {0} 在 {1} 没有已发行的账单", "Account {0} has no issued bill of {1}"),
    NOT_ABOVE_RECORDED("RECOVERY-025", "平均用电量 {0} 千瓦时不高于记录电量 {1} 千瓦时",
            "The average use of {0} kWh is not above the {1} kWh that were recorded"),
    SAME_MONTHS("RECOVERY-026", "正常月份重复", "A normal month is given twice"),
    RULE_UNKNOWN("RECOVERY-027", "退补规则 {0} 不存在", "Rule {0} does not exist"),
    WHOLE_NUMBER("RECOVERY-028", "须为整数", "A whole number is needed"),
    NOT_REVERSIBLE("RECOVERY-029", "退补 {0} 未入账、已冲正或已提出冲正", "Recovery {0} is not booked, is reversed, or waits to be reversed"),
    NO_REVERSAL("RECOVERY-030", "退补 {0} 没有待审批的冲正", "No reversal of recovery {0} waits for a decision");

    private final String code;
    private final String zh;
    private final String en;

    RecoveryErrors(String code, String zh, String en) {
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
