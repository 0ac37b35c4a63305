package org.karawatt.reading.api;

import java.io.InputStream;
import java.io.OutputStream;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Plans the reading of routes, takes readings in and validates them. Permissions: {@code reading.read}, {@code reading.plan},
 * {@code reading.import}, {@code reading.decide}. Thread-safe.
 */
@ProviderType
public interface ReadingService {

    /** Makes the plans of all routes of an office and below for a month; routes that have one keep it. */
    PlanResult plan(CallContext context, BillingMonth month, String officeCode);

    /** Plans of the caller's offices; {@code officeCode} null means all of them. */
    Page<ReadingPlan> plans(CallContext context, BillingMonth month, String officeCode, PageRequest page);

    /**
     * Writes the reading list of planned routes as CSV (UTF-8, header line) with the columns of the import and the last values
     * beside them, for handhelds and for filling in.
     */
    void export(CallContext context, BillingMonth month, String officeCode, OutputStream out);

    /**
     * Imports readings from CSV: UTF-8 with or without BOM, header line, columns {@code meter_no,register,read_on,value} in any
     * order, further columns ignored. Streams; commits in chunks; the same content again changes nothing. A file that cannot be
     * read at all (encoding, columns missing) is refused as a whole.
     */
    ImportReport importCsv(CallContext context, BillingMonth month, String fileName, InputStream csv, ReadingProgress progress);

    /** Imports of the caller and of his offices, newest first; {@code openOnly} leaves those out that are done. */
    Page<ImportState> imports(CallContext context, boolean openOnly, PageRequest page);

    /**
     * Goes on with an import that a fault or the end of the server has interrupted, with the rights of the one who began it; one that
     * is done gives its report. A server does this by itself when it starts. CONFLICT when its content is not on this server.
     */
    ImportReport resume(CallContext context, long importId, ReadingProgress progress);

    /** The faults of an import by line, at most the first 10,000. */
    Page<RowFault> faults(CallContext context, long importId, PageRequest page);

    Page<ReadingException> exceptions(CallContext context, BillingMonth month, String status, PageRequest page);

    /** Accepts or rejects a held reading; deciding twice is a CONFLICT. */
    ReadingException decide(CallContext context, long exceptionId, boolean accept, String reason);
}
