package org.karawatt.billing.internal.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.internal.calc.AccountFacts;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.calc.ContributorFailure;
import org.karawatt.billing.internal.service.FactReader.Batch;
import org.karawatt.billing.internal.service.FactReader.Obstacle;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.error.KarawattException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the bills of a batch of accounts; what fails is an obstacle of that account. Billing run and trial run share it. Thread-safe. */
final class BillMaker {

    private static final Logger LOG = LoggerFactory.getLogger(BillMaker.class);

    private final BillCalculator calculator;

    BillMaker(BillCalculator calculator) {
        this.calculator = calculator;
    }

    /**
     * Bills of a batch.
     *
     * @param obstacles those of the batch, and of accounts whose calculation failed
     */
    record Made(List<CalculatedBill> bills, List<Obstacle> obstacles) {
    }

    /** @param onContributorFailure told the account and the failure of a contributor, whose account is an obstacle then */
    Made make(Batch batch, List<BillContributor> contributors, BiConsumer<AccountTerms, ContributorFailure> onContributorFailure) {
        List<Obstacle> obstacles = new ArrayList<>(batch.obstacles());
        List<CalculatedBill> bills = new ArrayList<>(batch.facts().size());
        for (AccountFacts facts : batch.facts()) {
            try {
                bills.add(calculator.calculate(facts, contributors));
            } catch (ContributorFailure e) {
                LOG.warn("account {} cannot be billed", facts.terms().accountNo(), e);
                onContributorFailure.accept(facts.terms(), e);
                obstacles.add(Obstacle.of(facts.terms(), e));
            } catch (KarawattException e) {
                obstacles.add(Obstacle.of(facts.terms(), e));
            } catch (RuntimeException e) {
                LOG.warn("account {} cannot be billed", facts.terms().accountNo(), e);
                obstacles.add(Obstacle.of(facts.terms(), BillingErrors.CALCULATION_FAILED, facts.terms().accountNo(), e.toString()));
            }
        }
        return new Made(bills, obstacles);
    }
}
