package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Budget plans (均衡付费): a customer pays the same every month and the rest is settled once a year. Reading needs {@code ledger.read},
 * agreeing, changing and ending {@code payment.plan}; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface BudgetPlanService {

    /** What the instalment of an account would be; fewer bills than are needed is a CONFLICT. */
    PlanProposal propose(CallContext context, String accountNo);

    /** Agrees on a plan; a second one while one runs is a CONFLICT. */
    BudgetPlan agree(CallContext context, PlanDraft draft);

    /** A plan; unknown or another office's is NOT_FOUND. */
    BudgetPlan plan(CallContext context, long id);

    /** Plans of an account, newest first, at most 20. */
    List<BudgetPlan> ofAccount(CallContext context, String accountNo);

    /**
     * What plans ask for in place of bills, by the id of the bill; bills that no plan has taken over, and those of other offices, are absent.
     * More than 500 bills are INVALID.
     */
    Map<Long, PlannedBill> ofBills(CallContext context, Collection<Long> billIds);

    /**
     * Running plans by id.
     *
     * @param reviewOnly only those whose balance has run away and whose instalment nobody has looked at since
     */
    Page<BudgetPlan> running(CallContext context, boolean reviewOnly, PageRequest page);

    /** Asks for another instalment from a month on that has no instalment yet; answers a review, also with the same amount. */
    BudgetPlan change(CallContext context, long id, BillingMonth fromMonth, BigDecimal instalment);

    /** Ends a plan today: what it carries falls due after the configured days, or is credited. */
    BudgetPlan end(CallContext context, long id);
}
