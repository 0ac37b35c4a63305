package org.karawatt.billing.api;

/** Why money is recovered or refunded beside the regular bill (退补电费). */
public enum RecoveryKind {
    /** The meter ran beyond its error limit: half of the time since the last test or installation (rules C.12). */
    METER_ERROR("计量误差", "Meter error"),
    /** The meter was connected wrongly: what was recorded times the correction rate (更正率, rules C.12). */
    WRONG_WIRING("错误接线", "Wrong wiring"),
    /** Energy was counted with a wrong multiplier: the difference of the right and the used one (rules C.12). */
    WRONG_MULTIPLIER("倍率差错", "Wrong multiplier"),
    /** The connecting wires lose more voltage than is permitted: the difference down to the permitted drop (rules C.12). */
    VOLTAGE_DROP("连接线压降超差", "Voltage drop of the connecting wires"),
    /** Another cause that is nobody's doing, such as a fault of a transformer: the use of normal months less the record (rules C.12). */
    METERING_FAULT("计量装置故障", "Fault of the metering"),
    /** A fuse of the metering had blown: average use in the time of the failure less the record (rules C.12). */
    BLOWN_FUSE("计量保险熔断", "Blown fuse"),
    /** Theft of energy (窃电, rules C.16): the energy and a penalty. */
    THEFT("窃电", "Theft"),
    /** Energy of a dearer class on a line of a cheaper one (擅自改变用电类别, rules C.16): the difference and a penalty. */
    LOWER_PRICE("高价低接", "Use at a lower price"),
    /** Capacity above the contract (私增容量, rules C.16). */
    OVER_CAPACITY("超合同容量", "Capacity above the contract"),
    /** Suspended or sealed equipment in use (擅自启用暂停或封存设备, rules C.16). */
    SEALED_EQUIPMENT("启用封存设备", "Sealed equipment in use"),
    /** Metering equipment was moved or touched (私自迁移、更动计量装置, rules C.16). */
    METER_TAMPERING("私动计量装置", "Metering tampered with"),
    /** Temporary supply without a meter (临时用电, rules C.15): power, hours and agreed days, paid in advance. */
    TEMPORARY_SUPPLY("临时用电", "Temporary supply");

    private final String zh;
    private final String en;

    RecoveryKind(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    /** True when recorded energy is put right, which may come to a refund; the others only ever charge. */
    public boolean isOfEnergy() {
        return switch (this) {
            case METER_ERROR, WRONG_WIRING, WRONG_MULTIPLIER, VOLTAGE_DROP, METERING_FAULT, BLOWN_FUSE -> true;
            default -> false;
        };
    }
}
