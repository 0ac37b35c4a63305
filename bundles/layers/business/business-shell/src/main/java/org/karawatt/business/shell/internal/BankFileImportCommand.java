package org.karawatt.business.shell.internal;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.Account;
import org.karawatt.ledger.api.BankFileReport;
import org.karawatt.ledger.api.BankLine;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.ProgressBar;
import org.karawatt.shell.api.Table;

/** Book the payments of a bank file of the server. */
@Service
@Command(scope = "business", name = "bank-file-import", description = "Book the payments of a bank file of the server")
public class BankFileImportCommand extends KarawattCommand {

    @Argument(index = 0, name = "channel", required = true, description = "Code of the payment channel")
    String channel;

    @Argument(index = 1, name = "file", required = true, description = "CSV file on the server")
    String file;

    @Override
    protected void run() throws Exception {
        Path path = Path.of(file);
        BankFileReport report;
        try (InputStream csv = Files.newInputStream(path); ProgressBar bar = progress("payments", -1)) {
            report = service(PaymentService.class).importBankFile(caller(), channel, path.getFileName().toString(), csv, bar::update);
        }
        if (isJson()) {
            showJson(report);
            return;
        }
        new Table<BankFileReport>().column("File", BankFileReport::id).right("Rows", BankFileReport::rowsTotal)
                .right("Booked", BankFileReport::rowsOk).right("Open", BankFileReport::rowsBad)
                .right("Amount", BankFileReport::amountOk).column("Repeated", BankFileReport::repeated).print(out(), List.of(report));
        boolean zh = locale().getLanguage().equals("zh");
        if (!report.lines().isEmpty()) {
            new Table<BankLine>().right("Line", BankLine::line).column("Reference", BankLine::reference)
                    .column("Account", BankLine::accountNo).right("Amount", BankLine::amount).column("Status", BankLine::status)
                    .column("Reason", l -> zh ? l.messageZh() : l.messageEn()).print(out(), report.lines());
        }
    }
}
