package org.karawatt.business.shell.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.CorrectedReading;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.billing.api.CorrectionService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.shell.api.KarawattCommand;

/** Propose the correction of a bill. */
@Service
@Command(scope = "business", name = "bill-correct", description = "Propose to correct a bill; somebody else applies it with bill-correct-approve")
public class BillCorrectCommand extends KarawattCommand {

    @Argument(index = 0, name = "bill", required = true, description = "Number of the bill")
    String billNo;

    @Argument(index = 1, name = "reason", required = true, description = "Why, in words")
    String reason;

    @Argument(index = 2, name = "readings", multiValued = true, description = "register=value or number of a reading=value, such as "
            + "AP_TOTAL=4050; none when tariff, terms or equipment have been put right")
    List<String> readings = new ArrayList<>();

    @Option(name = "--code", description = "Code of the reason, of table correction-reason")
    String code = "READING";

    @Option(name = "--key", required = true, description = "Idempotency key; a repeat with the same key proposes nothing")
    String key;

    @Override
    protected void run() {
        show(List.of(service(CorrectionService.class).propose(caller(), billNo,
                new CorrectionDraft(code, reason, readings.stream().map(BillCorrectCommand::reading).toList()), key)),
                BillCorrectionsCommand.table());
    }

    private static CorrectedReading reading(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException("not register=value: " + text);
        }
        String which = text.substring(0, at);
        BigDecimal value = new BigDecimal(text.substring(at + 1));
        return which.matches("\\d{1,18}") ? new CorrectedReading(Long.valueOf(which), null, value)
                : new CorrectedReading(null, RegisterKind.valueOf(which), value);
    }
}
