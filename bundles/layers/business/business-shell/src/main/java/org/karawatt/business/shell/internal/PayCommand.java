package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.Account;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.PaymentDraft;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Book a payment. */
@Service
@Command(scope = "business", name = "pay", description = "Book a payment")
public class PayCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 1, name = "amount", required = true, description = "Amount in yuan")
    String amount;

    @Option(name = "--key", required = true, description = "Idempotency key; a repeat with the same key books nothing")
    String key;

    @Option(name = "--channel", description = "Code of the payment channel")
    String channel = "010";

    @Option(name = "--reference", description = "Reference of the payer")
    String reference;

    @Override
    protected void run() throws Exception {
        Payment payment = service(PaymentService.class).receive(caller(),
                new PaymentDraft(accountNo, number(amount), null, channel, reference), key);
        show(List.of(payment), new Table<Payment>().right("Payment", Payment::id).column("Account", Payment::accountNo)
                .right("Amount", Payment::amount).right("Late fee", Payment::lateFee).right("Advance", Payment::unallocated)
                .column("Status", Payment::status));
    }
}
