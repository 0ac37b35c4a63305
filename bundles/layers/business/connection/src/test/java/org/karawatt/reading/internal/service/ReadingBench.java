package org.karawatt.reading.internal.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.reading.internal.calc.Settings;
import org.karawatt.testkit.TestDatabase;

/** Reading on a database, with no rule that holds readings back. */
public final class ReadingBench {

    private ReadingBench() {
    }

    public static ReadingService of(TestDatabase db, OfficeService offices, MeteringService metering, MeterReadingService readings) {
        try {
            return new DefaultReadingService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.outbox(), db.clock(), offices,
                    metering, readings, new Settings(List.of(), new BigDecimal("5"), new BigDecimal("100"), new BigDecimal("0.002"), 5, 1000),
                    Files.createTempDirectory("readings"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
