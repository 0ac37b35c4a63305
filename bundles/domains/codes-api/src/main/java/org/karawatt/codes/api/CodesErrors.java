package org.karawatt.codes.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the codes domain. */
public enum CodesErrors implements ErrorCode {
    OFFICE_UNKNOWN("CODES-001", "供电单位 {0} 不存在", "Office {0} does not exist"),
    TABLE_UNKNOWN("CODES-002", "代码表 {0} 不存在", "Code table {0} does not exist"),
    CODE_UNKNOWN("CODES-003", "代码 {0} 不存在", "Code {0} does not exist"),
    OVERLAP("CODES-004", "代码 {0} 的有效期重叠", "Validity of code {0} overlaps"),
    OFFICE_EXISTS("CODES-005", "供电单位 {0} 已存在", "Office {0} exists already"),
    BAD_FILE("CODES-006", "代码文件 {0} 有误：{1}", "Code file {0} is wrong: {1}");

    private final String code;
    private final String zh;
    private final String en;

    CodesErrors(String code, String zh, String en) {
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
