package org.karawatt.tariff.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the tariff domain. */
public enum TariffErrors implements ErrorCode {
    TARIFF_UNKNOWN("TARIFF-001", "电价 {0} 不存在", "Tariff {0} does not exist"),
    NOT_VALID("TARIFF-002", "电价 {0} 在 {1} 无有效版本", "Tariff {0} has no version valid on {1}"),
    NOT_OFFERED("TARIFF-003", "电价 {0} 所在的电价包未部署", "The package of tariff {0} is not deployed"),
    BAD_FILE("TARIFF-004", "电价文件 {0} 有误：{1}", "Tariff file {0} is wrong: {1}"),
    CASE_FAILED("TARIFF-005", "电价包 {0} 的算例 {1} 未通过：{2}", "Case {1} of tariff package {0} fails: {2}"),
    BAD_VALUE("TARIFF-006", "取值无效：{0}", "Not an allowed value: {0}"),
    OVERLAP("TARIFF-007", "户号已有自 {0} 起的电价", "The account already has a tariff from {0}"),
    CHANGED("TARIFF-008", "电价包 {0} 版本 {1} 的内容与已载入的不同，请提高版本号", "Package {0} version {1} differs from what was loaded; raise its version"),
    ACCOUNT_UNKNOWN("TARIFF-009", "户号不存在", "The account does not exist"),
    PACKAGE_UNKNOWN("TARIFF-010", "电价包 {0} 不存在", "Tariff package {0} does not exist"),
    NOT_PROPOSED("TARIFF-011", "电价包 {0} 版本 {1} 不是待批状态，而是 {2}", "Package {0} version {1} is not PROPOSED but {2}"),
    OWN_IMPORT("TARIFF-012", "电价包 {0} 版本 {1} 由您导入，须由他人审批", "You have imported package {0} version {1}; somebody else must approve it"),
    ALREADY_THERE("TARIFF-013", "电价包 {0} 版本 {1} 已存在，状态 {2}", "Package {0} version {1} is there already and {2}"),
    NOTE_REQUIRED("TARIFF-014", "须说明理由：{0}", "A note is required: {0}"),
    LOWER_VERSION("TARIFF-015", "电价包 {0} 已有更高的生效版本 {1}，版本 {2} 不会被使用；请先撤回较高版本或提高版本号",
            "A higher version {1} of package {0} is active, so version {2} would not be used: withdraw that one or raise the version"),
    NOT_WITHDRAWABLE("TARIFF-016", "电价包 {0} 版本 {1} 不能撤回：{2}", "Package {0} version {1} cannot be withdrawn: {2}"),
    DECIDED_AGAINST("TARIFF-017", "电价包 {0} 版本 {1} 已被人工驳回或撤回（{2}），部署不能使其生效；请提高版本号",
            "Somebody has decided against package {0} version {1} ({2}); deploying it does not make it active, raise its version"),
    NOT_DEPLOYED("TARIFF-018", "{0} 未在运行", "{0} is not running"),
    SUPERSEDED("TARIFF-019", "由电价包 {0} 版本 {1} 代替", "Package {0} version {1} takes its place"),
    METHOD_AWAY("TARIFF-020", "电价 {0} 需要的计费方法 {1} 未部署", "Tariff {0} needs charge method {1}, which is not deployed"),
    SIMULATION("TARIFF-021", "试算不能使用：{0}", "This cannot be simulated: {0}"),
    PACKAGE_CODE("TARIFF-022", "电价包代码 {0} 须为 1 至 60 个字母、数字或 . _ -", "A package code has 1 to 60 letters, digits or . _ -, not {0}"),
    CONTRACT_BELOW_FLOOR("TARIFF-023", "合同需量 {0} 千瓦低于下限 {1} 千瓦（容量 {2} 千伏安的 {3}%）",
            "The contract demand of {0} kW is below {1} kW, {3} % of the capacity of {2} kVA"),
    MARKET_PRICES("TARIFF-024", "一天须有 24、48 或 96 个价格，各不超过十位小数且不得缺失", "A day has 24, 48 or 96 prices of at most ten decimals, none missing"),
    MARKET_TWICE("TARIFF-025", "市场 {0} 在 {1} 的价格重复", "Prices of market {0} for {1} come twice"),
    CALL_TIME("TARIFF-026", "须自未来的整刻钟起，最长一天：{0} 至 {1}", "A call begins in the future at a whole quarter of an hour and lasts at most a day: {0} to {1}"),
    CALL_PERIOD("TARIFF-027", "电价 {0} 没有时段 {1}", "Tariff {0} has no period {1}"),
    CALL_OVERLAP("TARIFF-028", "与自 {0} 起的时段调用重叠", "It overlaps the call that begins at {0}"),
    CALL_UNKNOWN("TARIFF-029", "时段调用 {0} 不存在", "Call {0} does not exist"),
    CALL_BEGUN("TARIFF-030", "时段调用 {0} 已开始或已撤回", "Call {0} has begun or was withdrawn");

    private final String code;
    private final String zh;
    private final String en;

    TariffErrors(String code, String zh, String en) {
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
