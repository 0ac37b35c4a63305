package org.karawatt.demo.internal;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.asset.api.AssetService;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BusinessDate;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.ledger.api.Reconciliation;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.ProgressBar;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.TariffService;

/** Loads the demo utility and runs one month; does nothing when there is data already. */
@Service
@Command(scope = "karawatt", name = "demo", description = "Load a demo utility and run one complete month")
public class DemoCommand extends KarawattCommand {

    private static final String UNTOUCHED = "There is data already: nothing was changed.";

    private record Untouched(boolean loaded, String message) {
    }

    @Option(name = "--customers", description = "Number of customers, 10 to 5,000,000")
    int customers = 500;

    @Option(name = "--seed", description = "Same seed, same data")
    long seed = 42;

    @Option(name = "--month", description = "Billing month; the price sheets of the demo are those of January 2026")
    String month = "2026-01";

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        caller.require("demo.load");
        if (customers < 10 || customers > 5_000_000) {
            throw new CommandFailedException("--customers must be between 10 and 5,000,000");
        }
        if (Demo.hasData(service(OfficeService.class), caller)) {
            if (isJson()) {
                showJson(new Untouched(false, UNTOUCHED));
            } else {
                say(UNTOUCHED);
            }
            return;
        }
        Demo.Services services = new Demo.Services(service(UnitOfWork.class), service(BusinessDate.class), service(OfficeService.class),
                service(CustomerService.class), service(EquipmentService.class), service(AssetService.class), service(MeteringService.class),
                service(TariffService.class), service(ReadingService.class), service(RunService.class), service(BillingService.class),
                service(LedgerService.class), service(PaymentService.class));
        World world = new World(customers, seed, month(month));
        Path folder = Path.of(System.getProperty("karaf.data"), "demo");
        Demo.Result result = new Demo(services, world, folder, this::step, caller).run();
        if (isJson()) {
            showJson(result);
        } else {
            print(result);
        }
        if (result.run().status() != RunStatus.DONE || !result.proof().holds()) {
            throw new CommandFailedException("The month did not come out clean: run " + result.run().status() + ", proof "
                    + (result.proof().holds() ? "holds" : "does not hold"));
        }
    }

    private Demo.Progress step(String title, long total) {
        ProgressBar bar = progress(title, total);
        return new Demo.Progress() {
            @Override
            public void at(long count) {
                bar.update(count);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    private void print(Demo.Result result) {
        List<String[]> rows = new ArrayList<>();
        rows.add(row("Month", result.month()));
        rows.add(row("Accounts", result.accounts()));
        rows.add(row("Registers read", result.readings().rowsOk()));
        rows.add(row("Bad rows in the reading file", result.readings().rowsBad()));
        rows.add(row("Readings held for a decision", result.readings().held()));
        rows.add(row("Bills", result.totals().bills()));
        rows.add(row("Accounts parked", result.run().itemsParked()));
        result.totals().kwhByUsageClass().forEach((usageClass, kwh) -> rows.add(row("kWh " + usageClass, plain(kwh))));
        result.totals().amountByComponent().forEach((component, amount) -> rows.add(row("CNY " + component, plain(amount))));
        rows.add(row("CNY billed", plain(result.totals().amount())));
        rows.add(row("CNY paid through the bank", plain(result.bank().amountOk())));
        rows.add(row("Bank lines to be looked at", result.bank().rowsBad()));
        rows.add(row("CNY open", plain(result.arrears().open())));
        for (Reconciliation day : result.reconciliations()) {
            rows.add(row("CNY in bank files of " + day.businessDate(), plain(day.fileAmount())));
            rows.add(row("CNY booked from files of " + day.businessDate(), plain(day.bookedAmount())));
            rows.add(row("Reconciliation of " + day.businessDate(), verdict(day)));
        }
        for (ProofCheck check : result.proof().checks()) {
            rows.add(row("Proof " + check.name(), check.holds() ? "holds" : "DOES NOT HOLD: " + check.expected() + " / " + check.actual()));
        }
        for (Map.Entry<String, Long> step : result.seconds().entrySet()) {
            rows.add(row("Seconds " + step.getKey(), plain(BigDecimal.valueOf(step.getValue(), 3))));
        }
        rows.add(row("Seconds in all", plain(BigDecimal.valueOf(result.totalMillis(), 3))));
        out().println();
        new Table<String[]>().column("Demo utility", r -> r[0]).right("", r -> r[1]).print(out(), rows);
    }

    /** The demo's file has a line that belongs to nobody, as real ones have; it stays open for the clerk. */
    private static String verdict(Reconciliation day) {
        if (day.agrees()) {
            return "agrees";
        }
        BigDecimal apart = day.fileAmount().subtract(day.bookedAmount());
        return day.linesOpen() == 0 ? "DOES NOT AGREE: " + plain(apart) : plain(apart) + " on " + day.linesOpen() + " line(s) to be looked at";
    }

    private static String[] row(String name, Object value) {
        return new String[] {name, String.valueOf(value)};
    }

    private static String plain(BigDecimal value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
