package org.karawatt.simulation.internal.service;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.karawatt.billing.api.BillFigureService;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyReport;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.billing.api.StudyService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.WhatIfService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.simulation.internal.calc.Effects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The picture of comparison studies; billing computes them. Thread-safe. */
@Component
public final class DefaultWhatIfService implements WhatIfService {

    private static final String READ = "decision.read";
    private static final PageRequest TOP = PageRequest.first(20);
    private static final PageRequest KEPT = PageRequest.first(100);

    private final StudyService studies;
    private final BillFigureService figures;
    private final OfficeService offices;
    private final RunService runs;

    @Activate
    public DefaultWhatIfService(@Reference(policyOption = ReferencePolicyOption.GREEDY) StudyService studies,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillFigureService figures,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs) {
        this.studies = studies;
        this.figures = figures;
        this.offices = offices;
        this.runs = runs;
    }

    @Override
    public Run start(CallContext context, BillingMonth month, String officeCode, String fromTariff, long toTariffId) {
        context.require(READ);
        return studies.start(context, new StudyRequest(StudyKind.COMPARISON, month, officeCode, fromTariff, toTariffId));
    }

    @Override
    public List<Study> studies(CallContext context) {
        context.require(READ);
        return studies.studies(context, StudyKind.COMPARISON, KEPT).items();
    }

    @Override
    public Run stop(CallContext context, long runId) {
        return runs.stop(context, comparison(context, runId).run().id());
    }

    @Override
    public void export(CallContext context, long runId, OutputStream out) {
        done(context, runId);
        studies.export(context, runId, out);
    }

    private Study comparison(CallContext context, long runId) {
        context.require(READ);
        Study study = studies.study(context, runId);
        if (study.kind() != StudyKind.COMPARISON) {
            throw KarawattException.conflict(DecisionErrors.STUDY_KIND, runId);
        }
        return study;
    }

    private Study done(CallContext context, long runId) {
        Study study = comparison(context, runId);
        if (study.report() == null) {
            throw KarawattException.conflict(DecisionErrors.STUDY_OPEN, runId);
        }
        return study;
    }

    @Override
    public Picture picture(CallContext context, long runId) {
        Study study = done(context, runId);
        StudyReport report = study.report();
        Effects effects = new Effects();
        figures.study(context, runId, effects::add);
        Map<Long, Office> names = offices.offices(CallContext.system()).stream().collect(Collectors.toMap(Office::id, office -> office));
        List<Effect> byOffice = effects.offices().entrySet().stream().map(each -> {
            Office office = names.get(each.getKey());
            Effects.Sum sum = each.getValue();
            return effect(office == null ? String.valueOf(each.getKey()) : office.code(), office == null ? "" : office.nameZh(),
                    office == null ? "" : office.nameEn(), sum.accounts(), sum.energy(), sum.before(), sum.after(), sum.winners(), sum.losers());
        }).sorted(Comparator.comparing(Effect::difference).reversed()).toList();
        List<Effect> byClass = report.byClass().stream().map(DefaultWhatIfService::effect).toList();
        return new Picture(study, sum(byClass), byClass, report.byDecile().stream().map(DefaultWhatIfService::effect).toList(), byOffice,
                effects.histogram(), top(context, runId, StudyQuery.Order.LOSS), top(context, runId, StudyQuery.Order.GAIN));
    }

    /** Only those who lose, or gain, at all. */
    private List<StudyAccount> top(CallContext context, long runId, StudyQuery.Order order) {
        int wanted = order == StudyQuery.Order.LOSS ? 1 : -1;
        return studies.accounts(context, runId, new StudyQuery(order, null, null, null), TOP).items().stream()
                .filter(account -> account.difference() != null && account.difference().signum() == wanted).toList();
    }

    private static Effect effect(StudyReport.Group group) {
        return effect(group.key(), group.nameZh(), group.nameEn(), group.accounts(), group.kwh(), group.before(), group.after(),
                group.winners(), group.losers());
    }

    private static Effect effect(String key, String zh, String en, long accounts, BigDecimal kwh, BigDecimal before, BigDecimal after,
            long winners, long losers) {
        return new Effect(key, zh, en, accounts, kwh, before, after, after.subtract(before), Effects.percent(before, after), winners, losers);
    }

    private static Effect sum(List<Effect> parts) {
        BigDecimal kwh = BigDecimal.ZERO;
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal after = BigDecimal.ZERO;
        long accounts = 0;
        long winners = 0;
        long losers = 0;
        for (Effect part : parts) {
            kwh = kwh.add(part.energyKwh());
            before = before.add(part.before());
            after = after.add(part.after());
            accounts += part.accounts();
            winners += part.winners();
            losers += part.losers();
        }
        return effect("", "合计", "All", accounts, kwh, before, after, winners, losers);
    }
}
