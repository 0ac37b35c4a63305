package org.karawatt.desk.api;

/**
 * A contact to be recorded and opened as a case.
 *
 * @param kind code of a {@link ContactType}
 * @param subKind code of one of its sub-kinds; null where none is needed
 * @param channel code of table {@code contact-channel}
 * @param officeCode office that works on it; null for the account's
 * @param accountNo account that it is about; null when the caller has none or does not tell it
 * @param callerName who has spoken to us; null for the customer himself or an unnamed caller
 * @param callerPhone where he can be called back; may be null
 * @param details what he wants, at most 2,000 characters
 * @param area code of table {@code repair-area}; null unless the kind needs it
 * @param billNo bill that it is about; null for none
 * @param readingId reading that it is about, of the same account; null for none
 * @param answer what was answered at once, which ends an enquiry; null when it must be worked on
 */
public record ContactDraft(String kind, String subKind, String channel, String officeCode, String accountNo, String callerName,
        String callerPhone, String details, String area, String billNo, Long readingId, String answer) {
}
