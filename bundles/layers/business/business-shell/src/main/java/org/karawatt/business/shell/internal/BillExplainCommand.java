package org.karawatt.business.shell.internal;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillingService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.KarawattCommand;

/** Tell how a bill came to be. */
@Service
@Command(scope = "business", name = "bill-explain", description = "Tell how a bill came to be")
public class BillExplainCommand extends KarawattCommand {

    @Argument(index = 0, name = "bill", required = true, description = "Number of the bill such as 202601-0000000042")
    String billNo;

    @Option(name = "--lang", description = "zh or en; default: language of the terminal")
    String lang;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        BillingService billing = service(BillingService.class);
        Locale language = lang == null ? locale() : Locale.forLanguageTag(lang);
        BillExplanation explanation = billing.explain(caller, billing.bill(caller, billNo).id(), language);
        if (isJson()) {
            showJson(explanation);
            return;
        }
        for (BillExplanation.Step step : explanation.steps()) {
            out().println("  ".repeat(step.depth()) + step.text());
        }
    }
}
