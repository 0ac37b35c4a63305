package org.acme.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;
import org.karawatt.rating.tariff.ChargeMethods;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackageReader;

class GreenFeeTest {

    private static final BillingMonth JANUARY = new BillingMonth(202601);

    private static TariffPlan plan(String charge) {
        String json = """
                {"package": "p", "version": "1", "name": {"zh": "p", "en": "p"}, "source": "invented", "currency": "CNY", "tariffs": [
                  {"code": "T", "name": {"zh": "t", "en": "t"}, "usageClass": "U", "validFrom": "2025-01-01",
                   "energy": {"method": "FLAT", "price": 0.5}, "charges": [%s]}]}
                """.formatted(charge);
        ChargeMethods methods = ChargeMethods.standard().with(new GreenFeeV1()).with(new GreenFeeV2());
        return TariffCompiler.compile(TariffPackageReader.read(json.getBytes(StandardCharsets.UTF_8)), methods)
                .find("T", LocalDate.of(2026, 1, 1)).orElseThrow();
    }

    private static BigDecimal total(TariffPlan plan, String kwh) {
        return Rater.rate(plan, RatingInput.builder("A", JANUARY.period(), JANUARY).activeKwh(new BigDecimal(kwh)).build(), TraceMode.FULL)
                .total();
    }

    /** 100 x 0.5 + 100 x 0.01, or 60 of them when 40 are free; below what is free there is no fee. */
    @Test
    void eachVersionHasItsOwnPrice() {
        String second = "{\"method\": \"ACME_GREEN_FEE\", \"version\": 2, \"settings\": {\"price\": 0.01, \"freeKwh\": 40}}";
        assertEquals(new BigDecimal("51.00"), total(plan("{\"method\": \"ACME_GREEN_FEE\", \"settings\": {\"price\": 0.01}}"), "100"));
        assertEquals(new BigDecimal("50.60"), total(plan(second), "100"));
        assertEquals(new BigDecimal("15.00"), total(plan(second), "30"));
    }

    @Test
    void settingsThatAreMissingOrWrongAreRefused() {
        assertThrows(KarawattException.class, () -> plan("{\"method\": \"ACME_GREEN_FEE\", \"version\": 2, \"settings\": {\"price\": 0.01}}"));
        assertThrows(KarawattException.class, () -> plan("{\"method\": \"ACME_GREEN_FEE\", \"settings\": {\"price\": -0.01}}"));
    }
}
