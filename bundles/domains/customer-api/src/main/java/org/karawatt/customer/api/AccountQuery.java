package org.karawatt.customer.api;


/**
 * Filter of an account search; every part may be null. {@code text} matches the beginning of account number, customer number or
 * phone, or any part of the customer's name or address.
 */
public record AccountQuery(String text, String officeCode, String usageClass, String status) {
}
