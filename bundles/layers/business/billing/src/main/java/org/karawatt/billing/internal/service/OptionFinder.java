package org.karawatt.billing.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.TariffOptions;
import org.karawatt.billing.api.TariffOptions.MonthTotal;
import org.karawatt.billing.api.TariffOptions.Option;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.calc.Repricing;
import org.karawatt.billing.internal.store.StudyStore.StoredBill;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffService;

/** What an account would have paid on each tariff open to it. Thread-safe. */
final class OptionFinder {

    private final TariffService tariffs;
    private final Contributors contributors;
    private final BillCalculator calculator;
    private final ObjectMapper json = new ObjectMapper();

    OptionFinder(TariffService tariffs, Contributors contributors, BillCalculator calculator) {
        this.tariffs = tariffs;
        this.contributors = contributors;
        this.calculator = calculator;
    }

    /** @param bills newest first */
    TariffOptions find(CallContext context, AccountTerms terms, List<StoredBill> bills) {
        if (bills.isEmpty()) {
            throw KarawattException.conflict(BillingErrors.NOTHING_BILLED, terms.accountNo());
        }
        Collections.reverse(bills);
        StoredBill last = bills.get(bills.size() - 1);
        BigDecimal billed = bills.stream().map(StoredBill::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BillContributor> adding = contributors.inOrder();
        List<Option> options = new ArrayList<>();
        candidates(terms, last).forEach((code, info) -> options.add(option(context, code, info, bills, billed, adding)));
        options.sort(Comparator.comparing(Option::total, Comparator.nullsLast(Comparator.naturalOrder())).thenComparing(Option::tariffCode));
        return new TariffOptions(terms.accountNo(), bills.stream().map(StoredBill::month).distinct().toList(), billed, options);
    }

    /** The latest version of each tariff open to the account, and the tariff of its last bill in any case. */
    private Map<String, TariffInfo> candidates(AccountTerms terms, StoredBill last) {
        CallContext system = CallContext.system();
        Map<String, TariffInfo> latest = new TreeMap<>();
        for (TariffInfo info : tariffs.tariffs(system)) {
            if (info.offered() && info.usageClass().equals(last.usageClass())) {
                latest.merge(info.tariffCode(), info, (one, other) -> other.validFrom().isBefore(one.validFrom()) ? one : other);
            }
        }
        latest.values().removeIf(info -> !info.tariffCode().equals(last.tariffCode()) && !fitsVoltage(tariffs.tariff(system, info.id()), terms));
        Map<String, TariffInfo> open = new LinkedHashMap<>(latest);
        open.computeIfAbsent(last.tariffCode(), code -> tariffs.tariff(system, last.tariffId()));
        return open;
    }

    private boolean fitsVoltage(TariffInfo info, AccountTerms terms) {
        JsonNode voltages;
        try {
            voltages = json.readTree(info.definition()).path("voltages");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored definition of tariff " + info.id() + " is damaged", e);
        }
        if (voltages.isEmpty()) {
            return true;
        }
        for (JsonNode voltage : voltages) {
            if (voltage.asText().equals(terms.voltageCode())) {
                return true;
            }
        }
        return false;
    }

    private Option option(CallContext context, String code, TariffInfo info, List<StoredBill> bills, BigDecimal billed,
            List<BillContributor> adding) {
        boolean current = code.equals(bills.get(bills.size() - 1).tariffCode());
        Map<BillingMonth, BigDecimal> byMonth = new TreeMap<>();
        Long tariffId = null;
        CalculatedBill before = null;
        for (StoredBill bill : bills) {
            try {
                // his own bills by the very version that priced them, others by what was in force on the last day
                PricedTariff tariff = bill.tariffCode().equals(code) ? tariffs.plan(bill.tariffId())
                        : tariffs.plan(code, bill.calculation().record().bill().billingMonth().next().firstDay().minusDays(1));
                if (!tariff.plan().currency().getCurrencyCode().equals(bill.currency())) {
                    throw KarawattException.conflict(BillingErrors.OTHER_CURRENCY, bill.currency(), tariff.plan().currency());
                }
                before = bill.tariffCode().equals(code) ? calculator.replay(bill.calculation(), BillPlans.of(tariffs, tariff), adding)
                        : Repricing.following(calculator, bill.calculation().record(), tariff.plan(), adding, before);
                byMonth.merge(bill.month(), before.amount(), BigDecimal::add);
                tariffId = tariff.tariffId();
            } catch (KarawattException e) {
                if (e.kind() == KarawattException.Kind.UNAVAILABLE) {
                    throw e;
                }
                String reason = e.faults().isEmpty() ? e.message(context.locale()) : e.faults().get(0).message(context.locale());
                return new Option(tariffId, code, info.nameZh(), info.nameEn(), current, null, null, List.of(), bill.month() + ": " + reason);
            }
        }
        BigDecimal total = byMonth.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Option(tariffId, code, info.nameZh(), info.nameEn(), current, total, total.subtract(billed),
                byMonth.entrySet().stream().map(e -> new MonthTotal(e.getKey(), e.getValue())).toList(), null);
    }
}
