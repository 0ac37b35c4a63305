package org.karawatt.shell.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the shell itself. */
public enum ShellErrors implements ErrorCode {
    INCIDENT("SHELL-001", "系统内部错误，事件号 {0}", "Internal error, incident {0}"),
    NOT_LOGGED_IN("SHELL-002", "当前会话没有登录用户", "This session has no logged-in user"),
    VERIFICATION_FAILED("SHELL-003", "检查未通过：{0}", "The check failed: {0}"),
    FILE("SHELL-004", "服务器上的文件 {0} 无法读写：{1}", "File {0} on the server cannot be read or written: {1}"),
    JSON("SHELL-005", "文件 {0} 不是所需的 JSON：{1}", "File {0} is not the JSON that is needed: {1}");

    private final String code;
    private final String zh;
    private final String en;

    ShellErrors(String code, String zh, String en) {
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
