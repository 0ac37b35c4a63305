package org.karawatt.customer.api;


/** An account brought in by bulk load: keys that the caller goes on with. */
public record LoadedAccount(long accountId, String accountNo, long officeId) {
}
