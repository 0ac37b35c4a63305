package org.karawatt.business.shell.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.FinalBillDraft;
import org.karawatt.billing.api.FinalBillService;
import org.karawatt.billing.api.FinalReading;
import org.karawatt.customer.api.Account;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.shell.api.KarawattCommand;

/** Bill one account up to a day. */
@Service
@Command(scope = "business", name = "bill-final", description = "Bill an account up to a day: its final bill, or one on request")
public class BillFinalCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 1, name = "day", required = true, description = "Day of the readings such as 2026-02-15; the bill ends the day before")
    String day;

    @Argument(index = 2, name = "readings", multiValued = true, description = "meter:register:value, such as M30:AP_TOTAL:1600, for each "
            + "register; without any, final readings of that day must be recorded already")
    List<String> readings = new ArrayList<>();

    @Option(name = "--closing", description = "The account ends here; without it the account goes on")
    boolean closing;

    @Option(name = "--preview", description = "Show what the bill would be and store nothing")
    boolean preview;

    @Option(name = "--key", description = "Idempotency key; a repeat with the same key issues nothing. Default: account and day")
    String key;

    @Override
    protected void run() throws Exception {
        LocalDate on = date(day);
        FinalBillDraft draft = new FinalBillDraft(on, closing, readings.stream().map(BillFinalCommand::reading).toList());
        FinalBillService finals = service(FinalBillService.class);
        if (!preview) {
            show(List.of(finals.bill(caller(), accountNo, draft, key == null ? "final-" + accountNo + "-" + on : key)), Bills.table());
            return;
        }
        BillExplanation shown = finals.preview(caller(), accountNo, draft, locale());
        if (isJson()) {
            showJson(shown);
            return;
        }
        for (BillExplanation.Step step : shown.steps()) {
            out().println("  ".repeat(step.depth()) + step.text());
        }
    }

    private static FinalReading reading(String text) {
        int value = text.lastIndexOf(':');
        int register = value < 0 ? -1 : text.lastIndexOf(':', value - 1);
        if (register < 0) {
            throw new IllegalArgumentException("not meter:register:value: " + text);
        }
        return new FinalReading(text.substring(0, register), RegisterKind.valueOf(text.substring(register + 1, value)),
                new BigDecimal(text.substring(value + 1)));
    }
}
