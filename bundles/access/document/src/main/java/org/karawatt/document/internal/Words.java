package org.karawatt.document.internal;

import java.util.Locale;
import java.util.Map;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.spi.BillRenderer.BudgetPart;

/** The printed words of a bill in one language. */
record Words(boolean zh, String bill, String month, String number, String due, String open, String account, String name,
        String address, String period, String energy, String usageClass, String item, String quantity, String unit, String price,
        String amount, String total, String readings, String register, String previous, String present, String why, String engine,
        String hotline, Map<String, String> names) {

    private static final Words ZH = new Words(true, "电费账单", "账期", "账单号", "缴费期限", "尚未缴清", "户号", "户名", "用电地址", "计费期间", "计费电量",
            "用电类别", "项目", "数量", "单位", "单价（元）", "金额（元）", "应缴合计", "抄表示数", "示数类型", "上次示数", "本次示数", "电费计算说明", "计费引擎",
            "逾期将按日加收违约金 · 服务热线 95598",
            Map.ofEntries(Map.entry("REVERSAL", "电费冲正单"), Map.entry("REVERSED", "已冲正"), Map.entry("FINAL", "销户结清账单"),
                    Map.entry("RESIDENTIAL", "居民生活"), Map.entry("AGRICULTURE", "农业生产"), Map.entry("COMMERCIAL", "工商业"),
                    Map.entry("ENERGY", "电度电费"), Map.entry("CAPACITY", "容量电费"), Map.entry("DEMAND", "需量电费"),
                    Map.entry("POWER_FACTOR", "力调电费"), Map.entry("FUND", "政府性基金及附加"), Map.entry("TIER", "阶梯加价"),
                    Map.entry("AP_TOTAL", "有功总"), Map.entry("AP_SHARP", "有功尖"), Map.entry("AP_PEAK", "有功峰"),
                    Map.entry("AP_FLAT", "有功平"), Map.entry("AP_VALLEY", "有功谷"), Map.entry("AP_DEEP", "有功深谷"),
                    Map.entry("RP_TOTAL", "无功总"), Map.entry("MD", "最大需量"),
                    Map.entry("RP_DRAWN", "正向无功"), Map.entry("RP_BACK", "反向无功"), Map.entry("BACK_TOTAL", "反向有功总"),
                    Map.entry("BACK_SHARP", "反向有功尖"), Map.entry("BACK_PEAK", "反向有功峰"), Map.entry("BACK_FLAT", "反向有功平"),
                    Map.entry("BACK_VALLEY", "反向有功谷"), Map.entry("BACK_DEEP", "反向有功深谷"), Map.entry("MD_SHARP", "尖段最大需量"),
                    Map.entry("MD_PEAK", "峰段最大需量"), Map.entry("MD_FLAT", "平段最大需量"), Map.entry("MD_VALLEY", "谷段最大需量"),
                    Map.entry("MD_DEEP", "深谷段最大需量")));

    private static final Words EN = new Words(false, "Electricity bill", "Month", "No.", "Due", "Still open", "Account", "Name", "Address",
            "Period", "Energy", "Class", "Item", "Quantity", "Unit", "Price (CNY)", "Amount (CNY)", "Total due", "Meter readings", "Register",
            "Previous", "Present", "How it was calculated", "Engine", "Overdue amounts bear a daily late fee · Hotline 95598",
            Map.ofEntries(Map.entry("REVERSAL", "Credit note: reversal of a bill"), Map.entry("REVERSED", "reversed"),
                    Map.entry("FINAL", "Final electricity bill"), Map.entry("RESIDENTIAL", "Residential"), Map.entry("AGRICULTURE", "Agriculture"),
                    Map.entry("COMMERCIAL", "Commerce and industry"), Map.entry("ENERGY", "Energy"), Map.entry("CAPACITY", "Capacity"),
                    Map.entry("DEMAND", "Demand"), Map.entry("POWER_FACTOR", "Power factor"), Map.entry("FUND", "Funds and surcharges"),
                    Map.entry("TIER", "Tier surcharge"), Map.entry("AP_TOTAL", "Active total"), Map.entry("AP_SHARP", "Active sharp"),
                    Map.entry("AP_PEAK", "Active peak"), Map.entry("AP_FLAT", "Active flat"), Map.entry("AP_VALLEY", "Active valley"),
                    Map.entry("AP_DEEP", "Active deep valley"), Map.entry("RP_TOTAL", "Reactive total"), Map.entry("MD", "Maximum demand"),
                    Map.entry("RP_DRAWN", "Reactive drawn"), Map.entry("RP_BACK", "Reactive fed back"),
                    Map.entry("BACK_TOTAL", "Fed in, total"), Map.entry("BACK_SHARP", "Fed in, sharp"), Map.entry("BACK_PEAK", "Fed in, peak"),
                    Map.entry("BACK_FLAT", "Fed in, flat"), Map.entry("BACK_VALLEY", "Fed in, valley"),
                    Map.entry("BACK_DEEP", "Fed in, deep valley"), Map.entry("MD_SHARP", "Maximum demand, sharp"),
                    Map.entry("MD_PEAK", "Maximum demand, peak"), Map.entry("MD_FLAT", "Maximum demand, flat"),
                    Map.entry("MD_VALLEY", "Maximum demand, valley"), Map.entry("MD_DEEP", "Maximum demand, deep valley")));

    static Words of(Locale locale) {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? ZH : EN;
    }

    /** What the paper is: a bill, a final bill, a reversal, or a bill that has been reversed. */
    String title(Bill bill) {
        return switch (bill.status()) {
            case "REVERSAL" -> names.get("REVERSAL");
            case "REVERSED" -> bill() + " · " + names.get("REVERSED");
            default -> "FINAL".equals(bill.kind()) ? names.get("FINAL") : bill();
        };
    }

    /** That the customer pays an instalment and not this bill, and when the rest is settled; or that this bill settles it. */
    String budget(BudgetPart part) {
        if (part.instalment() != null) {
            return String.format(Locale.ROOT, zh ? "本户执行均衡付费：本月应缴 %,.2f 元，缴费期限 %s；与本账单的差额随 %s 账期的账单清算。"
                    : "Budget plan: %,.2f CNY is to be paid this month by %s in place of this bill; the difference is settled with the bill of %s.",
                    part.instalment(), part.dueOn(), part.settledMonth());
        }
        return part.settlement().signum() <= 0 ? zh ? "本账单清算均衡付费计划，无需缴费。" : "This bill settles the budget plan; nothing is to be paid."
                : String.format(Locale.ROOT, zh ? "本账单清算均衡付费计划：应缴 %,.2f 元，缴费期限 %s。"
                        : "This bill settles the budget plan: %,.2f CNY is to be paid by %s.", part.settlement(), part.dueOn());
    }

    /** Name of a usage class; a class of a utility's own is printed as its code. */
    String className(String code) {
        return names.getOrDefault(code, code);
    }

    String component(String code) {
        return names.getOrDefault(code, code);
    }

    String registerName(String code) {
        return names.getOrDefault(code, code);
    }
}
