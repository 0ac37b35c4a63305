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
        put(map, "rating.instalment.intermediate", "分次结算：本次只计电度电费和代征，基本电费、力调等月末结清",
                "An instalment: energy and funds only; what is charged by the month waits for the last bill of the month");
        put(map, "rating.instalment.billed", "减本月此前各次已收：{kwh} 千瓦时，{amount} {currency}；本次应收 {rest} {currency}",
                "Less what the bills of the month before have charged: {kwh} kWh, {amount} {currency}; {rest} {currency} are left to this one");
        put(map, "rating.basis", "依据：价格包 {package} {version}，自 {from} 起执行", "Basis: package {package} {version}, in force since {from}");
        put(map, "rating.basis.source", "依据：{source}（价格包 {package} {version}，自 {from} 起执行）",
                "Basis: {source} (package {package} {version}, in force since {from})");
        rounding(map);
        put(map, "rating.quantity.flat", "平段未单独抄表：总电量 {total} 减其他时段 {others}，平段为 {flat} 千瓦时",
                "The flat register is not read: total {total} less the other periods {others} leaves {flat} kWh");
        perPeriod(map, "rating.quantity.balanced", "各时段之和 {sum} 与总电量 {total} 相差 {difference} 千瓦时，计入{tou}段",
                "The periods sum to {sum} and the total is {total}; the difference of {difference} kWh is counted as {tou}");

        put(map, "rating.bill.sections", "户号 {account}，{from} 至 {to} 分 {count} 段计费：用电 {kwh} 千瓦时，合计 {total} {currency}",
                "Account {account}, {from} to {to}, rated in {count} sections: {kwh} kWh, total {total} {currency}");
        readings(map);
        losses(map);

        energy(map, "rating.energy", "", "");
        put(map, "rating.energy.hourly", "按市场分时价格计费：{count} 个时段共 {quantity} 千瓦时 × 系数 {factor}，均价 {price} 元，合计 {amount} 元",
                "At the market's prices: {count} intervals, {quantity} kWh, factor {factor}, on average {price}: {amount}");
        withPeriods(map, "rating.purchase", "代理购电价格 {factor} 倍，加价：{tou}{quantity} 千瓦时 × {price} 元 = {amount} 元",
                "The purchase price counts {factor} times, surcharge: {tou}{quantity} kWh × {price} = {amount}");
        withPeriods(map, "rating.component", "{nameZh}：{tou}{quantity} 千瓦时 × {price} 元 = {amount} 元",
                "{nameEn}: {tou}{quantity} kWh × {price} = {amount}");
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

        put(map, "rating.tier.began", "本年 {day} 起计阶梯，此前无用电，全年按 {months} 个月计",
                "Counted in tiers since {day}, nothing was used before; {months} months of the year are in force");

        put(map, "rating.fixed", "定量 {nameZh}：{quantity} 千瓦时 × {price} 元 = {amount} 元",
                "Fixed quantity, {nameEn}: {quantity} kWh × {price} = {amount}");
        put(map, "rating.fund", "代征 {nameZh}：{quantity} 千瓦时 × {price} 元 = {amount} 元",
                "Collected for the government, {nameEn}: {quantity} kWh × {price} = {amount}");
        put(map, "rating.capacity.month", "容量电费：{capacity} 千伏安 × {price} 元/月 × {months} 个月 = {amount} 元",
                "Capacity: {capacity} kVA × {price} a month × {months} = {amount}");
        put(map, "rating.capacity.days", "容量电费：{capacity} 千伏安 × {price} 元/月 × {days}/{daysOfMonth} 天 = {amount} 元",
                "Capacity: {capacity} kVA × {price} a month × {days}/{daysOfMonth} days = {amount}");
        put(map, "rating.capacity.held", "　减容或暂停期间按原价 {listPrice} 元的 {percent}% 收取", "sealed: {percent} % of the price of {listPrice}");
        put(map, "rating.capacity.free", "减容或暂停的 {capacity} 千伏安，{days}/{daysOfMonth} 天不收容量电费",
                "{capacity} kVA were sealed for {days}/{daysOfMonth} days and cost nothing");
        put(map, "rating.demand.floor", "合同需量 {contract} 千瓦低于容量的 {percent}%，按 {floor} 千瓦计",
                "The contract of {contract} kW is below {percent} % of the capacity, so {floor} kW count");
        put(map, "rating.demand.band",
                "需量电费：实际最大需量 {actual} 千瓦未超过合同需量 {contract} 千瓦的 {limitPercent}%，按实际（不低于 95%）{billed} 千瓦 × {price} 元 = {amount} 元",
                "Demand: {actual} kW are within {limitPercent} % of the contract of {contract} kW, so the actual demand counts, at least 95 %: "
                        + "{billed} kW × {price} = {amount}");
        put(map, "rating.demand.days", "　按实际天数 {days}/{daysOfMonth} 收取", "for {days}/{daysOfMonth} days");
        put(map, "rating.demand.months", "　共 {months} 个月", "for {months} months");
        put(map, "rating.demand.within",
                "需量电费：实际最大需量 {actual} 千瓦未超过合同需量 {contract} 千瓦的 {limitPercent}%（{limit} 千瓦），按合同需量 {billed} 千瓦 × {price} 元 = {amount} 元",
                "Demand: the highest demand of {actual} kW is within {limitPercent} % ({limit} kW) of the contract, so the contract counts: "
                        + "{billed} kW × {price} = {amount}");
        put(map, "rating.demand.over",
                "需量电费：实际最大需量 {actual} 千瓦超过合同需量 {contract} 千瓦的 {limitPercent}%（{limit} 千瓦），超出 {over} 千瓦按 {factor} 倍计：{start} + {factor} × {over} = {billed} 千瓦 × {price} 元 = {amount} 元",
                "Demand: the highest demand of {actual} kW exceeds {limitPercent} % ({limit} kW) of the contract of {contract} kW; the {over} kW "
                        + "above count {factor} times: {start} + {factor} × {over} = {billed} kW × {price} = {amount}");
        put(map, "rating.demand.actual", "需量电费：按实际最大需量 {billed} 千瓦 × {price} 元 = {amount} 元",
                "Demand: the highest demand of {billed} kW × {price} = {amount}");
        put(map, "rating.demand.discount",
                "每千伏安用电 {perKva} 千瓦时（{kwh} 千瓦时，{capacity} 千伏安），达到 {threshold} 千瓦时，需量电价按 {percent}% 执行：{listPrice} → {price} 元",
                "{perKva} kWh per kVA ({kwh} kWh, {capacity} kVA) reach {threshold}, so the demand price is {percent} % of {listPrice}: {price}");
        factor(map, "rating.pf.penalty", "低于标准 {standard}，增收 {percent}%", "below the standard of {standard}, add {percent} %");
        factor(map, "rating.pf.reward", "高于标准 {standard}，调整 {percent}%", "above the standard of {standard}, {percent} %");
        factor(map, "rating.pf.even", "等于标准 {standard}，不增不减", "equal to the standard of {standard}, nothing is added");
        factor(map, "rating.pf.withheld", "高于放宽后的标准 {standard}，不予减收", "above the lowered standard of {standard}, which grants no reward");
        put(map, "rating.pf.none", "本期有功、无功均为零，不计算功率因数", "No active and no reactive energy in this period: no power factor");

        put(map, "rating.fee.MONTH", "{nameZh}：{count} 个月 × {price} 元 = {amount} 元", "{nameEn}: {count} months × {price} = {amount}");
        put(map, "rating.fee.DAY", "{nameZh}：{count} 天 × {price} 元 = {amount} 元", "{nameEn}: {count} days × {price} = {amount}");
        put(map, "rating.fee.BILL", "{nameZh}：{amount} 元", "{nameEn}: {amount}");
        put(map, "rating.subsidy.kwh", "{nameZh}：免费电量 {quantity} 千瓦时 × {price} 元 = {amount} 元", "{nameEn}: {quantity} free kWh × {price} = {amount}");
        put(map, "rating.subsidy.amount", "{nameZh}：{quantity} 个月 × {price} 元，计 {amount} 元", "{nameEn}: {quantity} months × {price}: {amount}");
        put(map, "rating.subsidy.percent", "{nameZh}：{quantity} 元 × {percent}% = {amount} 元", "{nameEn}: {quantity} × {percent} % = {amount}");
        put(map, "rating.bound.MINIMUM", "电费 {total} 元不足最低电费 {bound} 元，补足 {amount} 元", "{total} is below the minimum of {bound}: {amount} is added");
        put(map, "rating.bound.MAXIMUM", "电费 {total} 元超过最高电费 {bound} 元，减收 {amount} 元", "{total} is above the maximum of {bound}: {amount}");
        world(map);
        put(map, "rating.tax.included", "电费 {base} 元含税率 {percent}% 的税 {amount} 元", "{base} contains {amount} of tax at {percent} %");
        put(map, "rating.tax.added", "税：{base} 元 × {percent}% = {amount} 元", "Tax: {base} × {percent} % = {amount}");
        settlements(map);
        put(map, "rating.method", "以下由计费方法 {method}（版本 {version}）计算", "By charge method {method}, version {version}:");

        put(map, "rating.latefee", "违约金：欠费 {debt} 元，应于 {due} 前交清，{paid} 交费，逾期 {days} 天，计 {fee} 元",
                "Late fee: {debt} due on {due}, paid on {paid}, {days} days late: {fee}");
        put(map, "rating.latefee.same", "当年欠费 {debt} 元 × {permille}‰ × {days} 天", "{debt} in its own year × {permille} per mille × {days} days");
        put(map, "rating.latefee.later", "跨年欠费 {debt} 元 × {permille}‰ × {days} 天", "{debt} in a later year × {permille} per mille × {days} days");
        put(map, "rating.latefee.minimum", "计算结果 {computed} 元不足 {minimum} 元，按 {minimum} 元收取",
                "{computed} is less than {minimum}, so {minimum} is charged");
        put(map, "rating.latefee.none", "{paid} 未超过应交日 {due}，无违约金", "{paid} is not after {due}: no late fee");
        return Map.copyOf(map);
    }

    private static void readings(Map<String, LocalText> map) {
        put(map, "rating.reading.ACTIVE", "表 {meter}：有功总 ({now} − {last}) × {multiplier} = {quantity} 千瓦时",
                "Meter {meter}, total: ({now} − {last}) × {multiplier} = {quantity} kWh");
        put(map, "rating.reading.REACTIVE", "表 {meter}：无功 ({now} − {last}) × {multiplier} = {quantity} 千乏时",
                "Meter {meter}, reactive: ({now} − {last}) × {multiplier} = {quantity} kvarh");
        put(map, "rating.reading.REACTIVE_BACK", "表 {meter}：反向无功 ({now} − {last}) × {multiplier} = {quantity} 千乏时",
                "Meter {meter}, reactive fed back: ({now} − {last}) × {multiplier} = {quantity} kvarh");
        perPeriod(map, "rating.reading", "表 {meter}：{tou}段 ({now} − {last}) × {multiplier} = {quantity} 千瓦时",
                "Meter {meter}, {tou}: ({now} − {last}) × {multiplier} = {quantity} kWh");
        put(map, "rating.reading.rollover", "　示数翻转，加 10 的 {digits} 次方", "the register rolled over, 10 to the power of {digits} is added");
        put(map, "rating.meter.estimated", "表 {meter} 的 {kwh} 千瓦时为估抄，下次抄见后清算", "The {kwh} kWh of meter {meter} are estimated and settled by the next reading");
        put(map, "rating.meter.sub", "表 {meter} 扣除分表 {sub} 的 {kwh} 千瓦时，余 {left} 千瓦时", "Meter {sub} stands behind {meter}: less {kwh} kWh leaves {left} kWh");
        put(map, "rating.correction", "更正：记录电量 {recorded} × 更正率 {numerator}/{denominator} × {share}，计费电量 {billed} 千瓦时",
                "Correction: {recorded} kWh recorded × {numerator}/{denominator} × {share}; {billed} kWh are billed");
        put(map, "rating.correction.only", "退补：记录电量 {recorded} × 更正率 {numerator}/{denominator} × {share} = {billed} 千瓦时",
                "Correction only: {recorded} kWh recorded × {numerator}/{denominator} × {share} = {billed} kWh");
        put(map, "rating.quantity.estimated", "{kwh} 千瓦时为估算电量，下次抄见后清算", "The {kwh} kWh are estimated and settled by the next reading");
        put(map, "rating.quantity.days", "变更日未抄表，按 {days}/{whole} 天分摊，本段 {kwh} 千瓦时",
                "Nothing was read on the day of change; by {days}/{whole} days this stretch has {kwh} kWh");
        put(map, "rating.quantity.ratio", "定比：剩余 {left} 千瓦时 × {percent}% = {kwh} 千瓦时", "Ratio: {left} kWh left × {percent} % = {kwh} kWh");
        put(map, "rating.quantity.ratio.rest", "　含取整余数 {kwh} 千瓦时", "with the rest of rounding, {kwh} kWh");
        put(map, "rating.adjustment.recover", "补收电量 {kwh} 千瓦时（{reason}），合计 {total} 千瓦时", "{kwh} kWh are recovered ({reason}), {total} kWh in all");
        put(map, "rating.adjustment.refund", "退还电量 {kwh} 千瓦时（{reason}），合计 {total} 千瓦时", "{kwh} kWh are refunded ({reason}), {total} kWh in all");
        put(map, "rating.shared", "共享自用：用电 {used} 千瓦时中共享 {quantity} 千瓦时，其余 {bought} 千瓦时购自电网；共享单价 {price} 元，{amount} 元",
                "Shared energy: of {used} kWh used, {quantity} kWh were shared and {bought} kWh bought from the grid; at {price} each: {amount}");
        put(map, "rating.shared.sold", "共享电量收入：成员共享 {quantity} 千瓦时，每千瓦时支付 {price} 元，计入本账单 {amount} 元",
                "Paid for shared energy: members got {quantity} kWh and pay {price} for each, credited here: {amount}");
        put(map, "rating.shared.member", "　成员 {member}：{quantity} 千瓦时，支付 {amount} 元", "member {member}: {quantity} kWh, pays {amount}");
        put(map, "rating.intervals.energy", "{count} 个 {minutes} 分钟间隔，共 {kwh} 千瓦时", "{count} intervals of {minutes} minutes: {kwh} kWh");
        put(map, "rating.intervals", "{count} 个 {minutes} 分钟间隔，共 {kwh} 千瓦时，最大需量 {demand} 千瓦",
                "{count} intervals of {minutes} minutes: {kwh} kWh, highest demand {demand} kW");
    }

    /** Rules of other countries. */
    private static void world(Map<String, LocalText> map) {
        withPeriods(map, "rating.feed.net", "{tou}用电 {drawn} 千瓦时 − 上网 {fed} 千瓦时 − 结转 {credit} 千瓦时 = {net} 千瓦时",
                "{tou}{drawn} kWh drawn − {fed} kWh fed in − {credit} kWh kept = {net} kWh");
        withPeriods(map, "rating.feed.sale", "上网电费：{tou}{quantity} 千瓦时 × {price} = {amount}", "Fed in: {tou}{quantity} kWh × {price} = {amount}");
        put(map, "rating.feed.credit", "上网余额：此前 {before}，本次所得 {earned}，本次抵扣 {used}，结转 {left}",
                "Credit for energy fed in: {before} before, {earned} earned, {used} used on this bill, {left} left");
        put(map, "rating.feed.trueup.kwh", "年度清算：剩余 {quantity} 千瓦时 × {price}，计 {amount}", "Yearly settlement: {quantity} kWh left × {price}: {amount}");
        put(map, "rating.feed.trueup.money", "年度清算：付清余额 {amount}", "Yearly settlement: the credit left is paid out: {amount}");
        put(map, "rating.demand.billing", "计费需量：本月最大需量 {highest} 千瓦，最低 {minimum} 千瓦，按 {from} 的需量计 {charged} 千瓦",
                "Demand charged: the highest demand of this month is {highest} kW, at least {minimum} kW count; by the demand of {from}: {charged} kW");
        withPeriods(map, "rating.demand.step", "需量电费：{tou}最大需量 {kw} 千瓦，第{tier}档 {quantity} 千瓦 × {price} × {months} 个月 = {amount}",
                "Demand: {tou}highest {kw} kW, tier {tier}: {quantity} kW × {price} × {months} months = {amount}");
        put(map, "rating.bound.YEAR", "全年电费 {total} 不足最低 {bound}，补足 {amount}", "{total} in this year is below the minimum of {bound}: {amount} is added");
    }

    private static void losses(Map<String, LocalText> map) {
        put(map, "rating.loss.formula", "变压器损耗：空载 {noLoadKw} 千瓦 × {hours} 小时 = {iron}，铜损 {read} × {percent}% = {copper} 千瓦时，无功 {reactive} 千乏时",
                "Transformer loss: {noLoadKw} kW × {hours} h = {iron}, copper {read} × {percent} % = {copper} kWh, {reactive} kvarh reactive");
        put(map, "rating.loss.transformer", "变压器损耗：月损耗 {month} 千瓦时，加有功 {active} 千瓦时、无功 {reactive} 千乏时",
                "Transformer loss: {month} kWh a month, {active} kWh and {reactive} kvarh are added");
        put(map, "rating.loss.days", "　按 {days}/{monthDays} 天计", "for {days}/{monthDays} days");
        put(map, "rating.loss.share", "　公用变压器分摊 {percent}%", "{percent} % of a shared transformer");
        put(map, "rating.loss.line", "线路损耗：{base} 千瓦时 × {percent}%，加有功 {active} 千瓦时、无功 {reactive} 千乏时",
                "Line loss: {base} kWh × {percent} %: {active} kWh and {reactive} kvarh are added");
    }

    private static void settlements(Map<String, LocalText> map) {
        put(map, "rating.theft", "窃电：{kw} 千瓦 × {days} 天 × {hours} 小时 = {kwh} 千瓦时 × {price} 元，补收 {recovered} 元，违约使用电费 {multiple} 倍 {penalty} 元",
                "Theft: {kw} kW × {days} days × {hours} h = {kwh} kWh × {price}: {recovered} is recovered, penalty {multiple} times that: {penalty}");
        put(map, "rating.theft.kwh", "窃电：{kwh} 千瓦时 × {price} 元，补收 {recovered} 元，违约使用电费 {multiple} 倍 {penalty} 元",
                "Theft: {kwh} kWh × {price}: {recovered} is recovered, penalty {multiple} times that: {penalty}");
        put(map, "rating.breach.class", "擅自改变用电类别：补收差额 {recovered} 元，违约使用电费 {multiple} 倍 {penalty} 元",
                "Use at a lower price: the difference of {recovered} is recovered, penalty {multiple} times that: {penalty}");
        put(map, "rating.breach.kwh", "{kwh} 千瓦时 × ({right} − {used}) 元 = {amount} 元", "{kwh} kWh × ({right} − {used}) = {amount}");
        put(map, "rating.breach.capacity", "私增或启用容量：{kva} 千伏安 × {price} 元 × {months} 个月，补收 {recovered} 元，违约使用电费 {multiple} 倍 {penalty} 元",
                "Capacity used without contract: {kva} kVA × {price} × {months} months: {recovered} is recovered, penalty {multiple} times that: {penalty}");
        put(map, "rating.breach.each", "违约使用电费：{count} × {price} 元 = {penalty} 元", "Penalty: {count} × {price} = {penalty}");
        put(map, "rating.temporary", "临时用电：{kw} 千瓦 × {hours} 小时 × {days} 天 × {price} 元 = {charge} 元，预收 {prepaid} 元，退 {refund} 元",
                "Temporary supply: {kw} kW × {hours} h × {days} days × {price} = {charge}; prepaid {prepaid}, refunded {refund}");
        prepay(map, PrepayEstimate.Level.ENOUGH, "余额充足", "enough");
        prepay(map, PrepayEstimate.Level.REMIND, "提醒缴费", "the customer is reminded");
        prepay(map, PrepayEstimate.Level.WARN, "余额预警", "the customer is warned");
        prepay(map, PrepayEstimate.Level.STOP, "按约定程序停电", "supply is stopped by the agreed procedure");
    }

    private static void prepay(Map<String, LocalText> map, PrepayEstimate.Level level, String zh, String en) {
        put(map, "rating.prepay." + level, "预付余额 {paid} 元，已用未结 {kwh} 千瓦时测算电费 {estimated} 元，可用余额 {available} 元：" + zh,
                "Paid {paid}, {kwh} kWh used since are estimated at {estimated}: {available} is left, " + en);
    }

    private static void rounding(Map<String, LocalText> map) {
        put(map, "rating.rounded", "　取整前 {exact} 元", "before rounding {exact}");
        for (RoundingPolicy policy : RoundingPolicy.values()) {
            LocalText rule = policy.text();
            put(map, "rating.rounding." + policy, "取整：每行" + rule.zh() + "，合计为各行之和", "Rounding: each line " + rule.en() + "; the total is the sum of the lines");
            put(map, "rating.rounding.of." + policy, "取整：{nameZh}" + rule.zh(), "Rounding: {nameEn} " + rule.en());
        }
    }

    private static void put(Map<String, LocalText> map, String key, String zh, String en) {
        map.put(key, new LocalText(zh, en));
    }

    private static void energy(Map<String, LocalText> map, String key, String zh, String en) {
        put(map, key, zh + "{quantity} 千瓦时 × {price} 元 = {amount} 元", en + "{quantity} kWh × {price} = {amount}");
        perPeriod(map, key, zh + "{tou}段 {quantity} 千瓦时 × {price} 元 = {amount} 元", en + "{tou} {quantity} kWh × {price} = {amount}");
    }

    /** A key without period and one for each period. */
    private static void withPeriods(Map<String, LocalText> map, String key, String zh, String en) {
        put(map, key, zh.replace("{tou}", ""), en.replace("{tou}", ""));
        for (TouPeriod period : TouPeriod.values()) {
            put(map, key + "." + period, zh.replace("{tou}", period.label().zh() + "段 "), en.replace("{tou}", period.label().en() + ", "));
        }
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
