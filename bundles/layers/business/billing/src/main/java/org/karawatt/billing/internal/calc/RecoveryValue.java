package org.karawatt.billing.internal.calc;

/** The values that the rules on recoveries and the daily estimate leave to the day: each is data that is in force from a day on. */
public enum RecoveryValue {
    METER_ERROR_SHARE("超差电能表计算时间的份额", "Part of the time that counts for a meter beyond its error limit"),
    THEFT_DAYS("窃电时间无法查明时的天数", "Days of theft when the time cannot be found"),
    POWER_HOURS("动力用户每日小时数", "Hours a day of power equipment"),
    LIGHTING_HOURS("照明用户每日小时数", "Hours a day of lighting and households"),
    THEFT_MULTIPLE("窃电违约使用电费倍数", "Penalty on theft as a multiple"),
    LOWER_PRICE_DAYS("高价低接起讫日期难以确定时的天数", "Days of use at a lower price when the time cannot be found"),
    LOWER_PRICE_MULTIPLE("高价低接违约使用电费倍数", "Penalty on use at a lower price as a multiple"),
    OVER_CAPACITY_MULTIPLE("私增容量违约使用电费倍数（两部制）", "Penalty on capacity above the contract as a multiple, two-part"),
    OVER_CAPACITY_EACH("私增容量每千瓦（千伏安）违约使用电费", "Penalty for each kW or kVA above the contract, single-part"),
    SEALED_MULTIPLE("启用封存设备违约使用电费倍数（两部制）", "Penalty on sealed equipment as a multiple, two-part"),
    SEALED_EACH("启用封存设备每千伏安次违约使用电费", "Penalty for each sealed kVA and time, single-part"),
    TAMPERING_RESIDENTIAL("居民私动计量装置每次违约使用电费", "Penalty for touching the metering, household"),
    TAMPERING_OTHERS("其他用户私动计量装置每次违约使用电费", "Penalty for touching the metering, others"),
    MONTH_DAYS("容量电费不足整月时一月的天数（0 为当月天数）", "Days of a month for a part month of capacity, 0 for those of the calendar"),
    TEMPORARY_HALF_TERM("临时用电不足约定期限一半时退一半（1 为是）",
            "Half of the charge is refunded when less than half of the term was used, 1 for yes"),
    PREPAY_REMIND("费控提醒余额", "Balance below which the customer is reminded"),
    PREPAY_WARN("费控预警余额", "Balance below which the customer is warned"),
    PREPAY_STOP("费控停电余额", "Balance below which supply is stopped");

    private final String zh;
    private final String en;

    RecoveryValue(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
