package org.karawatt.decision.api;

/** Formats of files. */
public enum ExportFormat {
    /** Comma-separated values in UTF-8 with a byte order mark, which spreadsheets need for Chinese. */
    CSV,
    /** Excel workbook. */
    XLSX,
    /** Apache Parquet. */
    PARQUET
}
