package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What a study has found for one account; nulls as in {@link org.karawatt.billing.api.StudyAccount}.
 *
 * @param billMonth month of the bill that the amount before comes from
 * @param messageZh with the code, else null
 */
public record StudyRow(long accountId, String accountNo, long officeId, String usageClass, Integer tier, Long billId,
        BillingMonth billMonth, BigDecimal kwh, BigDecimal before, BigDecimal after, String outcome, String code, String messageZh,
        String messageEn) {

    /** The amounts are equal, and so are the lines of a replay. */
    public static final String SAME = "SAME";
    public static final String DIFFERENT = "DIFFERENT";
    /** There is nothing to compare with. */
    public static final String NEW = "NEW";
    /** The account could not be computed. */
    public static final String FAILED = "FAILED";

    private static final int MOST_TEXT = 500;

    /** Which account a row is for. */
    public record Account(long id, String accountNo, long officeId, String usageClass) {
    }

    /** A bill and its amount to compare with. */
    public record Before(long billId, BillingMonth month, BigDecimal amount) {
    }

    /** An account that was computed; {@code before} null when there is nothing to compare with. */
    public static StudyRow of(Account account, Integer tier, Before before, BigDecimal kwh, BigDecimal after) {
        BigDecimal amount = after.setScale(2, RoundingMode.HALF_UP);
        String outcome = before == null ? NEW : before.amount().compareTo(amount) == 0 ? SAME : DIFFERENT;
        return new StudyRow(account.id(), account.accountNo(), account.officeId(), account.usageClass(), tier,
                before == null ? null : before.billId(), before == null ? null : before.month(), kwh.setScale(4, RoundingMode.HALF_UP),
                before == null ? null : before.amount(), amount, outcome, null, null, null);
    }

    /** An account that could not be computed. */
    public static StudyRow failed(Account account, Before before, ErrorCode code, List<Object> args) {
        return new StudyRow(account.id(), account.accountNo(), account.officeId(), account.usageClass(), null,
                before == null ? null : before.billId(), before == null ? null : before.month(), null,
                before == null ? null : before.amount(), null, FAILED, code.code(), text(code, Locale.CHINESE, args),
                text(code, Locale.ENGLISH, args));
    }

    /** This row with a remark and another outcome. */
    public StudyRow remarked(String newOutcome, ErrorCode remark, Object... args) {
        List<Object> list = List.of(args);
        return new StudyRow(accountId, accountNo, officeId, usageClass, tier, billId, billMonth, kwh, before, after, newOutcome,
                remark.code(), text(remark, Locale.CHINESE, list), text(remark, Locale.ENGLISH, list));
    }

    /** Together with the row of another bill of the same account and month; a failure of one fails both. */
    public StudyRow plus(StudyRow other) {
        if (outcome.equals(FAILED) || other.outcome.equals(FAILED)) {
            return outcome.equals(FAILED) ? this : other;
        }
        StudyRow named = code == null ? other : this;
        return new StudyRow(accountId, accountNo, officeId, usageClass, other.tier == null ? tier : other.tier, billId, billMonth,
                kwh.add(other.kwh), before == null || other.before == null ? null : before.add(other.before), after.add(other.after),
                outcome.equals(SAME) ? other.outcome : outcome, named.code, named.messageZh, named.messageEn);
    }

    /** After less before; null when one of them is. */
    public BigDecimal difference() {
        return before == null || after == null ? null : after.subtract(before);
    }

    private static String text(ErrorCode code, Locale locale, List<Object> args) {
        String text = code.message(locale, args.toArray());
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…";
    }
}
