package org.karawatt.billing.internal.calc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.karawatt.billing.api.RecoveryKind;
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
    static final String LINE = "recovery.line";
    static final String RULE = "recovery.rule";
    static final String CEILING = "recovery.rule.ceiling";
    static final String PRICE = "recovery.price";
    static final String PRICE_PART = "recovery.price.part";
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

    private static Map<String, LocalText> templates() {
        Map<String, LocalText> map = new HashMap<>();
        for (RecoveryKind kind : RecoveryKind.values()) {
            put(map, TITLE + kind, "户号 {account}，" + kind.zh() + "退补，{day}：{reason}",
                    "Account {account}, recovery for: " + kind.en() + ", {day}: {reason}");
        }
        put(map, TOTAL, "合计 {total} 元（各行之和，不再取整）", "Total {total}, the sum of the lines, which is not rounded again");
        put(map, ENERGY, "{from} 至 {to}：记录电量 {recorded} 千瓦时 × {numerator}/{denominator} × {share} = 退补 {kwh} 千瓦时",
                "{from} to {to}: {recorded} kWh recorded × {numerator}/{denominator} × {share} = {kwh} kWh");
        put(map, LINE, "{nameZh}：{quantity} 千瓦时 × {price} 元 = {amount} 元", "{nameEn}: {quantity} kWh × {price} = {amount}");
        put(map, RULE, "规定：{nameZh}为 {value}；{sourceZh}（自 {since} 起执行）", "Rule: {nameEn}: {value}; {sourceEn} (in force since {since})");
        put(map, CEILING, "规定：{nameZh}不超过 {value}；{sourceZh}（自 {since} 起执行）",
                "Rule: {nameEn}: at most {value}; {sourceEn} (in force since {since})");
        put(map, PRICE, "执行电价 {tariff}：每千瓦时 {price} 元", "Tariff {tariff}: {price} per kWh");
        put(map, PRICE_PART, "{nameZh} {price} 元", "{nameEn} {price}");
        return Map.copyOf(map);
    }

    private static void put(Map<String, LocalText> map, String key, String zh, String en) {
        map.put(key, new LocalText(zh, en));
    }
}
