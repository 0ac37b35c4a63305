package org.karawatt.billing.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.osgi.annotation.versioning.ConsumerType;

/** Renders a bill as a document. Chosen by media type. Thread-safe. */
@ConsumerType
public interface BillRenderer {

    /** For example {@code application/pdf}. */
    String mediaType();

    /** Renders the bill in the language; both languages of names are in the data. */
    void render(BillDocument document, Locale locale, OutputStream out) throws IOException;

    /**
     * What is printed: the bill with lines, the account as the customer may see it, readings, how much is still open.
     *
     * @param budget what a budget plan asks for in place of the bill; null for a bill that is owed itself
     */
    record BillDocument(Bill bill, Account account, List<MeterReading> readings, List<BillExplanation.Step> explanation,
            BigDecimal openAmount, BudgetPart budget) {

        /** A bill that is owed itself. */
        public BillDocument(Bill bill, Account account, List<MeterReading> readings, List<BillExplanation.Step> explanation,
                BigDecimal openAmount) {
            this(bill, account, readings, explanation, openAmount, null);
        }
    }

    /**
     * What a budget plan (均衡付费) asks for in place of a bill, yuan.
     *
     * @param instalment what is asked for in the month of the bill; null when the bill settles the plan
     * @param settlement what the settlement asks for, zero when it credits; null when there is an instalment
     * @param dueOn day by which it is to be paid; null when nothing is asked for
     * @param settledMonth month whose bill settles the plan
     */
    record BudgetPart(BigDecimal instalment, BigDecimal settlement, LocalDate dueOn, BillingMonth settledMonth) {
    }
}
