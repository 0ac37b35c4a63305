package org.karawatt.audit.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.quality.spi.AuditWindow;
import org.karawatt.quality.spi.Fact;

class UseFactsTest {

    private static final BillingMonth JUNE = new BillingMonth(202606);

    private final List<MeterReading> readings = new ArrayList<>();

    private void read(BillingMonth month, RegisterKind kind, int kwh, String source) {
        LocalDate on = month.firstDay();
        readings.add(new MeterReading(readings.size(), kind.ordinal(), 1, 1, month, kind, on, BigDecimal.ZERO, on, BigDecimal.ZERO,
                BigDecimal.ONE, BigDecimal.valueOf(kwh), "REGULAR", 0, source, "ACCEPTED", 0, null));
    }

    private Map<String, Object> values() {
        CustomerService customers = fake(CustomerService.class,
                args -> List.of(new AccountTerms(1, "A1", 1, "COMMERCIAL", "AC00101", LocalDate.of(2020, 1, 1))));
        MeterReadingService meters = fake(MeterReadingService.class,
                args -> readings.stream().filter(reading -> reading.month().equals(args[2])).toList());
        List<Fact> facts = new ArrayList<>();
        new UseFacts(customers, fake(EquipmentService.class, args -> List.of()), meters)
                .read(new AuditWindow(LocalDate.of(2026, 6, 30), JUNE), 1, 1, facts::add);
        return facts.get(0).values();
    }

    private interface Answer {
        Object to(Object[] args);
    }

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, Answer answer) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> answer.to(args));
    }

    @Test
    void monthsInARowEndWhereNothingWasRead() {
        read(JUNE, RegisterKind.AP_TOTAL, 0, "ESTIMATE");
        read(JUNE.previous(), RegisterKind.AP_TOTAL, 0, "FILE");
        assertEquals(new BigDecimal("2"), values().get("zeroMonths"));
        assertEquals(new BigDecimal("1"), values().get("estimatedMonths"));
        read(JUNE.previous().previous(), RegisterKind.AP_TOTAL, 5, "FILE");
        assertEquals(new BigDecimal("2"), values().get("zeroMonths"));
        assertEquals(new BigDecimal("0"), values().get("kwhBefore"));
        assertFalse(values().containsKey("kwhYearAgo"), "what was not read is missing and not zero");
    }

    @Test
    void thePeriodsAreSummedOnlyWhenTheyMakeUpTheDay() {
        read(JUNE, RegisterKind.AP_TOTAL, 100, "FILE");
        read(JUNE, RegisterKind.AP_PEAK, 40, "FILE");
        read(JUNE, RegisterKind.AP_VALLEY, 20, "FILE");
        assertFalse(values().containsKey("touKwh"));
        read(JUNE, RegisterKind.AP_FLAT, 30, "FILE");
        assertEquals(new BigDecimal("90"), values().get("touKwh"));
    }
}
