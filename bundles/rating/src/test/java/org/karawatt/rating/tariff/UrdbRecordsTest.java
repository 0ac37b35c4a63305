package org.karawatt.rating.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.Components;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;

/**
 * Records of the OpenEI utility rate database as they are published, imported and billed, or refused by name.
 *
 * <p>The expected amounts come from a program of its own in another language, with exact decimals, that knows nothing of ours. It reads the
 * record and does, for the load of {@link #wh} in the month: kWh by the period of the weekday or weekend schedule, the highest kW of the
 * month and of each period of the demand schedules; of each period and tier the month's total between the bounds (those in kWh/kW times the
 * highest kW) in the period's share, times {@code rate + adj}; the highest kW of each period times the rate of it; the flat demand by its
 * tiers; the fixed charge of the month, or of the day times the days. Each product is rounded to the cent, half up. So of the first,
 * July has 197,150 kWh with a highest demand of 520 kW: 300 kWh for each kW, 156,000 x 0.049 = 7644.00, and 41,150 x 0.033 = 1357.95; 100 kW x
 * 16.3 and 420 kW x 14.9 = 7888.00.
 */
class UrdbRecordsTest {

    /** 150 kW at night, 400 in the morning, 520 in the afternoon, 300 in the evening; 120 on weekends. */
    private static long wh(LocalDate day, int hour) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend ? 120 : hour >= 8 && hour < 12 ? 400 : hour >= 12 && hour < 18 ? 520 : hour >= 18 && hour < 23 ? 300 : 150;
    }

    private static byte[] record(String label) throws IOException {
        try (InputStream file = UrdbRecordsTest.class.getResourceAsStream("/cases/urdb/" + label + ".json")) {
            return file.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"539f6a23ec4f024411ec8beb, 2013-07-01, 9001.95, 7888.00, 0, 16889.95",
        "55fc81d7682bea28da64f9ae, 2015-07-01, 19630.56, 18401.20, 259.20, 38290.96",
        "5a592c995457a3371c423a7d, 2018-07-01, 6729.69, 12960.48, 468.60, 20158.77",
        "5a679442682bea21e990a0d4, 2018-07-01, 9258.96, 5985.20, 15.91, 15260.07",
        "5cef0a415457a33576f60fe2, 2019-06-01, 22219.01, 23384.00, 591.38, 46194.39"})
    void isBilledAsByAnotherProgram(String label, LocalDate from, BigDecimal energy, BigDecimal demand, BigDecimal fixed, BigDecimal total)
            throws IOException {
        TariffPackage read = TariffPackageReader.read(UrdbImporter.convert(record(label), "urdb", "1", null));
        TariffPlan plan = TariffCompiler.compile(read).find(label, from).orElseThrow();
        Period month = new Period(from, from.plusMonths(1));
        long[] values = new long[(int) month.days() * 96];
        for (int i = 0; i < values.length; i++) {
            // a quarter of the hour's kW, in hundredths of a kWh
            values[i] = wh(from.plusDays(i / 96), i % 96 / 4) * 25;
        }
        RatedBill bill = Rater.rate(plan, RatingInput.builder("1", month, BillingMonth.of(from)).intervals(new Intervals(15, 2, values))
                .supplyBegan(from).carried(Map.of()).build(), TraceMode.FULL);
        assertEquals(0, energy.compareTo(bill.amountOf(Components.ENERGY)), bill.lines().toString());
        assertEquals(0, demand.compareTo(bill.amountOf(Components.DEMAND)), bill.lines().toString());
        assertEquals(0, fixed.compareTo(bill.amountOf(Components.FIXED_CHARGE)), bill.lines().toString());
        assertEquals(total, bill.total());
    }

    /** A schedule that names a period without a rate, a tier without a rate, and a charge on the demand at the system's peak. */
    @ParameterizedTest
    @CsvSource({"539fb6c7ec4f024bc1dc0445, RATING-094 energyweekdayschedule[0][0];RATING-094 energyweekendschedule[0][0]",
        "539fc25dec4f024c27d8b0a5, RATING-094 energyratestructure[0][0]",
        "53ac8daa5257a3406ac32a35, RATING-095 coincidentratestructure;RATING-095 coincidentrateunit"})
    void isRefusedByName(String label, String faults) throws IOException {
        byte[] file = record(label);
        KarawattException refused = assertThrows(KarawattException.class,
                () -> UrdbImporter.convert(file, "urdb", "1", LocalDate.of(2014, 6, 1)));
        assertEquals(List.of(faults.split(";")), refused.faults().stream().map(fault -> fault.code().code() + " " + fault.field()).toList());
        assertTrue(refused.faults().stream().allMatch(fault -> !fault.args().isEmpty()));
    }
}
