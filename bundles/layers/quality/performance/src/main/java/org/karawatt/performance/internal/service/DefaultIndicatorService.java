package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.performance.internal.calc.Indicator;
import org.karawatt.performance.internal.store.MeasureStore;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.quality.api.IndicatorFigure;
import org.karawatt.quality.api.IndicatorInfo;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.api.IndicatorService;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.quality.spi.MeasureSource;
import org.karawatt.security.api.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indicators from measures: those of a closed month that is kept as they were kept, all others from the records as they are. Over months
 * sums are added and states are those of the last; one month without a value leaves the whole without one.
 */
@Component(service = {IndicatorService.class, DefaultIndicatorService.class})
public final class DefaultIndicatorService implements IndicatorService {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultIndicatorService.class);

    private final UnitOfWork work;
    private final IndicatorBook book;
    private final OfficeService offices;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final MeasureStore store;

    @Activate
    public DefaultIndicatorService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference IndicatorBook book,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference BusinessClock clock,
            @Reference AuditTrail audit) {
        this.work = work;
        this.book = book;
        this.offices = offices;
        this.clock = clock;
        this.audit = audit;
        this.store = new MeasureStore(bulk);
    }

    /** Measures of one office in one month. */
    private record Measured(Map<String, BigDecimal> values, boolean kept) {
    }

    @Override
    public List<IndicatorInfo> indicators(CallContext context) {
        context.require(Permissions.QUALITY_READ);
        Map<String, MeasureInfo> measures = book.measures();
        return book.all().stream().map(i -> new IndicatorInfo(i.code(), i.nameZh(), i.nameEn(), i.theme(), i.formula().toString(), i.unit(),
                i.decimals(), i.target(), i.direction(), i.records(), i.source(), i.origin(),
                i.measures().stream().map(name -> measures.getOrDefault(name, new MeasureInfo(name, name, name, "", false))).toList()))
                .toList();
    }

    @Override
    public List<IndicatorFigure> figures(CallContext context, String officeCode, BillingMonth from, BillingMonth to) {
        check(context, from, to);
        Office office = office(context, officeCode);
        List<Measured> months = measured(office, from, to);
        return book.all().stream().map(indicator -> figure(indicator, office, from, to, months)).toList();
    }

    @Override
    public List<IndicatorFigure> series(CallContext context, String code, String officeCode, BillingMonth from, BillingMonth to) {
        check(context, from, to);
        Indicator indicator = book.indicator(code);
        Office office = office(context, officeCode);
        List<Measured> months = measured(office, from, to);
        List<IndicatorFigure> series = new ArrayList<>();
        BillingMonth month = from;
        for (Measured measured : months) {
            series.add(figure(indicator, office, month, month, List.of(measured)));
            month = month.next();
        }
        return series;
    }

    @Override
    public List<IndicatorFigure> byOffice(CallContext context, String code, String officeCode, BillingMonth from, BillingMonth to) {
        check(context, from, to);
        Indicator indicator = book.indicator(code);
        Office above = office(context, officeCode);
        return offices.offices(CallContext.system()).stream()
                .filter(office -> office.parentId() != null && office.parentId() == above.id() && context.scope().covers(office.path()))
                .map(office -> figure(indicator, office, from, to, measured(office, from, to))).toList();
    }

    private static void check(CallContext context, BillingMonth from, BillingMonth to) {
        context.require(Permissions.QUALITY_READ);
        new Faults().required("from", from).required("to", to).throwIfAny();
        int months = (to.year() - from.year()) * 12 + to.month() - from.month() + 1;
        if (months < 1 || months > MAX_MONTHS) {
            throw KarawattException.invalid(List.of(Fault.of("from", QualityErrors.RANGE, MAX_MONTHS)));
        }
    }

    private Office office(CallContext context, String code) {
        if (code != null) {
            return offices.find(context.scope(), code).orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, code));
        }
        return offices.offices(CallContext.system()).stream().filter(office -> context.scope().covers(office.path())).findFirst()
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, "-"));
    }

    private List<Measured> measured(Office office, BillingMonth from, BillingMonth to) {
        BillingMonth current = BillingMonth.of(clock.today());
        Map<BillingMonth, Map<String, BigDecimal>> kept = work.readOnly(() -> store.kept(office.id(), from, to));
        List<Measured> months = new ArrayList<>();
        for (BillingMonth month = from; month.compareTo(to) <= 0; month = month.next()) {
            Map<String, BigDecimal> known = month.compareTo(current) < 0 ? kept.get(month) : null;
            months.add(known == null ? new Measured(live(office, month), false) : new Measured(known, true));
        }
        return months;
    }

    /** Measures from the records. A source that fails leaves its own measures missing and no other. */
    private Map<String, BigDecimal> live(Office office, BillingMonth month) {
        Map<String, BigDecimal> values = new HashMap<>();
        for (MeasureSource source : book.sources()) {
            try {
                values.putAll(work.readOnly(() -> source.values(month, office.code(), office.path())));
            } catch (RuntimeException e) {
                LOG.warn("{} cannot measure {} of {}", source.getClass().getName(), month, office.code(), e);
            }
        }
        return values;
    }

    private IndicatorFigure figure(Indicator indicator, Office office, BillingMonth from, BillingMonth to, List<Measured> months) {
        Map<String, MeasureInfo> infos = book.measures();
        Map<String, BigDecimal> values = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String name : indicator.measures()) {
            boolean stock = infos.containsKey(name) && infos.get(name).stock();
            BigDecimal value = stock ? months.get(months.size() - 1).values().get(name) : sum(months, name);
            if (value == null) {
                missing.add(name);
            } else {
                values.put(name, value);
            }
        }
        BigDecimal value = indicator.value(values);
        return new IndicatorFigure(indicator.code(), office.code(), from, to, value, indicator.met(value), values, missing,
                months.stream().allMatch(Measured::kept), indicator.records(office.code(), to));
    }

    private static BigDecimal sum(List<Measured> months, String name) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Measured month : months) {
            BigDecimal value = month.values().get(name);
            if (value == null) {
                return null;
            }
            sum = sum.add(value);
        }
        return sum;
    }

    @Override
    public int keep(CallContext context, BillingMonth month) {
        context.require(Permissions.QUALITY_MANAGE);
        new Faults().required("month", month).throwIfAny();
        int kept = 0;
        for (Office office : offices.offices(CallContext.system())) {
            if (context.scope().covers(office.path())) {
                Map<String, BigDecimal> values = live(office, month);
                work.required(() -> store.keep(office.id(), month, values, clock.now()));
                kept += values.size();
            }
        }
        int all = kept;
        work.required(() -> audit.record(context, "quality.month.kept", "month", month.value(), all + " values"));
        return kept;
    }

    /** Keeps a month of all offices unless it is kept already; whether it was kept now. */
    boolean keepOnce(BillingMonth month) {
        if (work.readOnly(() -> store.isKept(month))) {
            return false;
        }
        keep(CallContext.system(), month);
        work.required(() -> store.markKept(month, clock.now()));
        return true;
    }
}
