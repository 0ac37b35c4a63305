package org.karawatt.demo.internal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.asset.api.AssetService;
import org.karawatt.billing.api.BillTotals;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.customer.api.AccountLoad;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.customer.api.LoadedAccount;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessDate;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.Arrears;
import org.karawatt.ledger.api.BankFileReport;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.ledger.api.Proof;
import org.karawatt.ledger.api.Reconciliation;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.Route;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.PlanResult;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.TariffService;

/**
 * Loads the demo utility and runs one month through the real services: plan, readings from a file, billing run, ledger, payments
 * from a bank file, reconciliation, proof. Not thread-safe: made for one execution of the command.
 */
final class Demo {

    static final String TOP_OFFICE = "42";
    private static final int BATCH = 1000;
    private static final String[] BRANCHES = {"东湖", "西山", "南城", "北原"};

    /** The services of the house that the demo uses; all of them through their contracts. */
    record Services(UnitOfWork work, BusinessDate businessDate, OfficeService offices, CustomerService customers,
            EquipmentService equipment, AssetService assets, MeteringService metering, TariffService tariffs, ReadingService readings,
            RunService runs, BillingService billing, LedgerService ledger, PaymentService payments) {
    }

    /** Shows how far a step has come. */
    interface Steps {
        /** Begins a step; the returned progress is told the count and closed at the end. */
        Progress begin(String title, long total);
    }

    /** Progress of one step. */
    interface Progress extends AutoCloseable {
        void at(long count);

        @Override
        void close();
    }

    /** What the month came to. */
    record Result(BillingMonth month, int accounts, long registers, ImportReport readings, Run run, BillTotals totals, BankFileReport bank,
            List<Reconciliation> reconciliations, Arrears arrears, Proof proof, Map<String, Long> seconds, long totalMillis) {
    }

    private final Services services;
    private final World world;
    private final Path folder;
    private final Steps steps;
    private final CallContext caller;
    private final Map<String, Long> millis = new LinkedHashMap<>();

    Demo(Services services, World world, Path folder, Steps steps, CallContext caller) {
        this.services = services;
        this.world = world;
        this.folder = folder;
        this.steps = steps;
        this.caller = caller;
    }

    /** Whether the database has data already; the demo then must not touch it. */
    static boolean hasData(OfficeService offices, CallContext caller) {
        return !offices.offices(caller).isEmpty();
    }

    Result run() throws IOException {
        Instant began = Instant.now();
        Files.createDirectories(folder);
        BillingMonth month = world.month();
        LocalDate first = month.firstDay();
        LocalDate next = month.next().firstDay();
        services.businessDate().set(caller, first);

        List<Office> stations = timed("offices", this::offices);
        long registers = timed("customers", () -> customers(stations, first));
        services.businessDate().set(caller, next);
        PlanResult plan = timed("reading-plan", () -> {
            try (Progress bar = steps.begin("plan", world.routes())) {
                PlanResult made = services.readings().plan(caller, month, TOP_OFFICE);
                bar.at(made.created());
                return made;
            }
        });
        Path readings = timed("reading-file", () -> readingsFile(next));
        ImportReport imported = timed("reading-import", () -> importReadings(readings, plan.registers()));
        services.businessDate().set(caller, next.plusDays(1));
        Run run = timed("billing", this::bill);
        services.businessDate().set(caller, next.plusDays(40));
        LocalDate onTime = next.plusDays(8);
        LocalDate late = next.plusDays(37);
        Path bankFile = timed("bank-file", () -> bankFile(onTime, late));
        BankFileReport bank = timed("payments", () -> pay(bankFile));
        return timed("proof", () -> {
            Proof proof = services.ledger().prove(caller, month, TOP_OFFICE);
            return new Result(month, world.customers(), registers, imported, run, services.billing().totals(caller, month, TOP_OFFICE), bank,
                    List.of(services.payments().reconcile(caller, onTime), services.payments().reconcile(caller, late)),
                    services.ledger().arrears(caller, month, TOP_OFFICE), proof,
                    new LinkedHashMap<>(millis), Duration.between(began, Instant.now()).toMillis());
        });
    }

    private List<Office> offices() {
        LocalDate from = LocalDate.of(2015, 1, 1);
        services.offices().create(caller, new OfficeDraft(TOP_OFFICE, null, "COMPANY", "清河供电公司", "Qinghe Power Supply", from, null));
        int branches = Math.min(BRANCHES.length, world.stations());
        for (int b = 0; b < branches; b++) {
            services.offices().create(caller, new OfficeDraft(TOP_OFFICE + "0" + (b + 1), TOP_OFFICE, "BRANCH", BRANCHES[b] + "供电分公司",
                    "Branch " + (b + 1), from, null));
        }
        List<Office> stations = new ArrayList<>();
        for (int s = 0; s < world.stations(); s++) {
            String branch = TOP_OFFICE + "0" + (s % branches + 1);
            stations.add(services.offices().create(caller, new OfficeDraft(String.format("%s%03d", branch, s / branches + 1), branch, "STATION",
                    Names.station(s), "Station " + (s + 1), from, null)));
        }
        return stations;
    }

