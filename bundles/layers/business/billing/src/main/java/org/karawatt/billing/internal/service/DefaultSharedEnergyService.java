package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.billing.api.SharedEnergyService;
import org.karawatt.billing.api.SharedMonth;
import org.karawatt.billing.internal.calc.SharedProduction;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingGroup.Member;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds up what a group has shared in a month. */
@Component(service = SharedEnergyService.class)
public final class DefaultSharedEnergyService implements SharedEnergyService {

    private final HourlySource source;
    private final BusinessClock clock;

    @Activate
    public DefaultSharedEnergyService(@Reference HourlySource source, @Reference BusinessClock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Energy of a member while it is added up. */
    private static final class Sum {
        private BigDecimal used = BigDecimal.ZERO;
        private BigDecimal shared = BigDecimal.ZERO;
    }

    @Override
    public SharedMonth shared(CallContext context, String groupNo, BillingMonth month) {
        new Faults().text("groupNo", groupNo, 24).required("month", month).throwIfAny();
        SharingGroup group = source.sharing().group(context, groupNo);
        Set<Long> accounts = new HashSet<>(Set.of(group.accountId()));
        Map<String, Long> numbers = new TreeMap<>();
        for (Member member : group.members()) {
            if (member.validity().overlaps(month.period())) {
                accounts.add(member.accountId());
                numbers.put(member.accountNo(), member.accountId());
            }
        }
        SharedProduction production = new SharedProduction(group, source.curves().curves(accounts, month.period()));
        Map<Long, Sum> sums = new TreeMap<>();
        List<SharedMonth.Day> days = new ArrayList<>();
        BigDecimal produced = BigDecimal.ZERO;
        BigDecimal surplus = BigDecimal.ZERO;
        LocalDate end = month.next().firstDay();
        for (LocalDate day = month.firstDay(); day.isBefore(end) && day.isBefore(clock.today()); day = day.plusDays(1)) {
            SharedProduction.Day shared = production.day(day);
            shared.used().forEach((account, curve) -> {
                Sum sum = sums.computeIfAbsent(account, id -> new Sum());
                sum.used = sum.used.add(kwh(curve));
                sum.shared = sum.shared.add(kwh(shared.shared().get(account)));
            });
            days.add(new SharedMonth.Day(day, kwh(shared.produced()), kwh(shared.produced()).subtract(kwh(shared.surplus()))));
            produced = produced.add(kwh(shared.produced()));
            surplus = surplus.add(kwh(shared.surplus()));
        }
        List<SharedMonth.Part> parts = numbers.entrySet().stream().map(each -> {
            Sum sum = sums.getOrDefault(each.getValue(), new Sum());
            return new SharedMonth.Part(each.getValue(), each.getKey(), sum.used, sum.shared);
        }).toList();
        return new SharedMonth(groupNo, month, produced, surplus, parts, days);
    }

    private static BigDecimal kwh(DayCurve curve) {
        return curve.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
