package org.karawatt.billing.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.customer.api.AccountHolder;
import org.karawatt.customer.api.AccountLoad;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.Customer;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.customer.api.LoadedAccount;
import org.karawatt.customer.api.Reclassification;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.equipment.api.LossParameters;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.LoadCurveDraft;
import org.karawatt.metering.api.LoadCurveService;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.PointRuleDraft;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingService;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.MarketPricesDraft;
import org.karawatt.tariff.api.MarketService;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.tariff.api.PriceCallDraft;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.SimulationRequest;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffComparison;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.api.TariffQuery;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.tariff.api.TariffSimulation;
import org.karawatt.tariff.api.TariffValue;
import org.karawatt.testkit.TestDatabase;

/** The data domains in memory: what billing asks of them and nothing more. Counts the set-based queries. */
final class FakeDomains {

    static final long TOP = 1;
    static final long EAST = 2;
    static final long WEST = 3;

    final Map<Long, AccountTerms> accounts = new TreeMap<>();
    final List<MeterReading> readings = new ArrayList<>();
    final List<Long> held = new ArrayList<>();
    final List<TariffAssignment> assignments = new ArrayList<>();
    final List<CapacityHistory> capacity = new ArrayList<>();
    final Map<Long, LossParameters> transformers = new HashMap<>();
    final List<PointRule> rules = new ArrayList<>();
    final List<AccountTerms> former = new ArrayList<>();
    final AtomicInteger queries = new AtomicInteger();
    /** Usage class of tariffs; all others are for INDUSTRY. */
    final Map<String, String> classOf = new HashMap<>(Map.of("HUNAN", "RESIDENTIAL", "ZHEJIANG", "RESIDENTIAL",
            "SHAANXI", "RESIDENTIAL", "SHANDONG", "RESIDENTIAL"));
    /** Definitions by tariff code, where they matter. */
    final Map<String, String> definitions = new HashMap<>();
    final TariffPlans plans;
    private final Map<Long, Office> offices = new LinkedHashMap<>();
    private long nextReading = 1;

