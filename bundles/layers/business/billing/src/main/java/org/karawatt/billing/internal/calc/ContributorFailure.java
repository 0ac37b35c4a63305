package org.karawatt.billing.internal.calc;

import java.util.List;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.kernel.error.KarawattException;

/** A contributor has thrown or has broken a rule; the account is parked and the audit trail tells. */
public final class ContributorFailure extends KarawattException {

    private static final long serialVersionUID = 1L;

    ContributorFailure(String contributor, RuntimeException cause) {
        super(Kind.CONFLICT, BillingErrors.CONTRIBUTOR_FAILED, List.of(), cause, contributor, String.valueOf(cause.getMessage()));
    }
}
