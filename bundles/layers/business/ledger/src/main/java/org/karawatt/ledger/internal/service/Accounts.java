package org.karawatt.ledger.internal.service;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.ledger.api.LedgerErrors;

/** Accounts as the ledger sees them: a number, an id and an office. Thread-safe. */
final class Accounts {

    private final CustomerService customers;
    private final OfficePaths offices;

    Accounts(CustomerService customers, OfficeService offices) {
        this.customers = customers;
        this.offices = new OfficePaths(offices);
    }

    OfficePaths offices() {
        return offices;
    }

    /** The account with this number; unknown or another office's is NOT_FOUND. */
    AccountTerms account(CallContext context, String accountNo) {
        AccountTerms terms = accountNo == null ? null : visible(context, List.of(accountNo)).get(accountNo);
        if (terms == null) {
            throw KarawattException.notFound(LedgerErrors.ACCOUNT_UNKNOWN, String.valueOf(accountNo));
        }
        return terms;
    }

    /** The accounts with these numbers that are the caller's to see. */
    Map<String, AccountTerms> visible(CallContext context, Collection<String> accountNos) {
        return customers.termsByNumber(accountNos).entrySet().stream()
                .filter(entry -> offices.covers(context, entry.getValue().officeId()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Numbers of up to 500 accounts whose office has been checked already. */
    Map<Long, String> numbers(Collection<Long> accountIds) {
        Set<Long> ids = new HashSet<>(accountIds);
        return ids.isEmpty() ? Map.of() : customers.byIds(CallContext.system(), ids).values().stream()
                .collect(Collectors.toMap(Account::id, Account::accountNo));
    }
}
