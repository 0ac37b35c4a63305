package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.service.FactReader.Obstacle;
import org.karawatt.billing.internal.store.HoldStore;
import org.karawatt.billing.internal.store.HoldStore.Found;
import org.karawatt.billing.internal.store.HoldStore.Held;
import org.karawatt.billing.internal.store.HoldStore.History;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;

/**
 * Holds bills that pass a limit until somebody has released the very amount (电费异常校核). It costs a batch one query for the months
 * before, and one more only when a bill passes a limit. Works inside the current unit of work. Thread-safe.
 */
final class BillGuard {

    private static final int MOST_MONTHS = 24;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final HoldStore store;
    private final int percent;
    private final int months;
    private final BigDecimal floor;
    private final BigDecimal mostAmount;
    private final BigDecimal mostKwh;

    BillGuard(HoldStore store, BillingConfig config) {
        this.store = store;
        this.percent = config.guardPercent();
        this.months = Math.max(1, Math.min(MOST_MONTHS, config.guardMonths()));
        this.floor = BigDecimal.valueOf(config.guardFloor());
        this.mostAmount = BigDecimal.valueOf(config.guardAmount());
        this.mostKwh = BigDecimal.valueOf(config.guardKwh());
    }

    /** Bills that may be issued, and those that are held, as obstacles of their accounts. */
    record Checked(List<CalculatedBill> free, List<Obstacle> held) {
    }

    /** Which of the bills pass a limit, and which limit, by account. */
    Map<Long, Obstacle> suspects(List<CalculatedBill> bills, BillingMonth month) {
        if (bills.isEmpty() || percent <= 0 && mostAmount.signum() <= 0 && mostKwh.signum() <= 0) {
            return Map.of();
        }
        long from = bills.stream().mapToLong(bill -> bill.facts().terms().accountId()).min().orElseThrow();
        long to = bills.stream().mapToLong(bill -> bill.facts().terms().accountId()).max().orElseThrow();
        Map<Long, History> history = percent <= 0 ? Map.of() : store.history(from, to, month, months);
        Map<Long, Obstacle> suspects = new LinkedHashMap<>();
        for (CalculatedBill bill : bills) {
            Obstacle suspect = suspect(bill, history.get(bill.facts().terms().accountId()));
            if (suspect != null) {
                suspects.put(bill.facts().terms().accountId(), suspect);
            }
        }
        return suspects;
    }

    private Obstacle suspect(CalculatedBill bill, History history) {
        AccountTerms terms = bill.facts().terms();
        BigDecimal amount = bill.amount();
        if (mostAmount.signum() > 0 && amount.compareTo(mostAmount) > 0) {
            return Obstacle.of(terms, BillingErrors.HELD_BY_AMOUNT, terms.accountNo(), amount, mostAmount);
        }
        if (mostKwh.signum() > 0 && bill.energyKwh().compareTo(mostKwh) > 0) {
            return Obstacle.of(terms, BillingErrors.HELD_BY_ENERGY, terms.accountNo(), plain(bill.energyKwh()), mostKwh);
        }
        BigDecimal mean = history == null ? null : history.mean();
        if (percent <= 0 || mean == null || amount.compareTo(floor) < 0) {
            return null;
        }
        BigDecimal expected = mean.multiply(BigDecimal.valueOf(bill.input().monthsCovered()));
        BigDecimal limit = expected.multiply(BigDecimal.valueOf(percent).add(HUNDRED)).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        return amount.compareTo(limit) <= 0 ? null : Obstacle.of(terms, BillingErrors.HELD_BY_MEAN, terms.accountNo(), amount, mean, percent);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /** Lets through what passes no limit and what was released as it is; holds the rest. */
    Checked check(List<CalculatedBill> bills, BillingMonth month, long runId, Numbering numbering, Instant now) {
        Map<Long, Obstacle> suspects = suspects(bills, month);
        if (suspects.isEmpty()) {
            return new Checked(bills, List.of());
        }
        long from = suspects.keySet().stream().mapToLong(Long::longValue).min().orElseThrow();
        long to = suspects.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        Map<Long, Found> known = store.found(from, to, month);
        List<CalculatedBill> free = new ArrayList<>(bills.size());
        List<Obstacle> held = new ArrayList<>();
        for (CalculatedBill bill : bills) {
            long account = bill.facts().terms().accountId();
            Obstacle suspect = suspects.get(account);
            Found found = known.get(account);
            Held present = suspect == null ? null : held(bill, month, runId, suspect, now);
            if (suspect == null || found != null && found.released() && found.isOf(present.amount(), present.kwh())) {
                free.add(bill);
                continue;
            }
            held.add(suspect);
            if (found == null) {
                store.insert(numbering.nextId(), present);
            } else if (!found.isOf(present.amount(), present.kwh())) {
                store.change(found.id(), present);
            }
        }
        return new Checked(free, held);
    }

    private static Held held(CalculatedBill bill, BillingMonth month, long runId, Obstacle suspect, Instant now) {
        AccountTerms terms = bill.facts().terms();
        Object[] args = suspect.args().toArray();
        return new Held(terms.accountId(), terms.accountNo(), month, terms.officeId(), terms.usageClass(), runId,
                bill.amount().setScale(2, RoundingMode.HALF_UP), bill.rated().currency().getCurrencyCode(),
                bill.energyKwh().setScale(4, RoundingMode.HALF_UP), suspect.code().code(),
                suspect.code().message(Locale.CHINESE, args), suspect.code().message(Locale.ENGLISH, args), now);
    }
}
