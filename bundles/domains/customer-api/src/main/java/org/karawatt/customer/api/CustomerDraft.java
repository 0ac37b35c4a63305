package org.karawatt.customer.api;


/** A customer to be created or changed; idKind, idNumber, phone and email may be null. */
public record CustomerDraft(String kind, String name, String idKind, String idNumber, String phone, String email, String language,
        String importance, String officeCode) {
}
