package org.karawatt.rest.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the HTTP door itself. */
public enum RestErrors implements ErrorCode {
    UNKNOWN_PATH("REST-001", "地址不存在：{0}", "No such address: {0}"),
    METHOD_NOT_ALLOWED("REST-002", "该地址不支持 {0} 方法", "{0} is not allowed here"),
    BAD_JSON("REST-003", "第 {0} 行第 {1} 列的 JSON 有误：{2}", "Bad JSON at line {0}, column {1}: {2}"),
    BODY_TOO_LARGE("REST-004", "请求内容超过 {0} 字节的上限", "The request body is larger than {0} bytes"),
    UNSUPPORTED_MEDIA_TYPE("REST-005", "不支持的内容类型：{0}", "Content type not supported: {0}"),
    NOT_ACCEPTABLE("REST-006", "无法按所要求的格式应答：{0}", "No answer in the wanted format: {0}"),
    IF_MATCH_REQUIRED("REST-007", "缺少 If-Match 请求头，请先读取数据再修改", "The If-Match header is missing; read the resource before changing it"),
    NOT_READY("REST-008", "系统正在启动，请稍候", "The system is starting, please wait"),
    INCIDENT("REST-009", "系统内部错误，事件号 {0}", "Internal error, incident {0}"),
    BAD_IDEMPOTENCY_KEY("REST-010", "Idempotency-Key 必须为 8 到 100 个可见字符", "Idempotency-Key must be 8 to 100 visible characters"),
    BAD_REQUEST("REST-011", "请求有误：{0}", "Bad request: {0}"),
    TOO_MANY_STREAMS("REST-012", "打开的事件流过多", "Too many open event streams"),
    BODY_REQUIRED("REST-013", "请求内容不能为空", "The request needs a body"),
    UNKNOWN_FIELD("REST-014", "不认识的字段", "Unknown field"),
    BAD_VALUE("REST-015", "值无效：{0}", "Not a valid value: {0}"),
    CROSS_SITE("REST-016", "不接受来自其他网站的请求", "Requests from other sites are not accepted"),
    MODULE_AWAY("REST-017", "该模块正在更新或已停用，请稍后重试", "This module is being updated or has been stopped; try again shortly"),
    BAD_PATH("REST-018", "地址的写法不被接受", "The address is written in a way that is not accepted"),
    TOO_OFTEN("REST-019", "请求过于频繁，请稍后再试", "Too many requests, please wait a little");

    private final String code;
    private final String zh;
    private final String en;

    RestErrors(String code, String zh, String en) {
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
