package org.karawatt.billing.spi;

import java.util.List;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingInput;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds lines to a bill after rating, in the order of the configured list. Drafts in, drafts out: the rated bill itself cannot be
 * changed; an exception parks the account.
 */
@ConsumerType
public interface BillContributor {

    /** Name by which the configuration orders it. */
    String name();

    /** Lines to add; an empty list when there is nothing to add. */
    List<RatedLine> contribute(RatingInput input, RatedBill bill);
}
