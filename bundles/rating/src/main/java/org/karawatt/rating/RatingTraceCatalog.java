package org.karawatt.rating;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.trace.TraceCatalog;

/** Chinese and English texts of everything that rating explains, told as a clerk tells it to a customer. Immutable and thread-safe. */
public final class RatingTraceCatalog implements TraceCatalog {

    private static final Map<String, LocalText> TEMPLATES = templates();

    @Override
    public String template(String key, Locale locale) {
        LocalText template = TEMPLATES.get(key);
        return template == null ? null : template.text(locale);
    }

    /** All keys that rating writes. */
    public static Set<String> keys() {
        return TEMPLATES.keySet();
    }

    private static Map<String, LocalText> templates() {
        Map<String, LocalText> map = new HashMap<>();
        put(map, "rating.bill", "户号 {account}，{month} 电费（{from} 至 {to}），电价 {nameZh}：用电 {kwh} 千瓦时，合计 {total} {currency}",
                "Account {account}, bill of {month} ({from} to {to}), tariff {nameEn}: {kwh} kWh, total {total} {currency}");
        put(map, "rating.quantity.flat", "平段未单独抄表：总电量 {total} 减其他时段 {others}，平段为 {flat} 千瓦时",
                "The flat register is not read: total {total} less the other periods {others} leaves {flat} kWh");
        perPeriod(map, "rating.quantity.balanced", "各时段之和 {sum} 与总电量 {total} 相差 {difference} 千瓦时，计入{tou}段",
                "The periods sum to {sum} and the total is {total}; the difference of {difference} kWh is counted as {tou}");

        energy(map, "rating.energy", "", "");
        energy(map, "rating.tier.base", "基础电费：", "Base: ");
        energy(map, "rating.tier.price", "第{tier}档：", "Tier {tier}: ");
        energy(map, "rating.tier.surcharge", "第{tier}档加价：", "Surcharge of tier {tier}: ");
        put(map, "rating.price.part", "　其中{nameZh} {price} 元/千瓦时", "of which {nameEn} {price} per kWh");
        put(map, "rating.price.floating", "　其中{nameZh} {price} 元/千瓦时，按系数 {coefficient} 浮动",
                "of which {nameEn} {price} per kWh, times {coefficient} in this period");
        put(map, "rating.price.deviation", "　公布的价格与各组成部分之和相差 {deviation} 元/千瓦时，按公布的价格计费",
                "the printed price, which is billed, differs from its parts by {deviation} per kWh");
        put(map, "rating.tier.month", "第{tier}档：本次可用 {width} 千瓦时，本次使用 {now} 千瓦时，剩余 {left} 千瓦时",
                "Tier {tier}: {width} kWh allowed for this bill, {now} kWh used, {left} kWh left");
        put(map, "rating.tier.year", "第{tier}档：全年可用 {width} 千瓦时，此前已用 {before}，本次使用 {now}，剩余 {left} 千瓦时",
                "Tier {tier}: {width} kWh allowed this year, {before} used before, {now} used now, {left} kWh left");
        put(map, "rating.tier.last", "第{tier}档（最高档）：此前已用 {before}，本次使用 {now} 千瓦时",
                "Tier {tier} (the last): {before} used before, {now} kWh used now");

        put(map, "rating.fixed", "定量 {nameZh}：{quantity} 千瓦时 × {price} 元 = {amount} 元",
                "Fixed quantity, {nameEn}: {quantity} kWh × {price} = {amount}");
        put(map, "rating.fund", "代征 {nameZh}：{quantity} 千瓦时 × {price} 元 = {amount} 元",
                "Collected for the government, {nameEn}: {quantity} kWh × {price} = {amount}");
        put(map, "rating.capacity.month", "容量电费：{capacity} 千伏安 × {price} 元/月 × {months} 个月 = {amount} 元",
                "Capacity: {capacity} kVA × {price} a month × {months} = {amount}");
        put(map, "rating.capacity.days", "容量电费：{capacity} 千伏安 × {price} 元/月 × {days}/{daysOfMonth} 天 = {amount} 元",
                "Capacity: {capacity} kVA × {price} a month × {days}/{daysOfMonth} days = {amount}");
        put(map, "rating.demand.within",
                "需量电费：实际最大需量 {actual} 千瓦未超过合同需量 {contract} 千瓦的 {limitPercent}%（{limit} 千瓦），按合同需量 {billed} 千瓦 × {price} 元 = {amount} 元",
                "Demand: the highest demand of {actual} kW is within {limitPercent} % ({limit} kW) of the contract, so the contract counts: "
                        + "{billed} kW × {price} = {amount}");
        put(map, "rating.demand.over",
                "需量电费：实际最大需量 {actual} 千瓦超过合同需量 {contract} 千瓦的 {limitPercent}%（{limit} 千瓦），超出 {over} 千瓦加一倍：{start} + 2 × {over} = {billed} 千瓦 × {price} 元 = {amount} 元",
                "Demand: the highest demand of {actual} kW exceeds {limitPercent} % ({limit} kW) of the contract of {contract} kW; the {over} kW "
                        + "above count twice: {start} + 2 × {over} = {billed} kW × {price} = {amount}");
        put(map, "rating.demand.actual", "需量电费：按实际最大需量 {billed} 千瓦 × {price} 元 = {amount} 元",
                "Demand: the highest demand of {billed} kW × {price} = {amount}");
        put(map, "rating.demand.discount",
                "每千伏安用电 {perKva} 千瓦时（{kwh} 千瓦时，{capacity} 千伏安），达到 {threshold} 千瓦时，需量电价按 {percent}% 执行：{listPrice} → {price} 元",
                "{perKva} kWh per kVA ({kwh} kWh, {capacity} kVA) reach {threshold}, so the demand price is {percent} % of {listPrice}: {price}");
        factor(map, "rating.pf.penalty", "低于标准 {standard}，增收 {percent}%", "below the standard of {standard}, add {percent} %");
        factor(map, "rating.pf.reward", "高于标准 {standard}，调整 {percent}%", "above the standard of {standard}, {percent} %");
        factor(map, "rating.pf.even", "等于标准 {standard}，不增不减", "equal to the standard of {standard}, nothing is added");
        put(map, "rating.pf.none", "本期有功、无功均为零，不计算功率因数", "No active and no reactive energy in this period: no power factor");

        put(map, "rating.latefee", "违约金：欠费 {debt} 元，应于 {due} 前交清，{paid} 交费，逾期 {days} 天，计 {fee} 元",
                "Late fee: {debt} due on {due}, paid on {paid}, {days} days late: {fee}");
        put(map, "rating.latefee.same", "当年欠费 {debt} 元 × {permille}‰ × {days} 天", "{debt} in its own year × {permille} per mille × {days} days");
        put(map, "rating.latefee.later", "跨年欠费 {debt} 元 × {permille}‰ × {days} 天", "{debt} in a later year × {permille} per mille × {days} days");
        put(map, "rating.latefee.minimum", "计算结果 {computed} 元不足 {minimum} 元，按 {minimum} 元收取",
                "{computed} is less than {minimum}, so {minimum} is charged");
        put(map, "rating.latefee.none", "{paid} 未超过应交日 {due}，无违约金", "{paid} is not after {due}: no late fee");
        return Map.copyOf(map);
    }

