package org.karawatt.billing.internal.calc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryReversal;
import org.karawatt.billing.api.RecoveryStep;
import org.karawatt.kernel.trace.TraceCatalog;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RatingTraceCatalog;

/** Chinese and English texts of what recoveries explain beside the steps of rating. Immutable and thread-safe. */
public final class RecoveryTexts implements TraceCatalog {

    static final String TITLE = "recovery.";
    static final String TOTAL = "recovery.total";
    static final String ENERGY = "recovery.energy";
    static final String SOURCE = "recovery.source.";
    static final String DROP = "recovery.drop";
    static final String NORMAL = "recovery.normal";
    static final String NORMAL_MONTHS = "recovery.normal.months";
    static final String FAILURE = "recovery.failure";
    static final String LINE = "recovery.line";
    static final String RULE = "recovery.rule";
    static final String CEILING = "recovery.rule.ceiling";
    static final String PRICE = "recovery.price";
    static final String PRICE_PART = "recovery.price.part";
    static final String REVERSED = "recovery.reversed";
    static final String PENALTY_ZH = "违约使用电费";
    static final String PENALTY_EN = "Penalty";

    private static final Map<String, LocalText> TEMPLATES = templates();

    private final TraceCatalog rating = new RatingTraceCatalog();

    @Override
    public String template(String key, Locale locale) {
        LocalText template = TEMPLATES.get(key);
        return template == null ? rating.template(key, locale) : template.text(locale);
    }

    /** A tree in both languages. */
    public List<RecoveryStep> told(TraceNode root) {
        List<Line> zh = explain(root, Locale.CHINESE);
        List<Line> en = explain(root, Locale.ENGLISH);
        List<RecoveryStep> steps = new ArrayList<>(zh.size());
        for (int i = 0; i < zh.size(); i++) {
            steps.add(new RecoveryStep(zh.get(i).depth(), zh.get(i).text(), en.get(i).text()));
        }
        return steps;
    }

    /** What a reversal has done, in both languages. */
    public List<RecoveryStep> reversed(Recovery recovery, RecoveryReversal reversal) {
        return told(TraceNode.of(REVERSED).with("reason", reversal.reason()).with("amount", recovery.amount().negate())
                .with("proposedBy", reversal.proposedBy()).with("decidedBy", reversal.decidedBy()).with("day", reversal.bookedOn()).build());
    }

    private static Map<String, LocalText> templates() {
        Map<String, LocalText> map = new HashMap<>();
        for (RecoveryKind kind : RecoveryKind.values()) {
            put(map, TITLE + kind, "户号 {account}，" + kind.zh() + "退补，{day}：{reason}",
                    "Account {account}, recovery for: " + kind.en() + ", {day}: {reason}");
        }
        put(map, TOTAL, "合计 {total} 元（各行之和，不再取整）", "Total {total}, the sum of the lines, which is not rounded again");
        put(map, ENERGY, "{from} 至 {to}：记录电量 {recorded} 千瓦时 × {numerator}/{denominator} × {share} = 退补 {kwh} 千瓦时",
                "{from} to {to}: {recorded} kWh recorded × {numerator}/{denominator} × {share} = {kwh} kWh");
        source(map, RecoveryKind.WRONG_WIRING, "《供电营业规则》（1996）第81条：以实际记录的电量为基数，按正确与错误接线的差额率退补",
                "supply business rules of 1996, article 81: what was recorded times the rate of difference between right and wrong wiring");
        source(map, RecoveryKind.WRONG_MULTIPLIER, "通行做法（一般知识，未据条文核对）：按正确与已用倍率的差值退补",
                "common practice (general knowledge, not held against an article): the difference of the right and the used multiplier");
        source(map, RecoveryKind.VOLTAGE_DROP, "《供电营业规则》（1996）第80条：以允许电压降为基准补收，自连接线投入或负荷增加之日起",
                "supply business rules of 1996, article 80: recovered down to the permitted drop, from the connection or the growth of the load on");
        source(map, RecoveryKind.METERING_FAULT, "《供电营业规则》（1996）第80条：其他非人为原因，以用户正常月份的用电量为基准退补",
                "supply business rules of 1996, article 80: other causes that are nobody's doing, by the use of normal months");
        source(map, RecoveryKind.BLOWN_FUSE, "通行做法（一般知识，未据条文核对）：按故障时间和平均用电量补收",
                "common practice (general knowledge, not held against an article): by the time of the failure and the average use");
        put(map, DROP, "实测压降 {measured}%，允许压降 {permitted}%：按两者之差补收", "Measured drop {measured} %, permitted {permitted} %: the difference is recovered");
        put(map, NORMAL, "{from} 至 {to}：正常用电 {due} 千瓦时 - 记录电量 {recorded} 千瓦时 = 退补 {kwh} 千瓦时",
                "{from} to {to}: {due} kWh of normal use - {recorded} kWh recorded = {kwh} kWh");
        put(map, NORMAL_MONTHS, "正常月份 {months}：已发行账单 {billed} 千瓦时 / {days} 天 × {itemDays} 天 = {due} 千瓦时（四舍五入到四位小数）",
                "Normal months {months}: {billed} kWh of issued bills / {days} days × {itemDays} days = {due} kWh, rounded half up to four decimals");
        put(map, FAILURE, "{from} 至 {to}：平均负荷 {kw} 千瓦 × 故障 {hours} 小时 = {due} 千瓦时，- 记录电量 {recorded} 千瓦时 = 补收 {kwh} 千瓦时",
                "{from} to {to}: average load {kw} kW × {hours} hours of failure = {due} kWh, - {recorded} kWh recorded = {kwh} kWh");
        put(map, LINE, "{nameZh}：{quantity} 千瓦时 × {price} 元 = {amount} 元", "{nameEn}: {quantity} kWh × {price} = {amount}");
        put(map, RULE, "规定：{nameZh}为 {value}；{sourceZh}（自 {since} 起执行）", "Rule: {nameEn}: {value}; {sourceEn} (in force since {since})");
        put(map, CEILING, "规定：{nameZh}不超过 {value}；{sourceZh}（自 {since} 起执行）",
                "Rule: {nameEn}: at most {value}; {sourceEn} (in force since {since})");
        put(map, REVERSED, "已冲正：{reason}；{day} 按原各行反向入账 {amount} 元（{proposedBy} 提出，{decidedBy} 审批）",
                "Reversed: {reason}; {amount} booked on {day}, each line with the other sign (proposed by {proposedBy}, approved by {decidedBy})");
        put(map, PRICE, "执行电价 {tariff}：每千瓦时 {price} 元", "Tariff {tariff}: {price} per kWh");
        put(map, PRICE_PART, "{nameZh} {price} 元", "{nameEn} {price}");
        return Map.copyOf(map);
    }

    private static void source(Map<String, LocalText> map, RecoveryKind kind, String zh, String en) {
        put(map, SOURCE + kind, "依据：" + zh, "Basis: " + en);
    }

    private static void put(Map<String, LocalText> map, String key, String zh, String en) {
        map.put(key, new LocalText(zh, en));
    }
}
