package org.karawatt.metering.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the metering domain. */
public enum MeteringErrors implements ErrorCode {
    ROUTE_UNKNOWN("METERING-001", "抄表段 {0} 不存在", "Reading route {0} does not exist"),
    NUMBER_TAKEN("METERING-002", "编号 {0} 已被使用", "Number {0} is already in use"),
    METER_UNKNOWN("METERING-003", "电能表 {0} 不存在", "Meter {0} does not exist"),
    BAD_VALUE("METERING-004", "取值无效：{0}", "Not an allowed value: {0}"),
    POINT_UNKNOWN("METERING-005", "计量点 {0} 不存在", "Metering point {0} does not exist"),
    RULE_DATED("METERING-006", "计量点 {0} 的计量方式自 {1} 起生效，变更日期须晚于该日",
            "The rule of metering point {0} is in force since {1}; a change must be later"),
    CIRCULAR("METERING-007", "计量点 {0} 不能是 {1} 的分表：{1} 已直接或间接是 {0} 的分表",
            "Point {0} cannot be a part of {1}, which is a part of {0} itself"),
    NO_METER("METERING-008", "计量点 {0} 未装表", "Metering point {0} has no meter"),
    METER_THERE("METERING-009", "计量点 {0} 已装有电能表 {1}", "Metering point {0} has meter {1} already"),
    READ_LATER("METERING-010", "该表已于 {0} 抄表或装出，日期不得早于该日", "The meter was read or installed on {0}; the day must not be earlier"),
    SMALLER("METERING-011", "示数小于上次示数 {0}", "The value is smaller than the last one, {0}"),
    NOT_ON_DISPLAY("METERING-012", "示数须为 {0} 位整数、{1} 位小数以内", "The display has {0} digits before and {1} after the point"),
    REGISTER_UNKNOWN("METERING-013", "电能表没有示数类型 {0}", "The meter has no register {0}"),
    READING_HELD("METERING-014", "计量点 {0} 有待核实的示数，请先处理", "Metering point {0} has a reading that waits for a decision"),
    IN_FUTURE("METERING-015", "日期不能晚于今天", "The day must not lie in the future"),
    METER_CHANGED("METERING-016", "计量点 {0} 现装电能表为 {1}，不是 {2}", "Metering point {0} has meter {1} now, not {2}"),
    READING_GONE("METERING-020", "示数 {0} 不存在或已被替换", "Reading {0} does not exist or has been replaced"),
    BELOW_PREVIOUS("METERING-021", "{0} 的示数 {1} 小于前次示数 {2}", "The reading {1} of {0} is below the one before, {2}"),
    NEXT_HELD("METERING-022", "示数 {0} 之后的示数待核实，请先处理", "The reading after {0} waits for a decision"),
    CURVE_SIZE("METERING-030", "一天须有 24、48 或 96 个数值，而不是 {0} 个", "A day has 24, 48 or 96 values, not {0}"),
    CURVE_VALUE("METERING-031", "第 {0} 个数值 {1} 无效：须为不小于零、不超过六位小数的电量", "Value {0} is {1}: energy is not negative and has at most six decimals"),
    CURVE_TWICE("METERING-032", "计量点 {0} 在 {1} 的同一数据重复", "Point {0} has the same data of {1} twice"),
    SHARING_UNKNOWN("METERING-040", "共享组 {0} 不存在", "Sharing group {0} does not exist"),
    SHARING_POINT("METERING-041", "计量点 {0} 已属于其他共享组", "Point {0} is shared by another group already"),
    SHARING_SUM("METERING-042", "共享组 {0} 在 {1} 的份额合计 {2} 大于 1", "The shares of group {0} on {1} are {2}, more than 1"),
    SHARING_MEMBER("METERING-043", "户号 {0} 已参加共享组 {1}", "Account {0} is in sharing group {1} already"),
    SHARING_PRODUCER("METERING-044", "户号 {0} 是共享组 {1} 的发电户，不能作为成员", "Account {0} is the producer of group {1} and cannot be a member"),
    SHARING_DATED("METERING-045", "户号 {0} 的约定自 {1} 起生效，变更日期须晚于该日", "What was agreed with account {0} is in force since {1}; a change must be later"),
    SHARING_ACCOUNT("METERING-046", "户号 {0} 没有计量点", "Account {0} has no metering point");

    private final String code;
    private final String zh;
    private final String en;

    MeteringErrors(String code, String zh, String en) {
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
