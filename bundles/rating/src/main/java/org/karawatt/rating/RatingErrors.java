package org.karawatt.rating;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of tariff files (001-029), of rating (031-059, 071-) and of stored records and what follows the bill (061-). */
public enum RatingErrors implements ErrorCode {
    DATES_OVERLAP("RATING-001", "电价 {0} 的有效期重叠：{1} 与 {2}", "Validity periods of tariff {0} overlap: {1} and {2}"),
    DATES_GAP("RATING-002", "电价 {0} 在 {1} 与 {2} 之间没有有效版本", "Tariff {0} has no version in force from {1} to {2}"),
    VALIDITY_EMPTY("RATING-003", "有效期为空：{0} 至 {1}", "The validity is empty: {0} to {1}"),
    TIER_ORDER("RATING-004", "阶梯上限必须为正且递增：{0}", "Tier limits must be positive and increasing: {0}"),
    TIER_STEPS("RATING-005", "{0} 个上限需要 {1} 个阶梯价格，实有 {2} 个", "{0} limits need {1} steps, found {2}"),
    SEASON_HOLE("RATING-006", "月份 {0} 没有阶梯上限", "Month {0} has no tier limits"),
    SEASON_TWICE("RATING-007", "月份 {0} 属于多个季节", "Month {0} is in more than one season"),
    UNKNOWN_VALUE("RATING-008", "未知的值 {0}，允许的值：{1}", "Unknown value {0}; allowed are {1}"),
    NEGATIVE_PRICE("RATING-009", "此处价格不允许为负：{0}", "A negative price is not allowed here: {0}"),
    FIELD_UNKNOWN("RATING-010", "未知的字段", "Unknown field"),
    FIELD_MISSING("RATING-011", "缺少字段", "This field is missing"),
    FIELD_TYPE("RATING-012", "应为 {0}", "Expected {0}"),
    NUMBER_RANGE("RATING-013", "数值超出范围：{0}", "Number out of range: {0}"),
    DUPLICATE_CODE("RATING-014", "代码重复：{0}", "Code used twice: {0}"),
    ENERGY_INCOMPLETE("RATING-015", "电度电价方法 {0} 需要 {1}", "Energy method {0} needs {1}"),
    ENERGY_SURPLUS("RATING-016", "电度电价方法 {0} 不使用 {1}", "Energy method {0} does not use {1}"),
    COMPOSITION("RATING-017", "电价 {0} 与组成部分之和 {1} 相差 {2}，已知偏差 {3}，允许误差 {4}",
            "Price {0} differs from its parts {1} by {2}; known deviation {3}, tolerance {4}"),
    FUNDS_EXCEED_PRICE("RATING-018", "基金合计 {0} 高于电价 {1}", "The funds {0} exceed the price {1}"),
    BAD_JSON("RATING-019", "不是有效的 JSON（第 {0} 行）：{1}", "Not valid JSON (line {0}): {1}"),
    TOO_LARGE("RATING-020", "文件超过 {0} 字节", "The file is larger than {0} bytes"),
    CASE_TARIFF("RATING-021", "算例引用了不存在的电价 {0}", "The case names a tariff that does not exist: {0}"),
    CASE_FAILED("RATING-022", "算例 {0}：{1} 应为 {2}，实为 {3}", "Case {0}: {1} should be {2} but is {3}"),
    FIXED_NEEDS_FLAT("RATING-023", "定量电量从平段扣除，电价必须有平段", "Fixed quantities come out of the flat period, so the tariff needs one"),
    SURCHARGE_NEEDS_BASE("RATING-024", "第一档没有加价", "The first tier has no surcharge"),
    CALENDAR_HOLE("RATING-025", "时段日历在 {0} 月 {1} {2} 起没有时段", "The calendar has no period in month {0}, {1}, from {2}"),
    CALENDAR_OVERLAP("RATING-026", "时段日历在 {0} 月 {1} {2} 起有多个时段", "The calendar has more than one period in month {0}, {1}, from {2}"),
    CALENDAR_PERIOD("RATING-027", "时段日历使用了没有价格的时段 {0}", "The calendar uses period {0}, which has no price"),
    METHOD_UNKNOWN("RATING-028", "没有名为 {0}（版本 {1}）的计费方法，已有：{2}", "There is no charge method {0} of version {1}; there are {2}"),
    METHOD_FAILED("RATING-029", "计费方法 {0} 无法使用其设置：{1}", "Charge method {0} cannot use its settings: {1}"),

