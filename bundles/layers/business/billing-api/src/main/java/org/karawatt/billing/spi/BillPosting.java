package org.karawatt.billing.spi;

import java.util.List;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Books issued bills. Called inside the unit of work that stores the bills, so that bills, receivables and bookings commit
 * together. Exactly one is used: the one with the highest service ranking.
 */
@ConsumerType
public interface BillPosting {

    /** Books a batch of up to a few thousand bills. */
    void post(List<IssuedBill> bills);

    /**
     * Takes booked bills back: their receivables and bookings are reversed, and what was paid on them becomes free as an advance, which
     * {@link #post} applies to the bill that is booked next.
     */
    void reverse(List<ReversedBill> bills);

    /** Proves that bills, receivables and bookings of a month agree below an office path. */
    List<ProofCheck> prove(BillingMonth month, String officePath);
}
