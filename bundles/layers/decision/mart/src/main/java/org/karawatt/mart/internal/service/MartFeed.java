package org.karawatt.mart.internal.service;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karawatt.billing.api.BillFigureService;
import org.karawatt.billing.api.BillFigureService.BillFigure;
import org.karawatt.billing.api.BillFigureService.BillSum;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.codes.api.CodeTables;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.MartProof;
import org.karawatt.decision.api.MartProof.Difference;
import org.karawatt.decision.api.MartProof.MonthProof;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.ledger.api.LedgerFigureService;
import org.karawatt.ledger.api.LedgerFigureService.PaymentSum;
import org.karawatt.ledger.api.LedgerFigureService.ReceivableSum;
import org.karawatt.mart.internal.store.MartDatabase;
import org.karawatt.mart.internal.store.MartException;
import org.karawatt.mart.internal.store.MartReader;
import org.karawatt.mart.internal.store.MartReader.Condition;
import org.karawatt.mart.internal.store.MartWriter;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.Deadline;
import org.karawatt.workflow.api.WorkCase;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Brings figures from the layers below into the mart, a month at a time: whatever was of the month goes, whatever is comes, in one
 * transaction of the mart. So it may be done again at any time. It goes while billing, ledger or customers are away, and the board
 * answers from what is there. Thread-safe.
 */
@Component(service = MartFeed.class)
public final class MartFeed {

    /** Kind of the runs that bring bills. */
    static final String BILLING = "billing";
    private static final CallContext SYSTEM = CallContext.system();
    private static final int BATCH = 5000;
    /** Accounts further apart than this are asked for apart, so that a few of them never read a whole city. */
    private static final int SPAN = 20_000;
    private static final int IDS = 500;
    private static final int CASE_MONTHS = 13;
    private static final int MOST_CASES = 100_000;
    private static final int MOST_DIFFERENCES = 200;
    /** Processes of applications for a connection begin like this. */
    private static final String APPLICATIONS = "new-connection";
    /** What forms of applications call the capacity asked for and the one agreed; households apply by their load in kW. */
    private static final String REQUESTED = "requestedKva";
    private static final String APPROVED = "approvedKva";
    private static final String LOAD = "loadKw";
    private static final String CONNECTED_ON = "energisedOn";

    private final BillFigureService bills;
    private final LedgerFigureService ledger;
    private final CustomerService customers;
    private final OfficeService offices;
    private final CodeService codes;
    private final BusinessClock clock;
    private final MartDatabase database;
    private final MartReader reader;
    private volatile CaseService cases;

