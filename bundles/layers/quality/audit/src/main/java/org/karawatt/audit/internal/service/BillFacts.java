package org.karawatt.audit.internal.service;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karawatt.audit.internal.calc.Populations;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillingService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.quality.api.Formula;
import org.karawatt.quality.spi.AuditWindow;
import org.karawatt.quality.spi.Fact;
import org.karawatt.quality.spi.FactSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Issued bills of the month, each beside the bill of the month before. */
@Component
public final class BillFacts implements FactSource {

    private final CustomerService customers;
    private final BillingService billing;

    @Activate
    public BillFacts(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing) {
        this.customers = customers;
        this.billing = billing;
    }

    @Override
    public String population() {
        return Populations.BILL;
    }

    @Override
    public Map<String, Formula.Type> fields() {
        return Populations.of(Populations.BILL);
    }

    @Override
    public void read(AuditWindow window, long fromAccount, long toAccount, Consumer<Fact> facts) {
        Map<Long, String> numbers = customers.terms(fromAccount, toAccount, window.month().next().firstDay().minusDays(1)).stream()
                .collect(Collectors.toMap(AccountTerms::accountId, AccountTerms::accountNo));
        Map<Long, Bill> before = billing.issued(fromAccount, toAccount, window.month().previous()).stream()
                .collect(Collectors.toMap(Bill::accountId, Function.identity(), (one, other) -> other));
        for (Bill bill : billing.issued(fromAccount, toAccount, window.month())) {
            String number = numbers.get(bill.accountId());
            if (number != null) {
                facts.accept(new Fact(bill.accountId(), number, bill.officeId(), "bill " + Bill.number(bill.month(), bill.id()),
                        values(bill, before.get(bill.accountId()))));
            }
        }
    }

    private static Map<String, Object> values(Bill bill, Bill before) {
        Map<String, Object> values = new HashMap<>();
        values.put("usageClass", bill.usageClass());
        values.put("tariffCode", bill.tariffCode());
        values.put("amount", bill.amount());
        values.put("kwh", bill.energyKwh());
        values.put("days", BigDecimal.valueOf(ChronoUnit.DAYS.between(bill.periodFrom(), bill.periodTo())));
        AccountFacts.put(values, "averagePrice", averagePrice(bill));
        if (before != null) {
            values.put("amountBefore", before.amount());
            values.put("kwhBefore", before.energyKwh());
            AccountFacts.put(values, "averagePriceBefore", averagePrice(before));
        }
        return values;
    }

    private static BigDecimal averagePrice(Bill bill) {
        return bill.energyKwh().signum() == 0 ? null : bill.amount().divide(bill.energyKwh(), MathContext.DECIMAL64);
    }
}
