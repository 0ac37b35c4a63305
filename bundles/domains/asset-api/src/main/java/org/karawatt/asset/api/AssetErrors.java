package org.karawatt.asset.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the asset domain. */
public enum AssetErrors implements ErrorCode {
    ASSET_UNKNOWN("ASSET-001", "资产 {0} 不存在", "Asset {0} does not exist"),
    NUMBER_TAKEN("ASSET-002", "资产编号 {0} 已存在", "Asset number {0} exists already"),
    BAD_TRANSITION("ASSET-003", "资产不能从 {0} 变为 {1}", "An asset cannot go from {0} to {1}"),
    BAD_VALUE("ASSET-004", "取值无效：{0}", "Not an allowed value: {0}");

    private final String code;
    private final String zh;
    private final String en;

    AssetErrors(String code, String zh, String en) {
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
