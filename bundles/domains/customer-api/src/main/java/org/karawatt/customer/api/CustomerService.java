package org.karawatt.customer.api;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Customers and their accounts. Reading needs {@code customer.read}, writing {@code customer.write}; everything is limited to the
 * caller's offices. Thread-safe.
 */
@ProviderType
public interface CustomerService {

    /** Accounts that match, by account number. Personal fields are masked unless {@code customer.reveal} is granted. */
    Page<Account> find(CallContext context, AccountQuery query, PageRequest page);

    /** The account with this number; unknown or another office's is NOT_FOUND. */
    Account account(CallContext context, String accountNo);

    /** The account with this id; unknown or another office's is NOT_FOUND. */
    Account account(CallContext context, long accountId);

    /** The customer with this number; unknown or another office's is NOT_FOUND. */
    Customer customer(CallContext context, String customerNo);

    /** All accounts of a customer, at most 500. */
    List<Account> accountsOf(CallContext context, String customerNo);

    Customer createCustomer(CallContext context, CustomerDraft draft);

    /** Changes a customer; a stale version is a CONFLICT. Recorded in the history. */
    Customer updateCustomer(CallContext context, String customerNo, int version, CustomerDraft draft);

    Account createAccount(CallContext context, AccountDraft draft);

    /**
     * Gives an account another classification from a day on; the one before stays for the days before. A stale version, or a day that
     * is not later than the one on which the latest classification began, is a CONFLICT. Recorded in the history.
     */
    Account reclassify(CallContext context, String accountNo, int version, Reclassification change);

    /**
     * Gives an account to another customer from a day on (过户); who had it before stays known by {@link #holders}. A stale version, the
     * customer who has it already, a day that is not later than the one on which he got it, a day in the future or a closed account is a
     * CONFLICT. Recorded in the history.
     */
    Account transfer(CallContext context, String accountNo, int version, String customerNo, LocalDate from);

    /** Who has had an account, oldest first. */
    List<AccountHolder> holders(CallContext context, String accountNo);

    /**
     * Marks an account as in change (变更中) while a change of it is worked on; it is supplied, read and billed as before. Marking it
     * twice changes nothing; a closed account is a CONFLICT.
     */
    Account beginChange(CallContext context, String accountNo);

    /** Takes the mark of {@link #beginChange} away; without the mark nothing happens. */
    Account endChange(CallContext context, String accountNo);

    /**
     * Closes an account (销户) from a day on: it is not billed for that day and later. A stale version or an account that is closed is a
     * CONFLICT. Settling it and taking its meters away come before. Recorded in the history.
     *
     * @param on first day without supply, not in the future and later than the opening
     */
    Account close(CallContext context, String accountNo, int version, LocalDate on);

    /**
     * Agrees another capacity from a day on; the agreement before holds until then. A stale version, or a day that is not later than the
     * first one of the agreement in force, is a CONFLICT. Recorded in the history.
     */
    Account agree(CallContext context, String accountNo, int version, CapacityTerms terms);

    /**
     * Terms of all accounts with {@code fromId <= id <= toId} as they are on a day, in id order; one set-based query. Accounts that
     * are closed on that day are left out. For runs: no scope check.
     *
     * @param on day whose classification and agreement are asked for, be it past or to come
     */
    List<AccountTerms> terms(long fromId, long toId, LocalDate on);

    /** Streams the ids of the accounts of the offices at or below the path that are not closed, in order. For runs: no scope check. */
    void accountIds(String officePath, LongConsumer consumer);

    /** Account numbers and customer names of up to 500 ids, masked like {@link #find}. For runs and lists. */
    Map<Long, Account> byIds(CallContext context, Collection<Long> accountIds);

    /**
     * Who had up to 500 accounts before those who have them now, oldest first, names masked like {@link #holders}; accounts that were with
     * nobody else, and those of other offices, are absent. For lists of what belongs to a time, such as bills.
     */
    Map<Long, List<AccountHolder>> formerHolders(CallContext context, Collection<Long> accountIds);

    /**
     * How the customers of up to 5,000 accounts are reached, unmasked, by account id; unknown ids are absent. One query for 500. For
     * runs and for the server's own letters: no scope check, and never to be shown to a caller.
     */
    Map<Long, Contact> contacts(Collection<Long> accountIds);

    /**
     * Today's terms of the accounts with these numbers, without scope check, at most 5,000 at a time; unknown numbers are absent. For
     * imports, which check the office themselves.
     */
    Map<String, AccountTerms> termsByNumber(Collection<String> accountNos);

    /**
     * Brings in customers with accounts in bulk inside the current unit of work. Validates all rows first; any fault refuses the
     * whole batch. Numbers must be given and new. Needs {@code customer.write}.
     *
     * @param batch at most 5,000 rows
     * @return keys in the order of the batch
     */
    List<LoadedAccount> load(CallContext context, List<AccountLoad> batch);
}
