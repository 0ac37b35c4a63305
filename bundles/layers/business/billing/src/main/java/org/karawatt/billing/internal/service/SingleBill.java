package org.karawatt.billing.internal.service;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.service.FactReader.Batch;
import org.karawatt.billing.internal.service.FactReader.Cut;
import org.karawatt.billing.internal.service.FactReader.Obstacle;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.BillStore.Billed;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bill by the calculation of the monthly run, or the reason why there is none. Works inside the current unit of work. Thread-safe. */
@Component(service = SingleBill.class, configurationPid = BillingConfig.PID)
public final class SingleBill {

    private static final Logger LOG = LoggerFactory.getLogger(SingleBill.class);

    private final FactReader reader;
    private final BillMaker maker;
    private final Contributors contributors;

    @Activate
    public SingleBill(@Reference BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference Contributors contributors, @Reference HourlySource hourly, BillingConfig config) {
        this.reader = new FactReader(customers, readings, metering, equipment, tariffs, hourly, new BillStore(bulk), new OpeningStore(bulk));
        this.maker = new BillMaker(new BillCalculator(config.fixedItem()));
        this.contributors = contributors;
    }

    /** A bill with the next number of its account and month. */
    record Made(CalculatedBill bill, int seq) {
    }

    /** What the account has used after its bills of the month, up to a day. */
    Made next(AccountTerms account, BillingMonth month, Map<Long, List<Billed>> bills, LocalDate upTo, LocalDate endsOn) {
        return of(account, month, Cut.next(bills.getOrDefault(account.accountId(), List.of()), upTo, endsOn == null), endsOn);
    }

    /** The days of a bill once more. */
    Made again(AccountTerms account, BillingMonth month, Map<Long, List<Billed>> bills, Billed bill, LocalDate endsOn) {
        return of(account, month, Cut.again(bills.getOrDefault(account.accountId(), List.of()), bill), endsOn);
    }

    private Made of(AccountTerms account, BillingMonth month, Cut cut, LocalDate endsOn) {
        Batch batch = reader.read(account, month, cut, endsOn);
        BillMaker.Made made = maker.make(batch, contributors.inOrder(),
                (terms, failure) -> LOG.info("{} has kept account {} from its bill", failure.args(), terms.accountNo()));
        if (!made.obstacles().isEmpty()) {
            Obstacle obstacle = made.obstacles().get(0);
            throw KarawattException.conflict(obstacle.code(), obstacle.args().toArray());
        }
        return new Made(made.bills().get(0), batch.nextSeq(account.accountId()));
    }

    /** The caller with the right to read bills, which whoever makes one has. */
    static CallContext reading(CallContext context) {
        Set<String> permissions = new HashSet<>(context.permissions());
        permissions.add("billing.read");
        return new CallContext(context.user(), permissions, context.scope(), context.locale(), context.channel(), context.reason());
    }
}