    @Activate
    public MartFeed(@Reference(policyOption = ReferencePolicyOption.GREEDY) BillFigureService bills,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LedgerFigureService ledger,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes, @Reference BusinessClock clock,
            @Reference MartDatabase database) {
        this.bills = bills;
        this.ledger = ledger;
        this.customers = customers;
        this.offices = offices;
        this.codes = codes;
        this.clock = clock;
        this.database = database;
        this.reader = new MartReader(database);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindCases(CaseService service) {
        cases = service;
    }

    void unbindCases(CaseService service) {
        if (cases == service) {
            cases = null;
        }
    }

    /** Months that have anything, oldest first. */
    SortedSet<BillingMonth> months() {
        SortedSet<BillingMonth> months = new TreeSet<>(bills.months(SYSTEM));
        months.addAll(ledger.receivableMonths(SYSTEM));
        months.addAll(ledger.paymentMonths(SYSTEM));
        return months;
    }

    /** Months that the mart has anything of. */
    SortedSet<BillingMonth> loaded() {
        return new TreeSet<>(reader.query("SELECT month FROM store.sales UNION SELECT month FROM store.arrears"
                + " UNION SELECT month FROM store.payment", List.of(), row -> new BillingMonth(row.getInt(1))));
    }

    /** Offices and the names of codes. */
    void basics() {
        List<Office> tree = offices.offices(SYSTEM);
        // at the first start of all the tables come after the mart
        Set<String> there = codes.tables(SYSTEM).stream().map(CodeTable::code).collect(Collectors.toSet());
        Map<String, List<Code>> names = new LinkedHashMap<>();
        Stream.of(CodeTables.USAGE_CLASS, CodeTables.INDUSTRY, CodeTables.VOLTAGE).filter(there::contains)
                .forEach(table -> names.put(table, codes.codes(SYSTEM, table, clock.today())));
        write(writer -> {
            writer.clear("office");
            writer.clear("label");
            for (Office office : tree) {
                writer.office(office);
            }
            for (Map.Entry<String, List<Code>> table : names.entrySet()) {
                for (Code code : table.getValue()) {
                    writer.label(table.getKey(), code);
                }
            }
        });
    }

    /** A month, anew. */
    void month(BillingMonth month) {
        write(writer -> {
            writer.clear(month);
            List<BillFigure> batch = new ArrayList<>(BATCH);
            bills.bills(SYSTEM, month, bill -> {
                batch.add(bill);
                if (batch.size() == BATCH) {
                    classified(writer, batch);
                }
            });
            classified(writer, batch);
            for (BillFigureService.ComponentSum sum : bills.components(SYSTEM, month)) {
                writer.component(month, sum);
            }
            ledger.receivables(SYSTEM, month, each -> unchecked(() -> writer.receivable(each)));
            ledger.payments(SYSTEM, month, each -> unchecked(() -> writer.payment(month, each)));
            writer.sum(month);
            writer.taken(List.of(), clock.now());
        });
    }

    /** Writes bills with the industry and voltage that their accounts had on the last day of the month, and empties the batch. */
    private void classified(MartWriter writer, List<BillFigure> batch) {
        if (batch.isEmpty()) {
            return;
        }
        LocalDate on = batch.get(0).month().next().firstDay().minusDays(1);
        Map<Long, String[]> known = classifications(batch.stream().map(BillFigure::accountId).distinct().sorted().toList(), on);
        for (BillFigure bill : batch) {
            String[] terms = known.getOrDefault(bill.accountId(), new String[2]);
            unchecked(() -> writer.bill(bill, terms[0], terms[1]));
        }
        batch.clear();
    }

    private Map<Long, String[]> classifications(List<Long> accounts, LocalDate on) {
        Map<Long, String[]> known = new HashMap<>();
        Set<Long> wanted = new HashSet<>(accounts);
        for (int from = 0, to; from < accounts.size(); from = to) {
            to = from + 1;
            while (to < accounts.size() && accounts.get(to) - accounts.get(from) < SPAN) {
                to++;
            }
            for (AccountTerms terms : customers.terms(accounts.get(from), accounts.get(to - 1), on)) {
                if (wanted.contains(terms.accountId())) {
                    known.put(terms.accountId(), new String[] {terms.industryCode(), terms.voltageCode()});
                }
            }
        }
        // an account that is closed by then has no terms of the day; its last ones count
        List<Long> rest = accounts.stream().filter(id -> !known.containsKey(id)).toList();
        for (int from = 0; from < rest.size(); from += IDS) {
            for (Map.Entry<Long, Account> each : customers.byIds(SYSTEM, rest.subList(from, Math.min(rest.size(), from + IDS))).entrySet()) {
                known.put(each.getKey(), new String[] {each.getValue().industryCode(), each.getValue().voltageCode()});
            }
        }
        return known;
    }

    /** Removes months that are no longer there. */
    void forget(Collection<BillingMonth> kept) {
        List<BillingMonth> gone = loaded().stream().filter(month -> !kept.contains(month)).toList();
        if (!gone.isEmpty()) {
            write(writer -> {
                for (BillingMonth month : gone) {
                    writer.clear(month);
                }
            });
        }
    }

    /** Cases that are open, and those of the last thirteen months; without a workflow domain those that are there stay. */
    void cases() {
        CaseService service = cases;
        if (service == null) {
            return;
        }
        Map<Long, WorkCase> found = new TreeMap<>();
        Instant since = clock.now().atZone(clock.zone()).minusMonths(CASE_MONTHS).toInstant();
        for (CaseStatus status : CaseStatus.values()) {
            boolean done = status == CaseStatus.CLOSED || status == CaseStatus.TERMINATED;
            Page<WorkCase> page;
            long offset = 0;
            do {
                page = service.cases(SYSTEM, new CaseQuery(null, status, null, null, null, null), new PageRequest(offset, PageRequest.MAX_LIMIT));
                page.items().stream().filter(each -> !done || each.openedAt().isAfter(since)).forEach(each -> found.put(each.id(), each));
                offset += page.items().size();
            } while (offset < page.total() && !page.items().isEmpty() && found.size() < MOST_CASES
                    && !(done && page.items().get(page.items().size() - 1).openedAt().isBefore(since)));
        }
        List<WorkCase> applications = found.values().stream().filter(each -> each.processKey().startsWith(APPLICATIONS)).toList();
        Map<Long, Map<String, Object>> values = new HashMap<>();
        for (int from = 0; from < applications.size(); from += IDS) {
            values.putAll(service.values(SYSTEM, applications.subList(from, Math.min(applications.size(), from + IDS)).stream().map(WorkCase::id)
                    .toList(), Set.of(REQUESTED, APPROVED, LOAD, CONNECTED_ON)));
        }
        write(writer -> {
            writer.clear("service_case");
            writer.clear("application");
            for (WorkCase each : applications) {
                application(writer, each, values.getOrDefault(each.id(), Map.of()));
            }
            for (WorkCase each : found.values()) {
                writer.serviceCase(each.id(), each.processKey(), each.nameZh(), each.nameEn(), each.officeId(), each.status().name(),
                        day(each.openedAt()), each.closedAt() == null ? null : day(each.closedAt()),
                        each.deadline() != null && each.deadline().state() == Deadline.State.OVERDUE);
            }
        });
    }

    /** An application is connected when it has led to an account, and lost when it has ended without one. */
    private void application(MartWriter writer, WorkCase each, Map<String, Object> values) throws SQLException {
        boolean connected = each.accountId() != null;
        LocalDate ended = each.closedAt() == null ? null : day(each.closedAt());
        LocalDate connectedOn = values.get(CONNECTED_ON) instanceof LocalDate on ? on : ended != null ? ended : day(each.openedAt());
        BigDecimal requested = kva(values, REQUESTED);
        BigDecimal approved = kva(values, APPROVED);
        writer.application(each.id(), each.processKey(), each.nameZh(), each.nameEn(), each.officeId(), day(each.openedAt()),
                connected ? connectedOn : null, connected ? null : ended, requested, !connected ? null : approved == null ? requested : approved);
    }

    private static BigDecimal kva(Map<String, Object> values, String key) {
        return values.get(key) instanceof BigDecimal kva ? kva : key.equals(REQUESTED) ? kva(values, LOAD) : null;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, clock.zone());
    }

