package org.karawatt.equipment.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the equipment domain. */
public enum EquipmentErrors implements ErrorCode {
    AREA_UNKNOWN("EQUIPMENT-001", "台区 {0} 不存在", "Transformer area {0} does not exist"),
    LINE_UNKNOWN("EQUIPMENT-002", "线路 {0} 不存在", "Line {0} does not exist"),
    NUMBER_TAKEN("EQUIPMENT-003", "编号 {0} 已被使用", "Number {0} is already in use"),
    BAD_CAPACITY("EQUIPMENT-004", "容量必须大于零", "Capacity must be above zero"),
    TRANSFORMER_UNKNOWN("EQUIPMENT-005", "受电设备 {0} 不存在", "Transformer {0} does not exist"),
    STATE_DATED("EQUIPMENT-006", "受电设备 {0} 自 {2} 起为 {1}，变更须为其他状态且日期晚于该日，拆除后不能变更",
            "Transformer {0} is {1} since {2}; another state must begin later, and nothing follows removal");

    private final String code;
    private final String zh;
    private final String en;

    EquipmentErrors(String code, String zh, String en) {
        this.code = code;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
