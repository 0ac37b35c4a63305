package org.karawatt.customer.api;

import java.time.LocalDate;

/**
 * Who has or had an account, from a day on. The name is masked unless the caller may see it ({@code customer.reveal}).
 *
 * @param from first day
 * @param to day from which somebody else has it; null for who has it now
 */
public record AccountHolder(long customerId, String customerNo, String name, LocalDate from, LocalDate to) {
}
