package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.List;

/** The bill computed again from its stored inputs; {@code differences} is empty when every line is the same to the cent. */
public record ReplayResult(long billId, BigDecimal billed, BigDecimal replayed, List<String> differences) {
}