    private long customers(List<Office> stations, LocalDate first) {
        long registers = 0;
        try (Progress bar = steps.begin("customers", world.customers())) {
            List<Route> routes = new ArrayList<>();
            List<Area> areas = new ArrayList<>();
            for (int from = 0; from < world.customers(); from += BATCH) {
                List<World.Subject> batch = new ArrayList<>(BATCH);
                for (int i = from; i < Math.min(world.customers(), from + BATCH); i++) {
                    batch.add(world.subject(i));
                }
                registers += services.work().required(() -> load(batch, stations, routes, areas, first));
                bar.at(from + batch.size());
            }
        }
        return registers;
    }

    private long load(List<World.Subject> batch, List<Office> stations, List<Route> routes, List<Area> areas, LocalDate first) {
        for (World.Subject subject : batch) {
            network(world.route(subject.number()), stations, routes, areas);
        }
        List<LoadedAccount> accounts = services.customers().load(caller, batch.stream().map(s -> account(s, stations, first)).toList());
        List<Long> meters = services.assets().load(caller, batch.stream().map(s -> new AssetDraft(s.meterNo(), "METER",
                s.offer().isTwoPart() ? "DTZY-3" : "DDZY-1", s.meterNo(), s.offer().isTwoPart() ? "0.5S" : "2.0", 6, 2, null, null,
                station(s, stations).code(), first.plusYears(8))).toList());
        List<PointLoad> points = new ArrayList<>();
        List<TransformerDraft> transformers = new ArrayList<>();
        List<AssignmentDraft> assignments = new ArrayList<>();
        long registers = 0;
        for (int i = 0; i < batch.size(); i++) {
            World.Subject subject = batch.get(i);
            long accountId = accounts.get(i).accountId();
            int route = world.route(subject.number());
            List<PointLoad.RegisterLoad> loads = subject.registers().keySet().stream()
                    .map(k -> new PointLoad.RegisterLoad(k, 6, 2, subject.startValue(k))).toList();
            registers += loads.size();
            points.add(new PointLoad(subject.pointNo(), accountId, station(subject, stations).id(), routes.get(route).id(),
                    subject.number() % World.ACCOUNTS_PER_ROUTE + 1, areas.get(route).id(), subject.offer().voltage(),
                    subject.offer().isTwoPart() ? "HH" : "LL", "METERED", null, meters.get(i), subject.meterNo(),
                    subject.offer().isTwoPart() ? BigDecimal.valueOf(20) : BigDecimal.ONE,
                    subject.offer().isTwoPart() ? BigDecimal.valueOf(100) : BigDecimal.ONE, first, loads));
            if (subject.capacityKva() != null) {
                transformers.add(new TransformerDraft("T" + subject.pointNo().substring(1), accountId, "TRANSFORMER", "S13", subject.offer().voltage(),
                        subject.capacityKva(), first));
            }
            assignments.add(new AssignmentDraft(accountId, subject.offer().tariff(), first, subject.offer().demandMethod(), contractDemand(subject),
                    subject.offer().isTwoPart() ? new BigDecimal("0.90") : null,
                    subject.offer().usageClass().equals("RESIDENTIAL") && subject.people() < 6 ? 5 : null, false));
        }
        services.metering().load(caller, points);
        if (!transformers.isEmpty()) {
            services.equipment().load(caller, transformers);
        }
        services.tariffs().load(caller, assignments);
        return registers;
    }

    /** The contract demand is a tenth above the month's maximum, and not below 40 % of the capacity, as the rule demands. */
    private static BigDecimal contractDemand(World.Subject subject) {
        if (subject.offer() != Offer.FACTORY_DEMAND) {
            return null;
        }
        BigDecimal wanted = subject.endValue(RegisterKind.MD).multiply(subject.multiplier()).multiply(new BigDecimal("0.98"))
                .setScale(0, RoundingMode.UP);
        return wanted.max(subject.capacityKva().multiply(new BigDecimal("0.4")));
    }

    private void network(int route, List<Office> stations, List<Route> routes, List<Area> areas) {
        if (route < routes.size()) {
            return;
        }
        Office station = stations.get(world.station(route));
        String line = String.format("L%05d", route / 10 + 1);
        if (route % 10 == 0) {
            services.equipment().createLine(caller, line, Names.station(route / 10).replace("供电所", "") + "线", "AC00101", station.code());
        }
        areas.add(services.equipment().createArea(caller, String.format("A%06d", route + 1), Names.area(route), line, station.code(),
                BigDecimal.valueOf(400), true));
        routes.add(services.metering().createRoute(caller, String.format("R%06d", route + 1), "抄表段 " + (route + 1), station.code(), "1", 1, null));
    }