    /** Remembers runs whose months are in. */
    void taken(Collection<Long> runs) {
        write(writer -> writer.taken(runs, clock.now()));
    }

    Set<Long> taken() {
        return new HashSet<>(reader.query("SELECT run_id FROM store.run", List.of(), row -> row.getLong(1)));
    }

    /** Those of the months whose sums in the mart are not those of the records. */
    List<BillingMonth> changed(Collection<BillingMonth> months) {
        return months.stream().filter(month -> !compare(month, OfficeScope.ALL).differences().isEmpty()).toList();
    }

    /** Holds all months against the records. */
    MartProof prove(OfficeScope scope) {
        SortedSet<BillingMonth> months = months();
        months.addAll(loaded());
        long compared = 0;
        List<MonthProof> proofs = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (BillingMonth month : months) {
            Comparison found = compare(month, scope);
            compared += found.compared();
            proofs.add(found.proof());
            found.differences().stream().limit(MOST_DIFFERENCES - differences.size()).forEach(differences::add);
        }
        return new MartProof(compared, proofs, differences);
    }

    private record Comparison(long compared, MonthProof proof, List<Difference> differences) {
    }

    private record Part(long office, String usageClass) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            int byOffice = Long.compare(office, other.office);
            return byOffice != 0 ? byOffice : String.valueOf(usageClass).compareTo(String.valueOf(other.usageClass));
        }
    }

    private Comparison compare(BillingMonth month, OfficeScope scope) {
        CallContext caller = new CallContext(SYSTEM.user(), SYSTEM.permissions(), scope, SYSTEM.locale(), SYSTEM.channel(), null);
        Condition where = Condition.offices(scope, null).and("t.month = ?", month.value());
        Map<Part, BigDecimal[]> expected = new TreeMap<>();
        for (BillSum sum : bills.sums(caller, month)) {
            expected.put(new Part(sum.officeId(), sum.usageClass()),
                    new BigDecimal[] {BigDecimal.valueOf(sum.bills()), sum.energyKwh(), sum.amount()});
        }
        Map<Part, BigDecimal[]> found = sums("t.usage_class, sum(t.bills), sum(t.kwh), sum(t.amount) FROM store.sales t", where, 3);
        List<Difference> differences = new ArrayList<>();
        long compared = differences(List.of("bills", "kWh", "yuan"), month, expected, found, differences);
        BigDecimal[] all = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
        expected.values().forEach(sums -> {
            for (int i = 0; i < all.length; i++) {
                all[i] = all[i].add(sums[i]);
            }
        });
        Map<Part, BigDecimal[]> owed = new TreeMap<>();
        for (ReceivableSum sum : ledger.receivableSums(caller, month)) {
            owed.put(new Part(sum.officeId(), null), new BigDecimal[] {BigDecimal.valueOf(sum.count()), sum.amount(), sum.open()});
        }
        compared += differences(List.of("receivables", "receivables yuan", "open yuan"), month, owed,
                sums("NULL, sum(t.receivables), sum(t.amount), sum(t.open) FROM store.arrears t", where, 3), differences);
        Map<Part, BigDecimal[]> paid = new TreeMap<>();
        for (PaymentSum sum : ledger.paymentSums(caller, month)) {
            paid.put(new Part(sum.officeId(), null), new BigDecimal[] {BigDecimal.valueOf(sum.count()), sum.amount()});
        }
        compared += differences(List.of("payments", "payments yuan"), month, paid,
                sums("NULL, count(*), sum(t.amount) FROM store.payment t", where, 2), differences);
        return new Comparison(compared, new MonthProof(month, all[0].longValueExact(), all[1], all[2], differences.isEmpty()), differences);
    }

    private Map<Part, BigDecimal[]> sums(String what, Condition where, int figures) {
        Map<Part, BigDecimal[]> found = new TreeMap<>();
        reader.query("SELECT t.office_id, " + what + " JOIN store.office o ON o.id = t.office_id WHERE " + where.sql() + " GROUP BY 1, 2",
                where.params(), row -> {
                    BigDecimal[] sums = new BigDecimal[figures];
                    for (int i = 0; i < figures; i++) {
                        sums[i] = row.getBigDecimal(i + 3);
                    }
                    return found.put(new Part(row.getLong(1), row.getString(2)), sums);
                });
        return found;
    }

    private static long differences(List<String> names, BillingMonth month, Map<Part, BigDecimal[]> expected,
            Map<Part, BigDecimal[]> found, List<Difference> differences) {
        Set<Part> parts = new TreeSet<>(expected.keySet());
        parts.addAll(found.keySet());
        for (Part part : parts) {
            for (int i = 0; i < names.size(); i++) {
                BigDecimal want = expected.containsKey(part) ? expected.get(part)[i] : BigDecimal.ZERO;
                BigDecimal have = found.containsKey(part) ? found.get(part)[i] : BigDecimal.ZERO;
                if (want.compareTo(have) != 0) {
                    differences.add(new Difference(names.get(i), month, part.office(), part.usageClass(), want, have));
                }
            }
        }
        return (long) parts.size() * names.size();
    }

    private interface Writing {
        void with(MartWriter writer) throws SQLException;
    }

    private void write(Writing work) {
        database.write(connection -> {
            try (MartWriter writer = new MartWriter(connection)) {
                work.with(writer);
            }
            return null;
        });
    }

    private interface Appending {
        void run() throws SQLException;
    }

    private static void unchecked(Appending work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new MartException(e);
        }
    }

    /** Whether there is a mart to be fed. */
    boolean isReady() {
        return database.problem() == null;
    }

    /** Throws UNAVAILABLE when there is none. */
    void requireReady() {
        String problem = database.problem();
        if (problem != null) {
            throw KarawattException.unavailable(DecisionErrors.MART_ABSENT, problem);
        }
    }

    /** Runs and their months, for messages. */
    static String text(Collection<BillingMonth> months) {
        return months.stream().map(BillingMonth::toString).collect(Collectors.joining(", "));
    }
}
