package org.karawatt.billing.api;

import java.math.BigDecimal;

/**
 * What a study has found for one account.
 *
 * @param tier highest tier that the bill uses; null without tiers
 * @param decile tenth of the study's accounts in order of use, 1 uses least; null for a failed account and before the study is done
 * @param kwh billed energy; null when the account failed
 * @param before amount that is compared with; null when there is none
 * @param after amount computed; null when the account failed
 * @param difference after less before; null when one of them is
 * @param billNo bill that {@code before} comes from; null when there is none
 * @param outcome SAME, DIFFERENT, NEW (nothing to compare with) or FAILED
 * @param code code of a failure or remark; null without
 * @param message the failure or remark in the caller's language; null without
 */
public record StudyAccount(String accountNo, String usageClass, Integer tier, Integer decile, BigDecimal kwh, BigDecimal before,
        BigDecimal after, BigDecimal difference, String billNo, String outcome, String code, String message) {
}
