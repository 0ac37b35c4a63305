package org.acme.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.tariff.PackageVerifier;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;

/** The server asks the same of the package when the bundle starts. */
class AcmeTariffTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    private static String text() throws IOException {
        try (InputStream in = AcmeTariffTest.class.getResourceAsStream("/KARAWATT-INF/tariff/acme-residential.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static TariffPlans accept(String text) {
        return PackageVerifier.accept(TariffPackageReader.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thePackageIsAccepted() throws IOException {
        TariffPlans plans = accept(text());
        assertTrue(plans.find("acme-residential", DAY).isPresent());
        assertTrue(plans.find("acme-residential-tou", DAY).isPresent());
    }

    @Test
    void aCaseThatDoesNotComeOutIsNamed() throws IOException {
        String wrong = text().replace("\"total\": 267.78", "\"total\": 267.79");
        assertNotEquals(text(), wrong);
        KarawattException refused = assertThrows(KarawattException.class, () -> accept(wrong));
        assertEquals(1, refused.faults().size(), refused::toString);
        Fault fault = refused.faults().get(0);
        assertEquals(RatingErrors.CASE_FAILED, fault.code());
        assertEquals(List.of("All three tiers", "total", "267.79", "267.78"), fault.args());
    }

    @Test
    void aWrongPriceFailsTheCasesThatUseIt() throws IOException {
        String wrong = text().replace("0.52, 0.57, 0.82", "0.52, 0.57, 0.81");
        assertNotEquals(text(), wrong);
        KarawattException refused = assertThrows(KarawattException.class, () -> accept(wrong));
        assertTrue(refused.faults().stream().allMatch(fault -> fault.args().get(0).equals("All three tiers")), refused::toString);
    }
}
