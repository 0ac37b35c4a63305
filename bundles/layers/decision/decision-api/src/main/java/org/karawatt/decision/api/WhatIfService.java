package org.karawatt.decision.api;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.api.Run;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What-if (电价模拟): the picture of a comparison study of billing, with winners and losers. Needs {@code decision.read} and what the
 * study needs; limited to the caller's offices. Thread-safe.
 */
@ProviderType
public interface WhatIfService {

    /** Starts the comparison, or returns the unfinished one of the same. */
    Run start(CallContext context, BillingMonth month, String officeCode, String fromTariff, long toTariffId);

    /**
     * Stops a comparison after the accounts that are being worked on; it can be started again with the same order. One that has ended is a
     * CONFLICT, as is a study of another kind. Needs what starting it needs.
     */
    Run stop(CallContext context, long runId);

    /** Comparisons that are kept, newest first, each with its run and how far that has come. */
    List<Study> studies(CallContext context);

    /** Writes every account of a comparison that is done as CSV in UTF-8, by account; the stream stays open. */
    void export(CallContext context, long runId, OutputStream out);

    /** The picture of a comparison; one that is not done is a CONFLICT. */
    Picture picture(CallContext context, long runId);

    /**
     * What a new tariff does.
     *
     * @param byOffice by office, greatest increase first
     * @param byDecile by tenth of the accounts in order of use
     * @param histogram number of accounts by change of their bill in percent
     * @param losers those who would pay most more, at most 20
     * @param gainers those who would pay most less, at most 20
     */
    record Picture(Study study, Effect all, List<Effect> byClass, List<Effect> byDecile, List<Effect> byOffice, List<Bin> histogram,
            List<StudyAccount> losers, List<StudyAccount> gainers) {

        public Picture {
            byClass = List.copyOf(byClass);
            byDecile = List.copyOf(byDecile);
            byOffice = List.copyOf(byOffice);
            histogram = List.copyOf(histogram);
            losers = List.copyOf(losers);
            gainers = List.copyOf(gainers);
        }
    }

    /**
     * The effect on some accounts, yuan.
     *
     * @param percent change in percent of what they paid, two decimals; null when they paid nothing
     * @param winners accounts that would pay less
     * @param losers accounts that would pay more
     */
    record Effect(String key, String nameZh, String nameEn, long accounts, BigDecimal energyKwh, BigDecimal before, BigDecimal after,
            BigDecimal difference, BigDecimal percent, long winners, long losers) {
    }

    /**
     * Accounts whose bill changes by {@code fromPercent <= change < toPercent}.
     *
     * @param fromPercent null for the lowest bin
     * @param toPercent null for the highest bin
     */
    record Bin(Integer fromPercent, Integer toPercent, long accounts, BigDecimal difference) {
    }
}
