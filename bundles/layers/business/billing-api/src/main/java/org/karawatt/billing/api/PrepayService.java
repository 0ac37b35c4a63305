package org.karawatt.billing.api;

import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** What is left of an account's balance today (费控测算, rules C.18). Needs {@code billing.read}; limited to the caller's offices. Thread-safe. */
@ProviderType
public interface PrepayService {

    /**
     * Estimates what the energy used since the last bill costs and what is left of the balance. Capacity, power factor and fees come with
     * the bill and are not estimated. Nothing is stored.
     *
     * @throws org.karawatt.kernel.error.KarawattException NOT_FOUND for an unknown account or another office's; CONFLICT when nothing tells
     *     the use since the last bill, when the tariff has no price for energy alone, or when no limits are in force
     */
    Prepay estimate(CallContext context, String accountNo);
}
