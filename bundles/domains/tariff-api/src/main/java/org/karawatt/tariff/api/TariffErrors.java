package org.karawatt.tariff.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the tariff domain. */
public enum TariffErrors implements ErrorCode {
    TARIFF_UNKNOWN("TARIFF-001", "电价 {0} 不存在", "Tariff {0} does not exist"),
    NOT_VALID("TARIFF-002", "电价 {0} 在 {1} 无有效版本", "Tariff {0} has no version valid on {1}"),
    NOT_OFFERED("TARIFF-003", "电价 {0} 所在的电价包未部署", "The package of tariff {0} is not deployed"),
    BAD_FILE("TARIFF-004", "电价文件 {0} 有误：{1}", "Tariff file {0} is wrong: {1}"),
    CASE_FAILED("TARIFF-005", "电价包 {0} 的算例 {1} 未通过：{2}", "Case {1} of tariff package {0} fails: {2}"),
    BAD_VALUE("TARIFF-006", "取值无效：{0}", "Not an allowed value: {0}"),
    OVERLAP("TARIFF-007", "户号已有自 {0} 起的电价", "The account already has a tariff from {0}"),
    CHANGED("TARIFF-008", "电价包 {0} 版本 {1} 的内容与已载入的不同，请提高版本号", "Package {0} version {1} differs from what was loaded; raise its version"),
    ACCOUNT_UNKNOWN("TARIFF-009", "户号不存在", "The account does not exist");

    private final String code;
    private final String zh;
    private final String en;

    TariffErrors(String code, String zh, String en) {
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
