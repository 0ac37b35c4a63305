package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** The values that the rules on recoveries and the daily estimate leave to the day: each is data that is in force from a day on. */
public enum RecoveryValue {
    METER_ERROR_SHARE("超差电能表计算时间的份额", "Part of the time that counts for a meter beyond its error limit", Bounds.SHARE),
    THEFT_DAYS("窃电时间无法查明时的天数", "Days of theft when the time cannot be found", Bounds.DAYS),
    POWER_HOURS("动力用户每日小时数", "Hours a day of power equipment", Bounds.HOURS),
    LIGHTING_HOURS("照明用户每日小时数", "Hours a day of lighting and households", Bounds.HOURS),
    THEFT_MULTIPLE("窃电违约使用电费倍数", "Penalty on theft as a multiple", Bounds.MULTIPLE),
    LOWER_PRICE_DAYS("高价低接起讫日期难以确定时的天数", "Days of use at a lower price when the time cannot be found", Bounds.DAYS),
    LOWER_PRICE_MULTIPLE("高价低接违约使用电费倍数", "Penalty on use at a lower price as a multiple", Bounds.MULTIPLE),
    OVER_CAPACITY_MULTIPLE("私增容量违约使用电费倍数（两部制）", "Penalty on capacity above the contract as a multiple, two-part", Bounds.MULTIPLE),
    OVER_CAPACITY_EACH("私增容量每千瓦（千伏安）违约使用电费", "Penalty for each kW or kVA above the contract, single-part", Bounds.SUM),
    SEALED_MULTIPLE("启用封存设备违约使用电费倍数（两部制）", "Penalty on sealed equipment as a multiple, two-part", Bounds.MULTIPLE),
    SEALED_EACH("启用封存设备每千伏安次违约使用电费", "Penalty for each sealed kVA and time, single-part", Bounds.SUM),
    TAMPERING_RESIDENTIAL("居民私动计量装置每次违约使用电费", "Penalty for touching the metering, household", Bounds.SUM),
    TAMPERING_OTHERS("其他用户私动计量装置每次违约使用电费", "Penalty for touching the metering, others", Bounds.SUM),
    MONTH_DAYS("容量电费不足整月时一月的天数（0 为当月天数）", "Days of a month for a part month of capacity, 0 for those of the calendar", Bounds.MONTH),
    TEMPORARY_HALF_TERM("临时用电不足约定期限一半时退一半（1 为是）",
            "Half of the charge is refunded when less than half of the term was used, 1 for yes", Bounds.YES_OR_NO),
    PREPAY_REMIND("费控提醒余额", "Balance below which the customer is reminded", Bounds.BALANCE),
    PREPAY_WARN("费控预警余额", "Balance below which the customer is warned", Bounds.BALANCE),
    PREPAY_STOP("费控停电余额", "Balance below which supply is stopped", Bounds.BALANCE);

    /** What a value may be. */
    enum Bounds {
        SHARE("0", "1", false),
        DAYS("1", "2200", true),
        HOURS("1", "24", true),
        MULTIPLE("0", "100", false),
        SUM("0", "1000000", false),
        MONTH("0", "31", true),
        YES_OR_NO("0", "1", true),
        BALANCE("-1000000", "1000000", false);

        final BigDecimal least;
        final BigDecimal most;
        final boolean whole;

        Bounds(String least, String most, boolean whole) {
            this.least = new BigDecimal(least);
            this.most = new BigDecimal(most);
            this.whole = whole;
        }
    }

    private final String zh;
    private final String en;
    private final Bounds bounds;

    RecoveryValue(String zh, String en, Bounds bounds) {
        this.zh = zh;
        this.en = en;
        this.bounds = bounds;
    }

    /** The value of a name; empty for a name that is none. */
    public static Optional<RecoveryValue> find(String name) {
        return Arrays.stream(values()).filter(value -> value.name().equals(name)).findFirst();
    }

    Bounds bounds() {
        return bounds;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
