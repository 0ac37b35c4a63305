package org.karawatt.reading.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of reading. */
public enum ReadingErrors implements ErrorCode {
    NOT_UTF8("READING-001", "文件不是 UTF-8 编码", "The file is not UTF-8"),
    COLUMN_MISSING("READING-002", "缺少列 {0}", "Column {0} is missing"),
    METER_UNKNOWN("READING-003", "电能表 {0} 不存在或不属于您的供电单位", "Meter {0} does not exist or belongs to another office"),
    REGISTER_UNKNOWN("READING-004", "电能表没有示数类型 {0}", "The meter has no register {0}"),
    NOT_A_NUMBER("READING-005", "不是有效的示数：{0}", "Not a register value: {0}"),
    NEGATIVE("READING-006", "示数不能为负：{0}", "A register value must not be negative: {0}"),
    TOO_MANY_DIGITS("READING-007", "示数超出表计位数：{0}", "The value has more digits than the register: {0}"),
    BAD_DATE("READING-008", "不是有效的日期：{0}", "Not a date: {0}"),
    DATE_BEFORE_LAST("READING-009", "抄表日期 {0} 不晚于上次抄表日期 {1}", "Reading date {0} is not after the last one {1}"),
    DATE_OUTSIDE_MONTH("READING-010", "抄表日期 {0} 不在账期允许范围内", "Reading date {0} is outside the billing month"),
    DUPLICATE_IN_FILE("READING-011", "文件内重复（首见第 {0} 行）", "Repeated in the file (first in line {0})"),
    ALREADY_READ("READING-012", "该月已有抄表记录", "The month already has a reading"),
    FIELD_TOO_LONG("READING-013", "字段超长", "The field is too long"),
    FORMULA("READING-014", "不允许公式：{0}", "Formulas are not allowed: {0}"),
    BAD_ROW("READING-015", "该行列数不符：应为 {0} 列，实际 {1} 列", "Wrong number of fields: {0} expected, {1} found"),
    EMPTY_FILE("READING-016", "文件没有数据行", "The file has no data rows"),
    IMPORT_UNKNOWN("READING-017", "导入 {0} 不存在", "Import {0} does not exist"),
    EXCEPTION_UNKNOWN("READING-018", "异常 {0} 不存在", "Exception {0} does not exist"),
    ALREADY_DECIDED("READING-019", "该异常已处理", "The exception has been decided already"),
    HELD_SMALLER("READING-020", "示数小于上次示数", "The value is smaller than the last one"),
    HELD_HIGH("READING-021", "电量异常偏高", "The quantity is unusually high"),
    HELD_ZERO("READING-022", "电量为零", "The quantity is zero"),
    HELD_SUM("READING-023", "分时电量之和与总电量不符", "The time-of-use registers do not add up to the total"),
    TOO_LARGE("READING-024", "文件超过 {0} 行", "The file has more than {0} rows"),
    IMPORT_RUNNING("READING-025", "该文件正在导入", "The file is being imported at this moment"),
    UNREADABLE("READING-026", "文件自第 {0} 行起无法解析", "The file cannot be read from line {0} on"),
    DUPLICATE_COLUMN("READING-027", "列 {0} 重复", "Column {0} appears twice"),
    BAD_VALUE("READING-028", "取值无效：{0}", "Not an allowed value: {0}"),
    CONTENT_AWAY("READING-029", "本服务器没有文件 {0} 的内容，请重新上传同一文件：未导入的行将补齐，不会重复",
            "The content of {0} is not on this server: send the same file again; the rows that are missing are added, none twice");

    private final String code;
    private final String zh;
    private final String en;

    ReadingErrors(String code, String zh, String en) {
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