    NOT_IN_FORCE("RATING-031", "户号 {0}：电价 {1} 在 {2} 期间无效", "Account {0}: tariff {1} is not in force during {2}"),
    ACTIVE_ENERGY_MISSING("RATING-032", "户号 {0}：缺少有功总电量", "Account {0}: total active energy is missing"),
    TOU_REGISTER_MISSING("RATING-033", "户号 {0}：缺少分时电量 {1}", "Account {0}: time-of-use register {1} is missing"),
    TOU_SUM_MISMATCH("RATING-034", "户号 {0}：分时电量之和 {1} 与总电量 {2} 不符",
            "Account {0}: time-of-use registers sum to {1} but the total is {2}"),
    NEGATIVE_QUANTITY("RATING-035", "户号 {0}：{1} 为负：{2}", "Account {0}: {1} is negative: {2}"),
    PERIOD_NOT_PRICED("RATING-036", "户号 {0}：{1} 时段有电量 {2}，但电价 {3} 没有该时段价格",
            "Account {0}: period {1} has {2} kWh but tariff {3} has no price for it"),
    REACTIVE_MISSING("RATING-037", "户号 {0}：考核功率因数但缺少无功电量", "Account {0}: reactive energy is missing but a power factor is to be kept"),
    CAPACITY_MISSING("RATING-038", "户号 {0}：缺少计费容量", "Account {0}: capacity is missing"),
    CONTRACT_DEMAND_MISSING("RATING-039", "户号 {0}：缺少合同需量", "Account {0}: contract demand is missing"),
    MAX_DEMAND_MISSING("RATING-040", "户号 {0}：缺少最大需量", "Account {0}: maximum demand is missing"),
    METHOD_NOT_OFFERED("RATING-041", "户号 {0}：电价 {1} 不适用基本电费计收方式 {2}",
            "Account {0}: tariff {1} does not offer the capacity charging method {2}"),
    POWER_FACTOR_NOT_OFFERED("RATING-042", "户号 {0}：电价 {1} 没有功率因数调整", "Account {0}: tariff {1} has no power-factor adjustment"),
    EXEMPT_PRICE_MISSING("RATING-043", "户号 {0}：电价 {1} 没有不执行阶梯用户的价格",
            "Account {0}: tariff {1} has no price for customers outside the tiers"),
    FIXED_UNKNOWN("RATING-044", "户号 {0}：电价 {1} 没有定量项目 {2}", "Account {0}: tariff {1} has no fixed item {2}"),
    FIXED_EXCEEDS("RATING-045", "户号 {0}：定量 {1} 大于可扣减电量 {2}", "Account {0}: fixed quantities of {1} kWh exceed the {2} kWh they come out of"),
    YEAR_TO_DATE_MISSING("RATING-046", "户号 {0}：缺少本年累计电量", "Account {0}: energy billed earlier this year is missing"),
    TIER_USE_SIZE("RATING-047", "户号 {0}：分档累计电量应有 {1} 档，实有 {2} 档", "Account {0}: use by tier needs {1} tiers, found {2}"),
    CAPACITY_DAYS("RATING-048", "户号 {0}：容量天数 {1} 超出账期天数 {2}", "Account {0}: {1} days of capacity exceed the {2} days of the period"),
    MONTHS_OUT_OF_RANGE("RATING-049", "月数 {0} 应在 {1} 到 {2} 之间", "{0} months must lie between {1} and {2}"),
    OPEN_PERIOD("RATING-050", "账期必须有结束日", "The period needs an end"),
    CONTRACT_DEMAND_ZERO("RATING-051", "户号 {0}：合同需量必须大于零", "Account {0}: contract demand must be above zero"),
    CONTRACT_BELOW_FLOOR("RATING-052", "户号 {0}：合同需量 {1} 千瓦低于容量 {3} 千伏安的 {4}%（{2} 千瓦）",
            "Account {0}: contract demand {1} kW is below {2} kW, which is {4} % of the capacity of {3} kVA"),
    METER_TWICE("RATING-053", "户号 {0}：表计 {1} 重复", "Account {0}: meter {1} is given twice"),
    METER_PARENT("RATING-054", "户号 {0}：表计 {1} 的总表 {2} 不存在", "Account {0}: meter {1} stands behind meter {2}, which is not there"),
    METER_CIRCLE("RATING-055", "户号 {0}：表计 {1} 的总分关系成环", "Account {0}: meter {1} stands behind itself"),
    SUB_METERS_EXCEED("RATING-056", "户号 {0}：表计 {1} 的分表电量 {2} 大于总表电量 {3}",
            "Account {0}: the meters behind meter {1} count {2} kWh, more than its own {3}"),
    METERS_AND_TOTALS("RATING-057", "户号 {0}：既有表计示数又有电量 {1}", "Account {0}: {1} is given beside the meters that tell it"),
    INTERVAL_COUNT("RATING-058", "户号 {0}：{1} 应有 {2} 个值，实有 {3} 个", "Account {0}: {1} needs {2} values but has {3}"),
    INTERVAL_MISSING("RATING-059", "户号 {0}：{1} 缺少 {2} 个值，首个在 {3}", "Account {0}: {1} lacks {2} values, the first on {3}"),

