package org.karawatt.billing.internal.service;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyReport;
import org.karawatt.billing.api.StudyReport.Group;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.billing.api.StudyService;
import org.karawatt.billing.api.TariffOptions;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.StudySums;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.store.StudyStore;
import org.karawatt.billing.internal.store.StudyStore.Exported;
import org.karawatt.billing.internal.store.StudyStore.Header;
import org.karawatt.billing.internal.store.StudyStore.Total;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTables;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Studies as people ask for them; the run itself is {@link StudyRunHandler}. */
@Component(service = StudyService.class, configurationPid = BillingConfig.PID)
public final class DefaultStudyService implements StudyService {

    private static final String READ = "billing.read";
    private static final int EXPORT_PAGE = 2000;
    private static final int DECILES = 10;

    private final UnitOfWork unit;
    private final RunService runs;
    private final CodeService codes;
    private final CustomerService customers;
    private final BusinessClock clock;
    private final OfficePaths offices;
    private final StudyStore store;
    private final StudyPurge purge;
    private final OptionFinder options;

    @Activate
    public DefaultStudyService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference Contributors contributors, BillingConfig config) {
        this.unit = unit;
        this.runs = runs;
        this.codes = codes;
        this.customers = customers;
        this.clock = clock;
        this.offices = new OfficePaths(offices);
        this.store = new StudyStore(bulk);
        this.purge = new StudyPurge(unit, store, runs, config.studies());
        this.options = new OptionFinder(tariffs, contributors, new BillCalculator(config.fixedItem()));
    }

    @Deactivate
    void deactivate() {
        purge.close();
    }

    @Override
    public Run start(CallContext context, StudyRequest request) {
        Map<String, String> params = new HashMap<>();
        put(params, StudyRunHandler.KIND, request.kind());
        put(params, StudyRunHandler.MONTH, request.month());
        put(params, StudyRunHandler.OFFICE, request.officeCode());
        put(params, StudyRunHandler.FROM_TARIFF, request.fromTariff());
        put(params, StudyRunHandler.TO_TARIFF, request.toTariffId());
        Run run = runs.start(context, StudyRunHandler.RUN, params);
        purge.begin();
        return run;
    }

    private static void put(Map<String, String> params, String name, Object value) {
        if (value != null) {
            params.put(name, value.toString());
        }
    }

    @Override
    public Page<Study> studies(CallContext context, StudyKind kind, PageRequest page) {
        context.require(READ);
        List<Header> visible = unit.readOnly(store::headers).stream()
                .filter(study -> (kind == null || study.kind() == kind) && isVisible(context, study)).toList();
        List<Study> items = visible.stream().skip(page.offset()).limit(page.limit()).map(study -> study(study, null)).toList();
        return Page.of(items, page, visible.size());
    }

    private Study study(Header study, StudyReport report) {
        return new Study(runs.run(CallContext.system(), study.runId()), study.kind(), study.month(), study.officeCode(), study.fromTariff(),
                study.toTariffId(), report);
    }

    /** A study that covers offices of the caller, all of them or some. */
    private static boolean isVisible(CallContext context, Header study) {
        return context.scope().covers(study.officePath())
                || context.scope().paths().stream().anyMatch(path -> path.startsWith(study.officePath()));
    }

    private Header visible(CallContext context, long runId) {
        return store.header(runId).or(() -> planned(runId)).filter(study -> isVisible(context, study))
                .orElseThrow(() -> KarawattException.notFound(BillingErrors.STUDY_UNKNOWN, runId));
    }

    /** A study that has just been asked for is stored when its run plans it; its address answers before. */
    private Optional<Header> planned(long runId) {
        Run run;
        try {
            run = runs.run(CallContext.system(), runId);
        } catch (KarawattException e) {
            if (e.kind() == KarawattException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
        return run.kind().equals(StudyRunHandler.RUN) && run.status() == RunStatus.PLANNING
                ? Optional.of(StudyRunHandler.header(runId, run.params(), offices)) : Optional.empty();
    }

    @Override
    public Study study(CallContext context, long runId) {
        context.require(READ);
        Header study = unit.readOnly(() -> visible(context, runId));
        return study(study, study.done() ? report(unit.readOnly(() -> store.totals(runId, context.scope()))) : null);
    }

    private StudyReport report(List<Total> totals) {
        Total all = Total.all(totals);
        Map<String, Code> classes = codes.codes(CallContext.system(), CodeTables.USAGE_CLASS, clock.today()).stream()
                .collect(Collectors.toMap(Code::code, code -> code, (one, other) -> one));
        List<Group> byClass = groups(totals, StudySums.CLASS, Comparator.comparing(Group::key), (item, zh) -> classes.containsKey(item)
                ? zh ? classes.get(item).nameZh() : classes.get(item).nameEn() : item);
        List<Group> byTier = groups(totals, StudySums.TIER, Comparator.comparing(Group::key), DefaultStudyService::tier);
        List<Group> byDecile = groups(totals, StudySums.DECILE, Comparator.comparingInt(group -> Integer.parseInt(group.key())),
                DefaultStudyService::decile);
        return new StudyReport(all.accounts(), all.failed(), all.different(), all.withoutBefore(), all.before(), all.after(),
                all.difference(), byClass, byTier, byDecile);
    }

    private static List<Group> groups(List<Total> totals, String dimension, Comparator<Group> order,
            BiFunction<String, Boolean, String> name) {
        return totals.stream().filter(total -> total.dimension().equals(dimension))
                .map(total -> new Group(total.item(), name.apply(total.item(), true), name.apply(total.item(), false), total.accounts(),
                        total.kwh(), total.before(), total.after(), total.difference(), total.winners(), total.losers()))
                .sorted(order).toList();
    }

    private static String tier(String item, boolean zh) {
        if (item.equals(StudySums.NONE)) {
            return zh ? "无阶梯" : "No tiers";
        }
        return zh ? "第" + item + "档" : "Tier " + item;
    }

    private static String decile(String item, boolean zh) {
        String which = item.equals("1") ? zh ? "（用电最少）" : " (least use)"
                : item.equals(String.valueOf(DECILES)) ? zh ? "（用电最多）" : " (most use)" : "";
        return (zh ? "第" + item + "十分位" : "Decile " + item) + which;
    }

    @Override
    public Page<StudyAccount> accounts(CallContext context, long runId, StudyQuery query, PageRequest page) {
        context.require(READ);
        if (query.decile() != null && (query.decile() < 1 || query.decile() > DECILES)) {
            new Faults().add("decile", KernelErrors.OUT_OF_RANGE, 1, DECILES).throwIfAny();
        }
        return unit.readOnly(() -> {
            visible(context, runId);
            return store.accounts(runId, query, context.scope(), context.locale(), page);
        });
    }

    @Override
    public void export(CallContext context, long runId, OutputStream out) {
        context.require(READ);
        unit.readOnly(() -> visible(context, runId));
        try {
            BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            CsvWriter csv = CsvWriter.builder().build(text);
            csv.writeRecord("account_no", "usage_class", "tier", "decile", "kwh", "before", "after", "difference", "bill_no", "outcome",
                    "code", "message");
            List<Exported> rows;
            long[] last = {Long.MIN_VALUE};
            do {
                // pages of their own, so that a slow reader holds no transaction
                rows = unit.readOnly(() -> store.export(runId, last[0], EXPORT_PAGE, context.scope(), context.locale()));
                for (Exported row : rows) {
                    StudyAccount a = row.account();
                    csv.writeRecord(a.accountNo(), a.usageClass(), text(a.tier()), text(a.decile()), text(a.kwh()), text(a.before()),
                            text(a.after()), text(a.difference()), text(a.billNo()), a.outcome(), text(a.code()), text(a.message()));
                    last[0] = row.accountId();
                }
            } while (rows.size() == EXPORT_PAGE);
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object value) {
        return value == null ? "" : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    @Override
    public TariffOptions tariffOptions(CallContext context, String accountNo, int months) {
        context.require(READ);
        if (months < 1 || months > MAX_MONTHS) {
            new Faults().add("months", KernelErrors.OUT_OF_RANGE, 1, MAX_MONTHS).throwIfAny();
        }
        AccountTerms terms = Optional.ofNullable(customers.termsByNumber(List.of(accountNo)).get(accountNo))
                .filter(t -> context.scope().covers(offices.path(t.officeId())))
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountNo));
        return options.find(context, terms, new ArrayList<>(unit.readOnly(() -> store.lastBills(terms.accountId(), months))));
    }
}
