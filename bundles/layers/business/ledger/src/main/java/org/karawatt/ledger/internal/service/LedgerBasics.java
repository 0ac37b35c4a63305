package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.internal.calc.LateFees;
import org.karawatt.ledger.internal.store.BasicsStore;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the ledger accounts and, in an empty database, the usual late-fee rules are there before anything is booked. The
 * rates are those of the Chinese supply regulations: one per mille a day for households; for others two per mille in the year of the
 * debt and three after it; at least one yuan (rules C.13).
 */
@Component(service = LedgerBasics.class)
public final class LedgerBasics {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerBasics.class);
    /** The year of the regulations that these rates come from. */
    private static final LocalDate SINCE = LocalDate.of(1996, 1, 1);
    private static final List<LateFees.Rule> RULES = List.of(
            new LateFees.Rule("RESIDENTIAL", SINCE, null, new BigDecimal("0.001"), new BigDecimal("0.001"), BigDecimal.ONE, 0),
            new LateFees.Rule(LateFees.OTHERS, SINCE, null, new BigDecimal("0.002"), new BigDecimal("0.003"), BigDecimal.ONE, 0));

    @Activate
    public LedgerBasics(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference Numbering numbering) {
        BasicsStore store = new BasicsStore(bulk);
        try {
            work.required(() -> {
                store.addAccounts();
                store.addRules(RULES, numbering::nextId);
            });
        } catch (DuplicateKeyException e) {
            LOG.debug("another server has just loaded accounts and rules", e);
        }
    }
}
