package org.karawatt.portal.api;

import java.math.BigDecimal;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What somebody shows to be the customer of an account: things that stand on his bills and in his records, and on no meter or letter box.
 *
 * @param accountNo number of the account
 * @param month month of one of his last three bills
 * @param amount exact amount of that bill, yuan
 * @param secret last four characters of his identity number, or the telephone number that is with his records
 */
public record AccountProof(String accountNo, BillingMonth month, BigDecimal amount, String secret) {

    /** Leaves out what proves. */
    @Override
    public String toString() {
        return "AccountProof[" + accountNo + "]";
    }
}
