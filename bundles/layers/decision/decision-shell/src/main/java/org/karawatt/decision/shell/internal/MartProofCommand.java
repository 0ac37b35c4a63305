package org.karawatt.decision.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.MartProof;
import org.karawatt.decision.api.MartProof.Difference;
import org.karawatt.decision.api.MartProof.MonthProof;
import org.karawatt.decision.api.MartService;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Prove that the mart agrees with the operational records. */
@Service
@Command(scope = "decision", name = "mart-proof", description = "Prove that the mart agrees with the operational records")
public class MartProofCommand extends KarawattCommand {

    @Override
    protected void run() throws CommandFailedException {
        MartProof proof = service(MartService.class).prove(caller());
        if (isJson()) {
            showJson(proof);
        } else {
            new Table<MonthProof>().column("Month", MonthProof::month).right("Bills", MonthProof::bills).right("kWh", MonthProof::energyKwh)
                    .right("Yuan", MonthProof::amount).column("Holds", MonthProof::holds).print(out(), proof.months());
            if (!proof.holds()) {
                new Table<Difference>().column("What", Difference::what).column("Month", Difference::month).right("Office", Difference::officeId)
                        .column("Class", Difference::usageClass).right("Expected", Difference::expected).right("Found", Difference::found)
                        .print(out(), proof.differences());
            }
        }
        if (!proof.holds()) {
            throw new CommandFailedException("The mart does not agree with the records");
        }
    }
}
