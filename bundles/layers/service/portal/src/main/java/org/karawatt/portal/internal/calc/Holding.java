package org.karawatt.portal.internal.calc;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.billing.api.Bill;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountHolder;

/**
 * Since when an account is with its customer. What was billed before is the business of whoever had it then.
 *
 * @param from first day
 */
public record Holding(LocalDate from) {

    private static final String ISSUED = "ISSUED";

    /** The holding of who has the account now. */
    public static Holding since(List<AccountHolder> holders, Account account) {
        return holders.stream().filter(holder -> holder.to() == null && holder.from() != null).map(holder -> new Holding(holder.from()))
                .findFirst().orElse(new Holding(account.openedOn()));
    }

    /** Whether the bill is one that its customer is shown: issued, and not of the time before. */
    public boolean shows(Bill bill) {
        return ISSUED.equals(bill.status()) && !bill.periodFrom().isBefore(from);
    }
}
