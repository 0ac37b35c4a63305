package org.karawatt.business.shell.internal;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.SimulationRequest;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.tariff.api.TariffSimulation;
import org.karawatt.tariff.api.TariffSimulation.Line;
import org.karawatt.tariff.api.TariffSimulation.Point;

/** What an input costs on tariffs, as a bill would be priced. */
@Service
@Command(scope = "business", name = "tariff-simulate", description = "Show what an input costs on tariffs; nothing is stored")
public class TariffSimulateCommand extends KarawattCommand {

    /** More than any input that the service takes. */
    private static final int MOST_BYTES = 4_000_000;
    private static final int STEPS = 11;

    @Argument(index = 0, name = "input", required = true, description = "JSON file on the server in the form of a worked case's input")
    String file;

    @Argument(index = 1, name = "tariffs", required = true, multiValued = true,
            description = "Numbers of one to ten tariff versions, as business:tariffs lists them")
    List<Long> tariffIds;

    @Option(name = "--explain", description = "Tell how each total comes about")
    boolean explain;

    @Option(name = "--from-kwh", description = "Curve of the amount: least energy; with --to-kwh")
    String fromKwh;

    @Option(name = "--to-kwh", description = "Curve of the amount: most energy")
    String toKwh;

    @Option(name = "--steps", description = "Curve of the amount: points, 2 to 50")
    int steps = STEPS;

    @Override
    protected void run() throws Exception {
        SimulationRequest.Curve curve = fromKwh == null && toKwh == null ? null : new SimulationRequest.Curve(
                number(fromKwh == null ? "0" : fromKwh), toKwh == null ? null : number(toKwh), steps);
        String input;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            input = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        List<TariffSimulation> results = service(TariffService.class).simulate(caller(), new SimulationRequest(tariffIds, input, curve));
        if (isJson()) {
            showJson(results);
            return;
        }
        boolean zh = locale().getLanguage().equals("zh");
        new Table<TariffSimulation>().right("Id", TariffSimulation::tariffId).column("Tariff", TariffSimulation::tariffCode)
                .column("Name", s -> zh ? s.nameZh() : s.nameEn()).right("kWh", s -> s.energyKwh() == null ? null
                        : s.energyKwh().stripTrailingZeros().toPlainString()).right("Total", TariffSimulation::total)
                .column("Currency", TariffSimulation::currency).column("Problem", TariffSimulation::problem).print(out(), results);
        for (TariffSimulation result : results) {
            print(result, zh);
        }
    }

    private void print(TariffSimulation result, boolean zh) {
        if (!result.lines().isEmpty()) {
            out().println();
            out().println(result.tariffCode());
            new Table<Line>().column("Item", l -> zh ? l.nameZh() : l.nameEn()).right("Quantity", Line::quantity).column("Unit", Line::unit)
                    .right("Price", Line::price).right("Amount", Line::amount).print(out(), result.lines());
        }
        if (explain) {
            result.steps().forEach(step -> out().println("  ".repeat(step.depth()) + step.text()));
        }
        if (!result.curve().isEmpty()) {
            out().println();
            new Table<Point>().right("kWh", Point::kwh).right("Total", Point::total).print(out(), result.curve());
        }
    }
}