    FakeDomains(TestDatabase db) {
        office(db, TOP, "33", "/33/");
        office(db, EAST, "3301", "/33/3301/");
        office(db, WEST, "3302", "/33/3302/");
        try (InputStream in = FakeDomains.class.getResourceAsStream("/tariffs.json")) {
            plans = TariffCompiler.compile(TariffPackageReader.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void office(TestDatabase db, long id, String code, String path) {
        LocalDate from = LocalDate.of(2000, 1, 1);
        offices.put(id, new Office(id, code, id == TOP ? null : TOP, path, "BRANCH", code, code, from, null, 0));
        db.unitOfWork().required(() -> db.bulk().update("INSERT INTO codes_office (id, code, path, kind, name_zh, name_en, valid_from, "
                + "version) VALUES (?, ?, ?, 'BRANCH', ?, ?, ?, 0)", List.of(id, code, path, code, code, from)));
    }

    static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }

    /** An account of long standing on a tariff. */
    AccountTerms account(long id, long office, String usageClass, String tariff, LocalDate opened) {
        AccountTerms terms = new AccountTerms(id, "42" + String.format("%08d", id), office, usageClass, "AC00003", opened);
        accounts.put(id, terms);
        if (tariff != null) {
            assignments.add(new TariffAssignment(id, id, tariff, opened, null, "NONE", null, null, null, false, 0));
        }
        return terms;
    }

    /** Reads an account by another cycle, a code of table {@code reading-cycle}. */
    void cycle(long id, String cycle) {
        AccountTerms t = accounts.get(id);
        accounts.put(id, new AccountTerms(id, t.accountNo(), t.officeId(), t.usageClass(), null, t.voltageCode(), t.classFrom(), null, "ACTIVE",
                t.openedOn(), null, null, null, null, null, cycle));
    }

    /** Replaces the assignment of an account. */
    void assign(long id, String tariff, LocalDate from, String demandMethod, String standard, Integer people) {
        assignments.removeIf(a -> a.accountId() == id);
        assignments.add(new TariffAssignment(id, id, tariff, from, null, demandMethod, null, standard == null ? null : dec(standard), people,
                false, 0));
    }

    /** A reading whose quantity is (value - previous) times the multiplier. */
    void read(long account, BillingMonth month, RegisterKind kind, String previous, String value, String multiplier) {
        BigDecimal quantity = dec(value).subtract(dec(previous)).multiply(dec(multiplier)).setScale(4);
        readings.add(new MeterReading(nextReading++, account * 10 + kind.ordinal(), account, account, month, kind, month.next().firstDay(),
                dec(value), month.firstDay(), dec(previous), dec(multiplier), quantity, "REGULAR", 0, "FILE", "ACCEPTED", 0, null));
    }

    /** Another classification from a day on; the one before stays for the days before. */
    void reclassify(long id, LocalDate from, String usageClass) {
        AccountTerms t = accounts.get(id);
        former.add(new AccountTerms(id, t.accountNo(), t.officeId(), t.usageClass(), null, t.voltageCode(), t.classFrom(), from, "ACTIVE",
                t.openedOn(), null, null, null, null, null, t.readingCycle()));
        accounts.put(id, new AccountTerms(id, t.accountNo(), t.officeId(), usageClass, null, t.voltageCode(), from, null, "ACTIVE",
                t.openedOn(), null, null, null, null, null, t.readingCycle()));
    }

    /** An agreement on capacity that begins on a day; the one before, or none, stays for the days before. */
    void agree(long id, String kva, LocalDate from) {
        AccountTerms t = accounts.get(id);
        former.add(new AccountTerms(id, t.accountNo(), t.officeId(), t.usageClass(), null, t.voltageCode(), t.classFrom(), from, "ACTIVE",
                t.openedOn(), null, t.contractCapacityKva(), t.runningCapacityKva(), t.agreedFrom(), from, t.readingCycle()));
        accounts.put(id, new AccountTerms(id, t.accountNo(), t.officeId(), t.usageClass(), null, t.voltageCode(), t.classFrom(), null,
                "ACTIVE", t.openedOn(), null, dec(kva), dec(kva), from, null, t.readingCycle()));
    }

    /** Moves the readings of an account to other days. */
    void move(long account, LocalDate from, LocalDate to) {
        readings.replaceAll(r -> r.accountId() != account ? r : new MeterReading(r.id(), r.registerId(), account, r.pointId(), r.month(),
                r.kind(), to, r.value(), from, r.previousValue(), r.multiplier(), r.quantity(), r.reason(), r.seq(), r.source(),
                r.status(), r.revision(), null));
    }

    /** Capacity that was installed long ago. */
    void installed(long account, String kva) {
        capacity.add(new CapacityHistory(account, List.of(new CapacityHistory.Change(LocalDate.of(2020, 1, 1), dec(kva))), List.of()));
    }

    /** A fixed quantity beside the only point of an account. */
    void fixed(long account, String kwh, LocalDate from, LocalDate to) {
        rules.add(new PointRule(account, account, "FIXED", dec(kwh), null, null, null, null, PointLoss.NONE, from, to));
    }

    final OfficeService officeService = new OfficeService() {
        @Override
        public List<Office> offices(CallContext context) {
            return List.copyOf(offices.values());
        }

        @Override
        public Office office(CallContext context, String code) {
            return offices.values().stream().filter(o -> o.code().equals(code)).findFirst()
                    .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, code));
        }

        @Override
        public Office office(CallContext context, long id) {
            return offices.get(id);
        }

        @Override
        public Office create(CallContext context, OfficeDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Office update(CallContext context, long id, int version, OfficeDraft draft) {
            throw new UnsupportedOperationException();
        }
    };

    final CodeService codeService = new CodeService() {
        @Override
        public List<CodeTable> tables(CallContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Code> codes(CallContext context, String table, LocalDate on) {
            return List.of(new Code(1, table, "RESIDENTIAL", null, "居民", "Residential", 1, LocalDate.of(2000, 1, 1), null, "test", 0));
        }

        @Override
        public boolean isValid(String table, String code, LocalDate on) {
            return "correction-reason".equals(table) && "READING".equals(code) || "payment-channel".equals(table) && "010".equals(code);
        }

        @Override
        public Code create(CallContext context, String table, CodeDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Code update(CallContext context, long id, int version, CodeDraft draft) {
            throw new UnsupportedOperationException();
        }
    };

    final CustomerService customerService = new Unasked.Customers() {
        @Override
        public Map<Long, Contact> contacts(Collection<Long> accountIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AccountTerms> terms(long fromId, long toId, LocalDate on) {
            queries.incrementAndGet();
            return accounts.values().stream().filter(a -> a.accountId() >= fromId && a.accountId() <= toId)
                    .map(a -> former.stream().filter(f -> f.accountId() == a.accountId() && !on.isBefore(f.classFrom())
                            && on.isBefore(f.classTo())).findFirst().orElse(a)).toList();
        }

        @Override
        public void accountIds(String officePath, LongConsumer consumer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account reclassify(CallContext context, String accountNo, int version, Reclassification change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Long, Account> byIds(CallContext context, Collection<Long> ids) {
            Map<Long, Account> found = new HashMap<>();
            for (long id : ids) {
                AccountTerms t = accounts.get(id);
                found.put(id, new Account(id, t.accountNo(), id, "C" + id, "张*", null, "-", t.officeId(), "33", t.usageClass(), null,
                        t.voltageCode(), "1", t.status(), t.openedOn(), null, null, null, 0));
            }
            return found;
        }

        @Override
        public Map<Long, List<AccountHolder>> formerHolders(CallContext context, Collection<Long> ids) {
            return Map.of();
        }

        @Override
        public Map<String, AccountTerms> termsByNumber(Collection<String> numbers) {
            return accounts.values().stream().filter(a -> numbers.contains(a.accountNo()))
                    .collect(Collectors.toMap(AccountTerms::accountNo, a -> a));
        }

        @Override
        public Page<Account> find(CallContext context, AccountQuery query, PageRequest page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account account(CallContext context, String accountNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account account(CallContext context, long accountId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer customer(CallContext context, String customerNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Account> accountsOf(CallContext context, String customerNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer createCustomer(CallContext context, CustomerDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer updateCustomer(CallContext context, String customerNo, int version, CustomerDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account createAccount(CallContext context, AccountDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<LoadedAccount> load(CallContext context, List<AccountLoad> batch) {
            throw new UnsupportedOperationException();
        }
    };

    final MeterReadingService readingService = new MeterReadingService() {
        @Override
        public void lock(Collection<String> meterNos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReadingFigures figures(BillingMonth month, String officePath) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MeterReading> accepted(long fromAccount, long toAccount, BillingMonth month) {
            queries.incrementAndGet();
            return readings.stream().filter(r -> r.accountId() >= fromAccount && r.accountId() <= toAccount && r.month().equals(month))
                    .toList();
        }

        @Override
        public List<Long> heldAccounts(long fromAccount, long toAccount, BillingMonth month) {
            queries.incrementAndGet();
            return held.stream().filter(id -> id >= fromAccount && id <= toAccount).toList();
        }

        @Override
        public List<MeterReading> correct(long readingId, BigDecimal value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RegisterState> latest(long accountId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BigDecimal energyRead(BillingMonth month, String officePath) {
            return readings.stream().filter(r -> r.month().equals(month) && r.kind() == RegisterKind.AP_TOTAL
                    && offices.get(accounts.get(r.accountId()).officeId()).path().startsWith(officePath))
                    .map(MeterReading::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public Map<String, List<RegisterState>> states(Collection<String> meterNos, BillingMonth month) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void statesOfRoute(long routeId, BillingMonth month, Consumer<RegisterState> consumer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Long, RouteProgress> progress(Collection<Long> routeIds, BillingMonth month) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Long, Integer> registersByRoute(String officePath) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void append(List<MeterReading> added) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MeterReading> history(CallContext context, long accountId, int months) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean decide(long readingId, String status) {
            throw new UnsupportedOperationException();
        }
    };

    final MeteringService meteringService = new Unasked.Metering() {
        @Override
        public void accountsInAreas(Collection<Long> areaIds, LongConsumer consumer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void accountsOnRoute(long routeId, LongConsumer consumer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MeteringPoint> points(long fromAccount, long toAccount, LocalDate on) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void weights(String officePath, AccountWeight consumer) {
            accounts.values().stream().filter(a -> offices.get(a.officeId()).path().startsWith(officePath))
                    .forEach(a -> consumer.accept(a.accountId(), 1));
        }

        @Override
        public List<PointRule> rules(long fromAccount, long toAccount, Period period) {
            queries.incrementAndGet();
            return rules.stream().filter(r -> r.accountId() >= fromAccount && r.accountId() <= toAccount
                    && r.validity().overlaps(period)).toList();
        }

        @Override
        public Map<Long, String> pointNumbers(Collection<Long> pointIds) {
            queries.incrementAndGet();
            return pointIds.stream().distinct().collect(Collectors.toMap(id -> id, id -> "P" + id));
        }

        @Override
        public List<PointRule> rules(CallContext context, long accountId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PointRule setRule(CallContext context, PointRuleDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Route> routes(CallContext context, PageRequest page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Route> routesBelow(String officePath) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Route createRoute(CallContext context, String routeNo, String name, String officeCode, String readingCycle, int readingDay,
                String reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MeteringPoint> points(CallContext context, long accountId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(CallContext context, List<PointLoad> batch) {
            throw new UnsupportedOperationException();
        }
    };

    final EquipmentService equipmentService = new Unasked.Equipment() {
        @Override
        public Line line(CallContext context, String lineNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Area area(CallContext context, String areaNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CapacityHistory> capacityHistory(long fromAccount, long toAccount, Period period) {
            queries.incrementAndGet();
            return capacity.stream().filter(c -> c.accountId() >= fromAccount && c.accountId() <= toAccount).toList();
        }

        @Override
        public Map<Long, LossParameters> lossParameters(Collection<Long> transformerIds) {
            queries.incrementAndGet();
            return transformers;
        }

        @Override
        public List<CapacitySegment> capacity(long fromAccount, long toAccount, Period period) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Transformer setState(CallContext context, String transformerNo, String state, LocalDate from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Line> lines(CallContext context, PageRequest page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Area> areas(CallContext context, Long lineId, PageRequest page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Area area(CallContext context, long areaId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Transformer> transformers(CallContext context, long accountId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Line createLine(CallContext context, String lineNo, String name, String voltageCode, String officeCode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Area createArea(CallContext context, String areaNo, String name, String lineNo, String officeCode, BigDecimal capacityKva,
                boolean publicArea) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(CallContext context, List<TransformerDraft> batch) {
            throw new UnsupportedOperationException();
        }
    };

    final List<LoadCurve> curves = new ArrayList<>();
    final List<MarketPrices> marketPrices = new ArrayList<>();
    final List<PriceCall> calls = new ArrayList<>();

    final LoadCurveService curveService = new LoadCurveService() {
        @Override
        public List<LoadCurve> curves(long fromAccount, long toAccount, Period period) {
            queries.incrementAndGet();
            return curves.stream().filter(c -> c.accountId() >= fromAccount && c.accountId() <= toAccount && period.contains(c.day()))
                    .sorted(Comparator.comparingLong(LoadCurve::accountId)).toList();
        }

        @Override
        public List<LoadCurve> curves(Collection<Long> accountIds, Period period) {
            return curves.stream().filter(c -> accountIds.contains(c.accountId()) && period.contains(c.day())).toList();
        }

        @Override
        public int take(CallContext context, List<LoadCurveDraft> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<LoadCurve> curves(CallContext context, long accountId, Period period) {
            throw new UnsupportedOperationException();
        }
    };

    final List<SharingGroup> sharingGroups = new ArrayList<>();

    final SharingService sharingService = (SharingService) Proxy.newProxyInstance(FakeDomains.class.getClassLoader(),
            new Class<?>[] {SharingService.class}, (proxy, method, args) -> {
                if (!method.getName().equals("touching")) {
                    return sharingGroups.stream().filter(group -> group.groupNo().equals(args[1])).findFirst().orElseThrow();
                }
                queries.incrementAndGet();
                long from = (long) args[0];
                long to = (long) args[1];
                return sharingGroups.stream().filter(group -> group.accountId() >= from && group.accountId() <= to
                        || group.members().stream().anyMatch(m -> m.accountId() >= from && m.accountId() <= to
                                && m.validity().overlaps((Period) args[2]))).toList();
            });

    final MarketService marketService = new MarketService() {
        @Override
        public List<MarketPrices> prices(String market, Period period) {
            return marketPrices.stream().filter(p -> p.market().equals(market) && period.contains(p.day())).toList();
        }

        @Override
        public List<PriceCall> calls(String tariffCode, Period period) {
            return calls.stream().filter(call -> call.tariffCode().equals(tariffCode)).toList();
        }

        @Override
        public int take(CallContext context, List<MarketPricesDraft> days) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MarketPrices> prices(CallContext context, String market, Period period) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PriceCall call(CallContext context, PriceCallDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PriceCall withdraw(CallContext context, long callId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PriceCall> calls(CallContext context, String tariffCode, Period period) {
            throw new UnsupportedOperationException();
        }
    };

    final TariffService tariffService = new TariffService() {
        @Override
        public PricedTariff plan(String tariffCode, LocalDate on) {
            TariffPlan plan = plans.find(tariffCode, on)
                    .orElseThrow(() -> KarawattException.notFound(TariffErrors.NOT_VALID, tariffCode, on));
            return new PricedTariff(plans.plans().indexOf(plan) + 1L, tariffCode, plan);
        }

        @Override
        public PricedTariff plan(long tariffId) {
            TariffPlan plan = plans.plans().get((int) tariffId - 1);
            return new PricedTariff(tariffId, plan.key().code(), plan);
        }

        @Override
        public PricedTariff plan(TariffKey key) {
            return plans.plans().stream().filter(plan -> plan.key().equals(key)).map(plan -> plan(plans.plans().indexOf(plan) + 1L)).findFirst()
                    .orElseThrow();
        }

        @Override
        public List<TariffAssignment> inForce(long fromAccount, long toAccount, LocalDate on) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TariffAssignment> inForce(long fromAccount, long toAccount, Period period) {
            queries.incrementAndGet();
            return assignments.stream().filter(a -> a.accountId() >= fromAccount && a.accountId() <= toAccount
                    && new Period(a.validFrom(), a.validTo()).overlaps(period))
                    .sorted(Comparator.comparing(TariffAssignment::validFrom)).toList();
        }

        @Override
        public List<TariffPackageInfo> packages(CallContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TariffInfo> tariffs(CallContext context) {
            return IntStream.rangeClosed(1, plans.plans().size()).mapToObj(id -> tariff(context, id)).toList();
        }

        @Override
        public List<TariffInfo> tariffs(CallContext context, TariffQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TariffInfo tariff(CallContext context, long tariffId) {
            TariffPlan plan = plans.plans().get((int) tariffId - 1);
            return new TariffInfo(tariffId, plan.key().code(), "billing-test", "1", plan.name().zh(), plan.name().en(),
                    classOf.getOrDefault(plan.key().code(), "INDUSTRY"), plan.validity().from(), plan.validity().to(), true,
                    definitions.getOrDefault(plan.key().code(), "{}"));
        }

        @Override
        public List<TariffValue> values(CallContext context, long tariffId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TariffComparison compare(CallContext context, long beforeId, long afterId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TariffSimulation> simulate(CallContext context, SimulationRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TariffAssignment> assignments(CallContext context, long accountId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TariffAssignment assign(CallContext context, AssignmentDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(CallContext context, List<AssignmentDraft> batch) {
            throw new UnsupportedOperationException();
        }
    };
}
