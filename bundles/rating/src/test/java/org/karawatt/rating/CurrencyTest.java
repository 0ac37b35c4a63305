package org.karawatt.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackageReader;

/** Currencies with no decimals, with three, and with the largest numbers. */
class CurrencyTest {

    @ParameterizedTest
    @CsvSource({
        "KWD, 0.0255, 33, LINE_HALF_UP, 0.842", "KWD, 0.0255, 33, LINE_TENTH, 0.800", "VND, 1806.5, 33, LINE_HALF_UP, 59615",
        "VND, 1806.5, 33, LINE_TENTH, 59615", "IRR, 42000, 900000000, LINE_HALF_UP, 37800000000000.00", "CNY, 0.5653, 3, LINE_DOWN, 1.69"
    })
    void amountsHaveTheDecimalsOfTheCurrency(String currency, String price, BigDecimal kwh, String rounding, BigDecimal total) {
        RatedBill bill = bill(currency, price, kwh, rounding);
        assertEquals(total, bill.total());
        assertTrue(bill.estimated());
    }

    /** 42,000 rials for each of 9 thousand million kWh have fifteen digits, more than the ledger holds. */
    @Test
    void anAmountThatNoLedgerHoldsIsRefused() {
        KarawattException refused = assertThrows(KarawattException.class,
                () -> bill("IRR", "42000", new BigDecimal("9000000000"), "LINE_HALF_UP"));
        assertEquals("RATING-084", refused.code().code());
        assertTrue(refused.getMessage().contains("A1") && refused.getMessage().contains("ENERGY"), refused.getMessage());
    }

    private static RatedBill bill(String currency, String price, BigDecimal kwh, String rounding) {
        String json = """
                {"package": "p", "version": "1", "name": {"zh": "p", "en": "p"}, "source": "s", "currency": "%s", "tariffs": [
                  {"code": "T", "name": {"zh": "t", "en": "t"}, "usageClass": "U", "validFrom": "2025-01-01", "rounding": "%s",
                   "energy": {"method": "FLAT", "price": %s}}]}""".formatted(currency, rounding, price);
        BillingMonth month = BillingMonth.of(LocalDate.of(2026, 1, 1));
        TariffPlan plan = TariffCompiler.compile(TariffPackageReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .find("T", month.firstDay()).orElseThrow();
        RatingInput input = RatingInput.builder("A1", month.period(), month).activeKwh(kwh).estimated(true).build();
        return Rater.rate(plan, input, TraceMode.NONE);
    }
}
