package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a study has found, for the offices that the caller may see. Amounts are those of accounts that could be computed.
 *
 * @param accounts accounts looked at, failed ones included
 * @param failed accounts that could not be computed
 * @param different accounts whose amount, or a line of a replay, has changed
 * @param withoutBefore accounts that have nothing to be compared with, such as a first bill
 * @param amountBefore sum of what is compared with
 * @param amountAfter sum of what was computed, accounts without a before included
 * @param difference sum of the differences, over accounts that have both amounts
 * @param byClass by usage class
 * @param byTier by the tier that the bill reaches; key {@code -} for bills without tiers
 * @param byDecile by tenth of the accounts in order of use: decile 1 uses least. The tenths are those of the whole study
 */
public record StudyReport(long accounts, long failed, long different, long withoutBefore, BigDecimal amountBefore,
        BigDecimal amountAfter, BigDecimal difference, List<Group> byClass, List<Group> byTier, List<Group> byDecile) {

    public StudyReport {
        byClass = List.copyOf(byClass);
        byTier = List.copyOf(byTier);
        byDecile = List.copyOf(byDecile);
    }

    /**
     * Sums over a part of the accounts, without failed ones.
     *
     * @param winners accounts that pay less than before
     * @param losers accounts that pay more than before
     */
    public record Group(String key, String nameZh, String nameEn, long accounts, BigDecimal kwh, BigDecimal before, BigDecimal after,
            BigDecimal difference, long winners, long losers) {
    }
}
