package org.karawatt.customer.api;

import java.time.LocalDate;

/**
 * A person or organisation (用电客户). Personal fields are masked unless the caller may see them ({@code customer.reveal}).
 *
 * @param kind PERSON or ORGANISATION
 * @param idKind code of table {@code id-kind}; may be null
 * @param language {@code zh} or {@code en}
 * @param importance NORMAL, IMPORTANT or VULNERABLE
 * @param status ACTIVE or CLOSED
 */
public record Customer(long id, String customerNo, String kind, String name, String idKind, String idNumber, String phone,
        String email, String language, String importance, long officeId, String status, LocalDate createdOn, int version) {
}
