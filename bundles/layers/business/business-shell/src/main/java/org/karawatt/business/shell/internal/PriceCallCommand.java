package org.karawatt.business.shell.internal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.MarketService;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.tariff.api.PriceCallDraft;

/** Call a period of a tariff. */
@Service
@Command(scope = "business", name = "price-call", description = "Call a period of a tariff, such as a critical peak, for some hours to come")
public class PriceCallCommand extends KarawattCommand {

    @Argument(index = 0, name = "tariff", required = true, description = "Tariff code, as business:tariffs lists it")
    String tariff;

    @Argument(index = 1, name = "period", required = true, description = "Period of the tariff, such as CRITICAL")
    String period;

    @Argument(index = 2, name = "from", required = true, description = "Beginning, such as 2026-07-01T18:00")
    String from;

    @Argument(index = 3, name = "to", required = true, description = "End, such as 2026-07-01T20:00")
    String to;

    @Override
    protected void run() {
        show(List.of(service(MarketService.class).call(caller(), new PriceCallDraft(tariff, time(from), time(to), period))),
                new Table<PriceCall>().right("Call", PriceCall::id).column("Tariff", PriceCall::tariffCode).column("Period", PriceCall::period)
                        .column("From", PriceCall::from).column("To", PriceCall::to).column("By", PriceCall::calledBy));
    }

    private static LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw KarawattException.invalid(KernelErrors.NOT_A_DATE, text);
        }
    }
}
