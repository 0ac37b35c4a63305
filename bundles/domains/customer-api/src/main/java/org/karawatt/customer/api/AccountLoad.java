package org.karawatt.customer.api;


/** One customer with one account, for bulk load. */
public record AccountLoad(CustomerDraft customer, String customerNo, AccountDraft account) {
}
