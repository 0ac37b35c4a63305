package org.karawatt.security.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of logins and sessions. */
public enum SecurityErrors implements ErrorCode {
    BAD_CREDENTIALS("SECURITY-001", "用户名或密码错误", "Wrong user name or password"),
    TOO_MANY_ATTEMPTS("SECURITY-002", "登录失败次数过多，请在 {0} 秒后重试", "Too many failed logins; try again in {0} seconds"),
    LOGIN_REQUIRED("SECURITY-003", "请先登录", "Please log in"),
    BAD_CSRF_TOKEN("SECURITY-004", "请求缺少有效的 X-CSRF-Token，请刷新页面", "The X-CSRF-Token header is missing or wrong; reload the page"),
    REALM_UNAVAILABLE("SECURITY-005", "认证服务暂不可用", "The login service is not available at the moment"),
    PASSWORD_TOO_SHORT("SECURITY-006", "密码至少需要 {0} 个字符", "A password needs at least {0} characters");

    private final String code;
    private final String zh;
    private final String en;

    SecurityErrors(String code, String zh, String en) {
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