    private static void put(Map<String, LocalText> map, String key, String zh, String en) {
        map.put(key, new LocalText(zh, en));
    }

    private static void energy(Map<String, LocalText> map, String key, String zh, String en) {
        put(map, key, zh + "{quantity} 千瓦时 × {price} 元 = {amount} 元", en + "{quantity} kWh × {price} = {amount}");
        perPeriod(map, key, zh + "{tou}段 {quantity} 千瓦时 × {price} 元 = {amount} 元", en + "{tou} {quantity} kWh × {price} = {amount}");
    }

    private static void factor(Map<String, LocalText> map, String key, String zh, String en) {
        put(map, key, "功率因数：有功 {active} 千瓦时、无功 {reactive} 千乏时，功率因数 {factor}，" + zh + "：{base} 元 × {percent}% = {amount} 元",
                "Power factor: {active} kWh active and {reactive} kvarh reactive give {factor}, " + en + ": {base} × {percent} % = {amount}");
    }

    /** One key for each period, so that the period is named in the reader's language. */
    private static void perPeriod(Map<String, LocalText> map, String key, String zh, String en) {
        for (TouPeriod period : TouPeriod.values()) {
            put(map, key + "." + period, zh.replace("{tou}", period.label().zh()), en.replace("{tou}", period.label().en()));
        }
    }
}
