package org.karawatt.tariff.api;

/** How far a tariff package has come. */
public enum PackageStatus {
    /** 待方法: came with a bundle and names a charge method that is not there yet; nothing of it is stored. */
    WAITING,
    /** 待批: proven and stored, prices nothing until a second person has approved it. */
    PROPOSED,
    /** 生效: offered while what it needs is there. */
    ACTIVE,
    /** 驳回: a second person has refused it. */
    REJECTED,
    /** 撤回: was active and is not to price anything any more. */
    WITHDRAWN
}
