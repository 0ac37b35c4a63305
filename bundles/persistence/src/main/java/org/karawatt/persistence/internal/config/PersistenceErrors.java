package org.karawatt.persistence.internal.config;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the persistence bundle. */
public enum PersistenceErrors implements ErrorCode {
    SCHEMA_NEWER("PERSISTENCE-001", "数据库结构比本软件新（未知变更：{0}），请安装相应版本的软件",
            "The database schema is newer than this software (unknown change sets: {0}); install the matching software"),
    SCHEMA_FAILED("PERSISTENCE-002", "数据库结构升级失败：{0}", "The database schema could not be brought up to date: {0}"),
    BUSY("PERSISTENCE-003", "系统繁忙，请稍后重试", "The database is busy; try again later"),
    KEY_LENGTH("PERSISTENCE-004", "幂等键长度必须为 {0} 到 {1} 个字符", "An idempotency key must have {0} to {1} characters"),
    BAD_ATTRIBUTE("PERSISTENCE-005", "扩展属性 {0} 的值无效", "The value of the attribute {0} is not allowed"),
    BACKUP_NOT_EMBEDDED("PERSISTENCE-006", "该数据库不是内嵌数据库，请使用其自带的备份工具",
            "The database is not the embedded one; use its own tools to save it");

    private final String code;
    private final String zh;
    private final String en;

    PersistenceErrors(String code, String zh, String en) {
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
