package org.karawatt.billing.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.customer.api.Account;
import org.karawatt.metering.api.MeterReading;
import org.osgi.annotation.versioning.ConsumerType;

/** Renders a bill as a document. Chosen by media type. Thread-safe. */
@ConsumerType
public interface BillRenderer {

    /** For example {@code application/pdf}. */
    String mediaType();

    /** Renders the bill in the language; both languages of names are in the data. */
    void render(BillDocument document, Locale locale, OutputStream out) throws IOException;

    /** What is printed: the bill with lines, the account as the customer may see it, readings, how much is still open. */
    record BillDocument(Bill bill, Account account, List<MeterReading> readings, List<BillExplanation.Step> explanation,
            BigDecimal openAmount) {
    }
}
