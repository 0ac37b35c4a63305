package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.PointRuleDraft;

/** Points that bear the losses of a transformer follow it when another one takes its place (rules C.6). */
final class LossTransformer {

    private LossTransformer() {
    }

    /** Has the points of an account bear the losses of another transformer from a day on, where they have borne those of the first. */
    static void change(Domains domains, CallContext acting, long accountId, long before, long after, LocalDate from) {
        List<PointRule> rules = domains.metering.rules(acting, accountId).stream()
                .filter(rule -> rule.validTo() == null && Long.valueOf(before).equals(rule.loss().transformerId())).toList();
        if (rules.isEmpty()) {
            return;
        }
        Map<Long, String> numbers = domains.metering.points(acting, accountId).stream()
                .collect(Collectors.toMap(MeteringPoint::id, MeteringPoint::pointNo));
        Function<Long, String> number = id -> id == null ? null : numbers.get(id);
        for (PointRule rule : rules) {
            PointLoss loss = rule.loss();
            domains.metering.setRule(acting, new PointRuleDraft(number.apply(rule.pointId()), from, rule.calculation(), rule.fixedKwh(),
                    rule.ratioPct(), rule.priceItem(), number.apply(rule.parentId()), rule.connection(),
                    new PointLoss(loss.method(), loss.table(), after, loss.kwh(), loss.kvarh(), loss.copperPct(), loss.sharePct(),
                            loss.linePct(), loss.lineBase(), loss.spread(), loss.decimals()), rule.standbyGroup()));
        }
    }
}
