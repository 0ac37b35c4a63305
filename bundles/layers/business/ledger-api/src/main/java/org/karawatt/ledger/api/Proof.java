package org.karawatt.ledger.api;

import java.util.List;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.kernel.time.BillingMonth;

/** The proof of a month: every check with its two figures. */
public record Proof(BillingMonth month, String officeCode, List<ProofCheck> checks) {

    public Proof {
        checks = List.copyOf(checks);
    }

    public boolean holds() {
        return checks.stream().allMatch(ProofCheck::holds);
    }
}
