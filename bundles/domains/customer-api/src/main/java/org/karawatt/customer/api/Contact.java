package org.karawatt.customer.api;

/**
 * How the customer of an account is reached. Personal data, unmasked.
 *
 * @param phone may be null
 * @param email may be null
 * @param language {@code zh} or {@code en}
 * @param importance NORMAL, IMPORTANT or VULNERABLE
 * @param usageClass latest one, code of table {@code usage-class}
 * @param status of the account: ACTIVE, IN_CHANGE or CLOSED
 */
public record Contact(long accountId, String accountNo, String address, long officeId, long customerId, String customerNo, String name,
        String phone, String email, String language, String importance, String usageClass, String status) {
}
