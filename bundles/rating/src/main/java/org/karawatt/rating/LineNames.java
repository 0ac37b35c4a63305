package org.karawatt.rating;

import java.util.Locale;
import java.util.Map;

/** Printed names of bill lines. */
public final class LineNames {

    private static final Map<String, LocalText> COMPONENTS = Map.ofEntries(
            Map.entry(Components.ENERGY, new LocalText("电度电费", "Energy")),
            Map.entry(Components.FIXED_QUANTITY, new LocalText("定量电费", "Fixed quantity")),
            Map.entry(Components.SHARED, new LocalText("共享自用电量", "Shared energy")),
            Map.entry(Components.SHARED_SOLD, new LocalText("共享电量收入", "Paid for shared energy")),
            Map.entry(Components.CAPACITY, new LocalText("容量电费", "Capacity")),
            Map.entry(Components.DEMAND, new LocalText("需量电费", "Demand")),
            Map.entry(Components.POWER_FACTOR, new LocalText("功率因数调整电费", "Power-factor adjustment")),
            Map.entry(Components.FUND, new LocalText("代征基金及附加", "Government fund")),
            Map.entry(Components.PRICE_PART, new LocalText("电价组成", "Price component")),
            Map.entry(Components.PURCHASE_FACTOR, new LocalText("代理购电加价", "Purchase surcharge")),
            Map.entry(Components.FIXED_CHARGE, new LocalText("固定费用", "Fixed charge")),
            Map.entry(Components.SUBSIDY, new LocalText("优惠补贴", "Subsidy")),
            Map.entry(Components.BILL_BOUND, new LocalText("最低/最高电费", "Minimum or maximum bill")),
            Map.entry(Components.FEED_IN, new LocalText("上网电费", "Energy fed in")),
            Map.entry(Components.TAX, new LocalText("税", "Tax")));

    private static final Map<String, LocalText> ITEMS = Map.ofEntries(
            Map.entry(Components.ITEM_ENERGY, new LocalText("电量", "energy")),
            Map.entry(Components.ITEM_SURCHARGE, new LocalText("阶梯加价", "tier surcharge")),
            Map.entry("LIGHTING", new LocalText("非居民照明", "lighting")),
            Map.entry("WATER_WORKS", new LocalText("国家重大水利工程建设基金", "major water-works fund")),
            Map.entry("THREE_GORGES", new LocalText("三峡工程建设基金", "Three Gorges fund")),
            Map.entry("RURAL_LOAN", new LocalText("农网还贷资金", "rural network loan")),
            Map.entry("RESERVOIR", new LocalText("大中型水库移民后期扶持资金", "reservoir resettlement")),
            Map.entry("LOCAL_RESERVOIR", new LocalText("地方水库移民后期扶持资金", "local reservoir resettlement")),
            Map.entry("RENEWABLE", new LocalText("可再生能源电价附加", "renewable energy surcharge")),
            Map.entry("CITY", new LocalText("城市公用事业附加", "city public-utility surcharge")),
            Map.entry("MINIMUM", new LocalText("补足最低电费", "to the minimum")),
            Map.entry("MAXIMUM", new LocalText("减至最高电费", "to the maximum")),
            Map.entry("SALE", new LocalText("上网电量", "sold")),
            Map.entry("CREDIT", new LocalText("抵扣余额", "credit used")),
            Map.entry("TRUE_UP", new LocalText("年度清算", "yearly settlement")),
            Map.entry("HIGHEST", new LocalText("最大需量", "highest demand")),
            Map.entry("BY_PERIOD", new LocalText("分时段需量", "demand by period")),
            Map.entry("YEAR_MINIMUM", new LocalText("补足全年最低电费", "to the minimum of the year")),
            Map.entry("LOCAL", new LocalText("地方附加", "local surcharge")));

    private LineNames() {
    }

    /** Name of a component; the code itself when a charge method has brought its own and nobody has named it. */
    public static String component(String component, Locale locale) {
        LocalText name = COMPONENTS.get(component);
        return name == null ? component : name.text(locale);
    }

    /** Name of an item, for bills whose tariff is not at hand; the code itself when it is no standard item. */
    public static String item(String item, Locale locale) {
        LocalText name = ITEMS.get(item);
        return name == null ? item : name.text(locale);
    }

    /**
     * The printed name of a line such as "Energy, peak, tier 2" or "Government fund: rural network loan".
     *
     * @param itemNames names that the tariff gives its items ({@link TariffPlan#itemNames()}), looked at first; may be empty
     */
    public static String line(RatedLine line, Map<String, LocalText> itemNames, Locale locale) {
        boolean zh = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        StringBuilder text = new StringBuilder(component(line.component(), locale));
        if (!line.item().equals(Components.ITEM_ENERGY) && !line.item().equals(line.component())) {
            LocalText own = itemNames.get(line.item());
            text.append(zh ? "：" : ": ").append(own == null ? item(line.item(), locale) : own.text(locale));
        }
        if (line.tou() != null) {
            LocalText own = itemNames.get(line.tou().name());
            text.append(zh ? "，" : ", ").append((own == null ? line.tou().label() : own).text(locale));
        }
        if (line.tier() > 0) {
            text.append(zh ? "，第" + line.tier() + "档" : ", tier " + line.tier());
        }
        return text.toString();
    }
}
