package org.karawatt.tariff.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** Tariffs and assignments. Reading needs {@code tariff.read}, writing {@code tariff.write}. Thread-safe. */
@ProviderType
public interface TariffService {

    List<TariffPackageInfo> packages(CallContext context);

    /** All tariffs, by code and validity; at most a few thousand. Definitions are left out. */
    List<TariffInfo> tariffs(CallContext context);

    /** One tariff version with its definition; unknown is NOT_FOUND. */
    TariffInfo tariff(CallContext context, long tariffId);

    /**
     * The compiled plan of a tariff on a day, from memory. An unknown tariff, one without validity on the day, or one whose
     * package is not offered any more is NOT_FOUND with a code.
     */
    PricedTariff plan(String tariffCode, LocalDate on);

    /** The compiled plan of a stored tariff version, also when it is not offered any more. For replay. */
    PricedTariff plan(long tariffId);

    /** The assignments of an account, oldest first, at most 500. */
    List<TariffAssignment> assignments(CallContext context, long accountId);

    /** Puts an account on a tariff from a day on; an open assignment ends there. Recorded in the history. */
    TariffAssignment assign(CallContext context, AssignmentDraft draft);

    /** Assignments in bulk inside the current unit of work for accounts that have none; at most 5,000. */
    void load(CallContext context, List<AssignmentDraft> batch);

    /** Assignments that are in force on the day for accounts in the id range, in account order; one query. For runs. */
    List<TariffAssignment> inForce(long fromAccount, long toAccount, LocalDate on);
}