    private Office station(World.Subject subject, List<Office> stations) {
        return stations.get(world.station(world.route(subject.number())));
    }

    private AccountLoad account(World.Subject subject, List<Office> stations, LocalDate first) {
        Offer offer = subject.offer();
        String office = station(subject, stations).code();
        CustomerDraft customer = new CustomerDraft(offer.isPerson() ? "PERSON" : "ORGANISATION", subject.name(), null, null, subject.phone(), null,
                "zh", "NORMAL", office);
        List<String> industries = offer.industries();
        return new AccountLoad(customer, subject.customerNo(), new AccountDraft(subject.accountNo(), subject.customerNo(), office, subject.address(),
                null, offer == Offer.FARM ? "RURAL" : "URBAN", offer.usageClass(),
                industries.isEmpty() ? null : industries.get(subject.number() % industries.size()), offer.voltage(), "1", first,
                subject.capacityKva(), subject.capacityKva()));
    }

    /** The file a handheld or a head-end would deliver, with two rows that a real one has now and then. */
    private Path readingsFile(LocalDate readOn) throws IOException {
        Path file = folder.resolve("readings-" + world.month() + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("meter_no,register,read_on,value\n");
            for (int i = 0; i < world.customers(); i++) {
                World.Subject subject = world.subject(i);
                for (RegisterKind kind : subject.registers().keySet()) {
                    out.write(subject.meterNo() + "," + kind + "," + readOn + "," + subject.endValue(kind).toPlainString() + "\n");
                }
            }
            out.write("420099999999,AP_TOTAL," + readOn + ",100.00\n");
            out.write(world.subject(0).meterNo() + ",AP_TOTAL," + readOn + ",12a.40\n");
        }
        return file;
    }

    private ImportReport importReadings(Path file, long expected) throws IOException {
        try (InputStream csv = Files.newInputStream(file); Progress bar = steps.begin("readings", expected)) {
            return services.readings().importCsv(caller, world.month(), file.getFileName().toString(), csv, (rows, total) -> bar.at(rows));
        }
    }

    private Run bill() {
        Run run = services.billing().startRun(caller, world.month(), TOP_OFFICE);
        try (Progress bar = steps.begin("bills", world.customers())) {
            while (run.status() == RunStatus.PLANNING || run.status() == RunStatus.RUNNING || run.status() == RunStatus.STOPPING) {
                run = services.runs().await(caller, run.id(), Duration.ofMillis(250));
                bar.at(run.itemsDone() + run.itemsParked());
            }
        }
        return run;
    }

    /** What the bank sends back: most pay on time, some late with the late fee unknown to them, a few not at all, one is not ours. */
    private Path bankFile(LocalDate onTime, LocalDate late) throws IOException {
        Path debts = folder.resolve("debts-" + world.month() + ".csv");
        try (OutputStream out = Files.newOutputStream(debts)) {
            services.payments().exportDebts(caller, world.month(), TOP_OFFICE, out);
        }
        Path file = folder.resolve("bank-" + world.month() + ".csv");
        try (BufferedReader in = Files.newBufferedReader(debts, StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            List<String> head = List.of(in.readLine().split(","));
            int account = head.indexOf("account_no");
            int amount = head.indexOf("amount");
            out.write("reference,account_no,amount,paid_on\n");
            long line = 0;
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                String[] fields = row.split(",");
                int payer = world.subject(Integer.parseInt(fields[account].substring(2)) - 1).payer();
                if (payer < 96) {
                    out.write("B" + world.month().value() + String.format("%09d", ++line) + "," + fields[account] + "," + fields[amount] + ","
                            + (payer < 90 ? onTime : late) + "\n");
                }
            }
            out.write("B" + world.month().value() + "999999999,4299999999,88.00," + onTime + "\n");
        }
        return file;
    }

    private BankFileReport pay(Path file) throws IOException {
        try (InputStream csv = Files.newInputStream(file); Progress bar = steps.begin("payments", world.customers())) {
            return services.payments().importBankFile(caller, "140", file.getFileName().toString(), csv, bar::at);
        }
    }

    private <T> T timed(String name, Step<T> step) throws IOException {
        long began = System.nanoTime();
        T result = step.run();
        millis.put(name, (System.nanoTime() - began) / 1_000_000);
        return result;
    }

    /** A step that may fail on files. */
    private interface Step<T> {
        T run() throws IOException;
    }
}