    RECORD_UNREADABLE("RATING-061", "无法读取计费记录：{0}", "The stored rating record cannot be read: {0}"),
    REPLAY_TARIFF("RATING-062", "重算需要电价 {0}，给出的是 {1}", "Replay needs tariff {0} but was given {1}"),
    LATE_FEE_INPUT("RATING-063", "违约金基数不能为负：{0}", "The base of a late fee must not be negative: {0}"),
    MULTIPLIER("RATING-064", "变比必须为正：{0}", "A transformer ratio must be positive: {0}"),
    READING_BACKWARDS("RATING-065", "本次示数 {0} 小于上次示数 {1}", "Reading {0} is below the last reading {1}"),
    SETTLEMENT_INPUT("RATING-066", "{0} 不能缺少或为负：{1}", "{0} must neither be missing nor negative: {1}"),

    INTERVAL_FORM("RATING-071", "间隔数据应为 15、30 或 60 分钟：{0} 分钟，小数位 {1}，{2} 个值",
            "Interval data must be of 15, 30 or 60 minutes: {0} minutes, scale {1}, {2} values"),
    CALENDAR_NEEDED("RATING-072", "户号 {0}：电价 {1} 没有时段日历，不能使用间隔数据", "Account {0}: tariff {1} has no calendar to sort interval data"),
    MARKET_PRICES_MISSING("RATING-073", "户号 {0}：缺少市场分时价格", "Account {0}: the market's prices are missing"),
    INTERVALS_MISSING("RATING-074", "户号 {0}：电价 {1} 需要间隔数据", "Account {0}: tariff {1} needs interval data"),
    LOSS_INCOMPLETE("RATING-075", "户号 {0}：损耗计算方法 {1} 缺少 {2}", "Account {0}: loss method {1} needs {2}"),
    LOSS_TABLE("RATING-076", "户号 {0}：电价 {1} 的损耗表 {2} 没有 {3} 千伏安、{4} 千瓦时的行",
            "Account {0}: tariff {1} has no loss table {2} with a row for {3} kVA and {4} kWh"),
    BENEFIT_UNKNOWN("RATING-077", "户号 {0}：电价 {1} 没有优惠 {2}", "Account {0}: tariff {1} has no subsidy {2}"),
    PURCHASE_FACTOR("RATING-078", "户号 {0}：电价 {1} 不允许购电价系数 {2}", "Account {0}: tariff {1} does not allow the purchase factor {2}"),
    CAPACITY_TWICE("RATING-079", "户号 {0}：容量既按份额又按变更给出", "Account {0}: capacity is given both by shares and by changes"),
    CAPACITY_UNKNOWN("RATING-080", "户号 {0}：账期开始时的容量未知", "Account {0}: the capacity at the beginning of the period is unknown"),
    HOLD_EXCEEDS("RATING-081", "户号 {0}：{1} 暂停容量 {2} 大于运行容量 {3}", "Account {0}: on {1} more capacity is sealed ({2} kVA) than in force ({3} kVA)"),
    ADJUSTMENT_TIERS("RATING-082", "户号 {0}：退补电量 {1} 与分档之和不符", "Account {0}: the adjustment of {1} kWh does not equal its tiers"),
    SECTIONS("RATING-083", "分段必须首尾相接且属于同一户号、同一币种：{0}", "Sections must follow each other and be of one account and currency: {0}"),
    OVERFLOW("RATING-084", "户号 {0}：{1} 的数值过大", "Account {0}: the values of {1} are too large"),
    INTERVAL_COARSE("RATING-085", "户号 {0}：间隔 {1} 分钟比电价 {2} 的时段日历（{3} 分钟）粗",
            "Account {0}: intervals of {1} minutes are coarser than the calendar of tariff {2} ({3} minutes)"),
    SEASONS_DIFFER("RATING-086", "户号 {0}：电价 {1} 在所含的 {2} 个月内有不同季节的价格，须分段计费",
            "Account {0}: tariff {1} has prices of different seasons within the {2} months covered; rate them as stretches"),
    METHOD_BROKEN("RATING-087", "户号 {0}：计费方法 {1}（版本 {2}）失败：{3}", "Account {0}: charge method {1} (version {2}) failed: {3}"),
    METHOD_STANDARD("RATING-088", "计费方法 {0} 由电价自身的字段启用，不能再次列出",
            "Charge method {0} is used by the fields of the tariff itself and cannot be named"),
    EVENT_ALIGNMENT("RATING-089", "户号 {0}：事件 {1} 至 {2} 未与 {3} 分钟的间隔对齐",
            "Account {0}: the event from {1} to {2} does not begin and end with an interval of {3} minutes"),
    FED_MISSING("RATING-090", "户号 {0}：缺少上网电量 {1}", "Account {0}: the energy fed in is missing: {1}"),
    CARRIED_MISSING("RATING-091", "户号 {0}：缺少上次账单结转的 {1}", "Account {0}: what the bill before has carried is missing: {1}"),
    WHOLE_BILL_ONLY("RATING-092", "户号 {0}：计费方法 {1} 只能按整张账单计算，不能分段",
            "Account {0}: charge method {1} prices whole bills only, not stretches"),
    DEMAND_UNKNOWN("RATING-093", "户号 {0}：计费方法 {1} 缺少 {2} 的需量，或间隔长于 {3} 分钟的需量窗口",
            "Account {0}: charge method {1} lacks the demand of {2}, or the intervals are longer than the {3} minutes of its window"),
    URDB_FORM("RATING-094", "不是 URDB 费率：{0}", "Not a URDB rate: {0}"),
    URDB_UNSUPPORTED("RATING-095", "URDB 字段 {0} 的值 {1} 无法表达", "The value {1} of the URDB field {0} cannot be expressed"),
    FED_NOT_PRICED("RATING-096", "户号 {0}：电价 {1} 没有上网电量的规则", "Account {0}: tariff {1} has no rule for energy fed in"),
    SHARING("RATING-097", "共享电量数据无效：{0}", "Not fit for the sharing of energy: {0}");

    private final String code;
    private final String zh;
    private final String en;

    RatingErrors(String code, String zh, String en) {
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
