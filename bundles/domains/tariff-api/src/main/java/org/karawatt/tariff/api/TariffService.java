package org.karawatt.tariff.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.TariffKey;
import org.osgi.annotation.versioning.ProviderType;

/** Tariffs and assignments. Reading needs {@code tariff.read}, writing {@code tariff.write}. Thread-safe. */
@ProviderType
public interface TariffService {

    /** All packages by code, also those that are not offered. */
    List<TariffPackageInfo> packages(CallContext context);

    /** All tariffs, by code and validity; at most a few thousand. Definitions are left out. */
    List<TariffInfo> tariffs(CallContext context);

    /** The tariffs that fit a query, by code and validity, without their definitions. */
    List<TariffInfo> tariffs(CallContext context, TariffQuery query);

    /** One tariff version with its definition; unknown is NOT_FOUND. */
    TariffInfo tariff(CallContext context, long tariffId);

    /** The definition of a tariff version value by value, in its order; unknown is NOT_FOUND. */
    List<TariffValue> values(CallContext context, long tariffId);

    /** Where two tariff versions differ; either unknown is NOT_FOUND. */
    TariffComparison compare(CallContext context, long beforeId, long afterId);

    /**
     * Prices an input on tariff versions, offered or not, the way bills are priced; nothing is stored. A tariff that cannot price it tells
     * its problem in its result.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID when the request or the input itself is wrong, NOT_FOUND for an unknown
     *     tariff
     */
    List<TariffSimulation> simulate(CallContext context, SimulationRequest request);

    /**
     * The compiled plan of a tariff on a day, from memory. An unknown tariff, one without validity on the day, or one whose
     * package is not offered any more is NOT_FOUND with a code; one whose charge method is away is CONFLICT (TARIFF-020).
     */
    PricedTariff plan(String tariffCode, LocalDate on);

    /**
     * The compiled plan of a stored tariff version, also when it is not offered any more. For replay. CONFLICT (TARIFF-020) while the very
     * version of a charge method that it names is away.
     */
    PricedTariff plan(long tariffId);

    /** The compiled plan of the very version that a key names, also when it is not offered any more. For replay of stretches. */
    PricedTariff plan(TariffKey key);

    /** The assignments of an account, oldest first, at most 500. */
    List<TariffAssignment> assignments(CallContext context, long accountId);

    /** Puts an account on a tariff from a day on; an open assignment ends there. Recorded in the history. */
    TariffAssignment assign(CallContext context, AssignmentDraft draft);

    /** Assignments in bulk inside the current unit of work for accounts that have none; at most 5,000. */
    void load(CallContext context, List<AssignmentDraft> batch);

    /** Assignments that are in force on the day for accounts in the id range, in account order; one query. For runs. */
    List<TariffAssignment> inForce(long fromAccount, long toAccount, LocalDate on);

    /** Assignments in force on any day of the period for accounts in the id range, in account and day order; one query. For runs. */
    List<TariffAssignment> inForce(long fromAccount, long toAccount, Period period);
}
