package org.karawatt.tariff.internal.calc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.TouPeriod;
import org.karawatt.tariff.api.TariffComparison.Difference;
import org.karawatt.tariff.api.TariffValue;

/**
 * Where two tariff definitions differ, value by value. Items of lists are matched by their code, method or period, others by their place.
 * Pure and thread-safe.
 */
public final class DefinitionDiff {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true)).build();
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_DECIMALS = 2;
    private static final String GENERAL = "general";
    /** Lists that say one thing together; those of things with names of their own do not. */
    private static final Set<String> AS_ONE = Set.of("months", "days", "hours", "voltages", "base", "exemptItems", "holidays", "workdays", "of",
            "exempt", "parts", "inFull", "percents");
    private static final List<String> KEYS = List.of("code", "method", "period");
    private static final Map<String, LocalText> LABELS = labels();

    private DefinitionDiff() {
    }

    /** A value with what people call its place. */
    private record Value(String text, BigDecimal number, LocalText label) {
    }

    /** The values of a definition in its order, those that stand alone first. */
    public static List<TariffValue> values(String definition) {
        List<TariffValue> values = new ArrayList<>();
        flat(definition).forEach((path, value) -> values.add(new TariffValue(section(path), path, value.label().zh(), value.label().en(),
                value.text())));
        values.sort((a, b) -> Boolean.compare(!a.section().equals(GENERAL), !b.section().equals(GENERAL)));
        return values;
    }

    /** The differences, in the order of the definitions. */
    public static List<Difference> between(String before, String after) {
        Map<String, Value> left = flat(before);
        Map<String, Value> right = flat(after);
        Set<String> paths = new LinkedHashSet<>(left.keySet());
        paths.addAll(right.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            Value was = left.get(path);
            Value is = right.get(path);
            if (!same(was, is)) {
                LocalText label = is == null ? was.label() : is.label();
                differences.add(new Difference(section(path), path, label.zh(), label.en(), was == null ? null : was.text(),
                        is == null ? null : is.text(), percent(was, is)));
            }
        }
        differences.sort((a, b) -> Boolean.compare(!a.section().equals(GENERAL), !b.section().equals(GENERAL)));
        return differences;
    }

    private static boolean same(Value was, Value is) {
        if (was == null || is == null) {
            return false;
        }
        return was.number() != null && is.number() != null ? was.number().compareTo(is.number()) == 0 : was.text().equals(is.text());
    }

    private static BigDecimal percent(Value was, Value is) {
        if (was == null || is == null || was.number() == null || is.number() == null || was.number().signum() == 0) {
            return null;
        }
        return is.number().subtract(was.number()).multiply(HUNDRED).divide(was.number(), PERCENT_DECIMALS, RoundingMode.HALF_UP);
    }

    /** The first name of the path when it holds others; what stands alone is told as general. */
    private static String section(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return end == path.length() || path.startsWith("name.") ? GENERAL : path.substring(0, end);
    }

    private static Map<String, Value> flat(String definition) {
        try {
            Map<String, Value> values = new LinkedHashMap<>();
            flatten(JSON.readTree(definition), "", new LocalText("", ""), values);
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored definition is no JSON", e);
        }
    }

    private static void flatten(JsonNode node, String path, LocalText label, Map<String, Value> values) {
        if (node.isObject()) {
            // surcharges begin with the second tier
            int firstStep = node.path("pricing").asText().equals("SURCHARGE") ? 2 : 1;
            node.properties().forEach(field -> field(field.getKey(), field.getValue(), path, label, firstStep, values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                JsonNode item = node.get(i);
                String key = key(item);
                LocalText name = key == null ? new LocalText("第" + (i + 1) + "项", "no. " + (i + 1)) : name(item, key);
                flatten(item, path + "[" + (key == null ? String.valueOf(i) : key) + "]", joined(label, name), values);
            }
        } else {
            values.put(path, new Value(node.isNumber() ? node.decimalValue().toPlainString() : node.asText(),
                    node.isNumber() ? node.decimalValue() : null, label));
        }
    }

    private static void field(String name, JsonNode value, String path, LocalText label, int firstStep, Map<String, Value> values) {
        String at = path.isEmpty() ? name : path + "." + name;
        LocalText here = joined(label, label(name));
        if (value.isArray() && AS_ONE.contains(name) && (name.equals("hours") || !value.path(0).isObject())) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.isObject() ? spoken(part) : part.asText()));
            values.put(at, new Value(String.join(", ", parts), null, here));
        } else if (value.isArray() && (name.equals("steps") || name.equals("limits") || name.equals("tiers"))) {
            int first = name.equals("steps") ? firstStep : 1;
            for (int i = 0; i < value.size(); i++) {
                flatten(value.get(i), at + "[" + i + "]", joined(here, new LocalText("第" + (i + first) + "档", "tier " + (i + first))), values);
            }
        } else {
            flatten(value, at, here, values);
        }
    }

    /** Hours of a calendar as {@code PEAK 08:00-11:00}. */
    private static String spoken(JsonNode part) {
        if (part.hasNonNull("from") && part.hasNonNull("to") && part.hasNonNull("period")) {
            return part.get("period").asText() + " " + part.get("from").asText() + "-" + part.get("to").asText();
        }
        return part.toString();
    }

    private static String key(JsonNode item) {
        for (String name : KEYS) {
            if (item.path(name).isTextual()) {
                return item.get(name).asText();
            }
        }
        return null;
    }

    private static LocalText name(JsonNode item, String key) {
        JsonNode name = item.path("name");
        return name.path("zh").isTextual() && name.path("en").isTextual() ? new LocalText(name.get("zh").asText(), name.get("en").asText())
                : label(key);
    }

    private static LocalText joined(LocalText label, LocalText more) {
        return label.zh().isEmpty() ? more : new LocalText(label.zh() + " · " + more.zh(), label.en() + " · " + more.en());
    }

    private static LocalText label(String name) {
        LocalText known = LABELS.get(name);
        return known == null ? new LocalText(name, name) : known;
    }

    private static Map<String, LocalText> labels() {
        Map<String, LocalText> map = new LinkedHashMap<>();
        for (TouPeriod period : TouPeriod.values()) {
            map.put(period.name(), period.label());
        }
        String[][] texts = {{"code", "电价代码", "code"}, {"name", "名称", "name"}, {"zh", "中文", "Chinese"}, {"en", "英文", "English"},
            {"usageClass", "用电类别", "usage class"}, {"voltages", "电压等级", "voltage levels"}, {"validFrom", "生效日期", "valid from"},
            {"validTo", "失效日期", "valid to"}, {"note", "说明", "note"}, {"rounding", "取整规则", "rounding"}, {"takenFrom", "定量扣减", "taken from"},
            {"energy", "电度电价", "energy"}, {"method", "方法", "method"}, {"price", "价格", "price"}, {"tiers", "阶梯", "tiers"},
            {"accounting", "阶梯周期", "accounting"}, {"pricing", "计价方式", "pricing"}, {"limits", "上限", "limits"}, {"steps", "加价/单价", "steps"},
            {"seasons", "季节", "seasons"}, {"seasonPrices", "季节价格", "seasonal prices"}, {"months", "月份", "months"},
            {"multiPerson", "多人口", "multi-person allowance"}, {"people", "人口", "people"}, {"kwhPerMonth", "每月电量", "kWh a month"},
            {"raises", "提高", "raises"}, {"exemptPrice", "不执行阶梯价格", "price outside the tiers"}, {"fundsIncluded", "含基金", "funds included"},
            {"parts", "组成部分", "parts"}, {"floating", "浮动", "floating"}, {"composition", "价格组成", "composition"},
            {"coefficients", "系数", "coefficients"}, {"tolerance", "允许误差", "tolerance"}, {"knownDeviations", "已知偏差", "known deviations"},
            {"digits", "小数位", "digits"}, {"marketFactor", "市场价格系数", "market factor"}, {"components", "价格分项", "components"},
            {"purchaseFactor", "购电价格倍数", "purchase factor"}, {"largest", "最大倍数", "largest"}, {"calendar", "时段日历", "calendar"},
            {"rules", "规则", "rules"}, {"days", "日期类型", "days"}, {"hours", "时段", "hours"}, {"holidays", "节假日", "holidays"},
            {"workdays", "调休工作日", "workdays"}, {"periodNames", "时段名称", "names of periods"}, {"funds", "政府性基金", "funds"},
            {"exemptItems", "免收项目", "exempt items"}, {"fixedItems", "定量项目", "fixed items"}, {"adjusted", "参与力调", "adjusted"},
            {"capacity", "基本电费", "capacity"}, {"capacityPrice", "容量电价", "price of capacity"}, {"demandPrice", "需量电价", "price of demand"},
            {"dayRule", "按日规则", "day rule"}, {"changeDay", "变更日", "day of a change"}, {"overContract", "超合同需量", "above the contract"},
            {"limitPercent", "限值百分比", "limit in percent"}, {"overFactor", "超额倍数", "factor above"}, {"contractFloor", "合同需量下限", "contract floor"},
            {"percent", "百分比", "percent"}, {"below", "低于下限", "below"}, {"hold", "暂停", "suspension"}, {"minDays", "最少天数", "least days"},
            {"sealingDay", "加封日", "day of sealing"}, {"byDemand", "按需量用户", "by demand"}, {"singlePart", "单一制", "single-part price"},
            {"upToKva", "容量上限", "up to kVA"}, {"tariff", "电价", "tariff"},
            {"loadDiscount", "负荷率优惠", "load discount"}, {"kwhPerKva", "每千伏安电量", "kWh per kVA"},
            {"factor", "系数", "factor"}, {"demandMinutes", "需量周期", "minutes of demand"}, {"powerFactor", "功率因数调整", "power factor"},
            {"base", "调整范围", "base"}, {"reactive", "无功", "reactive"}, {"lossTables", "变损表", "loss tables"}, {"rows", "行", "rows"},
            {"fees", "固定费用", "fees"}, {"amount", "金额", "amount"}, {"per", "周期", "per"}, {"subsidies", "补贴", "subsidies"},
            {"amountPerMonth", "每月金额", "amount a month"}, {"of", "对象", "of"}, {"bounds", "最低/最高电费", "bounds"}, {"minimum", "最低", "minimum"},
            {"maximum", "最高", "maximum"}, {"tax", "税", "tax"}, {"included", "价内", "included"}, {"exempt", "免税", "exempt"},
            {"charges", "计费方法", "charge methods"}, {"version", "版本", "version"}, {"before", "位置", "before"}, {"settings", "设置", "settings"},
            {"from", "起", "from"}, {"to", "止", "to"}, {"default", "其余", "default"}, {"rates", "费率", "rates"}, {"upTo", "上限", "up to"},
            {"unit", "单位", "unit"}, {"sell", "上网价", "sell rate"}, {"flat", "不分时段", "flat"}, {"periods", "时段", "periods"},
            {"item", "项目", "item"}, {"kva", "千伏安", "kVA"}, {"upToKwh", "电量上限", "up to kWh"}, {"activeKwh", "有功", "active kWh"},
            {"reactiveKvarh", "无功", "reactive kvarh"}, {"ALL", "不分时段", "all periods"}};
        for (String[] text : texts) {
            map.put(text[0], new LocalText(text[1], text[2]));
        }
        return map;
    }
}
