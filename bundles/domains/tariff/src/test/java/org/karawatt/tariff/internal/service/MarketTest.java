package org.karawatt.tariff.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.time.Period;
import org.karawatt.tariff.api.MarketPricesDraft;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.tariff.api.PriceCallDraft;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class MarketTest {

    private static final CallContext ADMIN = TestContexts.admin();

    @TempDir
    private Path folder;
    private DefaultMarketService market;
    private LocalDate today;

    private void start(TestDatabase db) throws IOException {
        TariffBench bench = new TariffBench(db);
        String called = """
                {"package": "p", "version": "1", "name": {"zh": "试验", "en": "Trial"}, "source": "made up for tests", "currency": "CNY",
                 "tariffs": [{"code": "T", "name": {"zh": "甲", "en": "A"}, "usageClass": "COMMERCIAL", "validFrom": "2020-01-01",
                   "energy": {"method": "TOU", "price": {"CRITICAL": 3, "PEAK": 1}},
                   "calendar": {"rules": [{"hours": [{"period": "PEAK", "from": "00:00", "to": "24:00"}]}]}}],
                 "cases": [{"name": "one", "source": "by hand", "tariff": "T",
                   "input": {"from": "2026-01-01", "to": "2026-02-01", "touKwh": {"CRITICAL": 0, "PEAK": 2}}, "expect": {"total": 2}}]}
                """;
        bench.handler.add("utility 1", List.of(Files.writeString(folder.resolve("p.json"), called).toUri().toURL()));
        market = new DefaultMarketService(bench.catalog, db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock());
        today = LocalDate.ofInstant(db.clock().now(), db.clock().zone());
    }

    private static MarketPricesDraft prices(String market, LocalDate day, String price, int size) {
        return new MarketPricesDraft(market, day, Collections.nCopies(size, new BigDecimal(price)));
    }

    private static List<String> faults(KarawattException refused) {
        return refused.faults().stream().map(fault -> fault.field() + " " + fault.code().code()).toList();
    }

    @OnEachDatabase
    void aCorrectionOfPricesIsANewRevision(TestDatabase db) throws IOException {
        start(db);
        Period month = new Period(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 6, 1));
        LocalDate day = LocalDate.of(2026, 5, 4);
        assertEquals(2, market.take(ADMIN, List.of(prices("SPOT", day, "-0.05", 24), prices("SPOT-2", day, "0.3", 96))));
        assertEquals(0, market.take(ADMIN, List.of(prices("SPOT", day, "-0.050", 24))));
        assertEquals(1, market.take(ADMIN, List.of(prices("SPOT", day, "0.02", 24))));
        assertEquals(1, market.prices(ADMIN, "SPOT", month).size());
        assertEquals(1, market.prices("SPOT", month).get(0).revision());
        assertEquals(0, new BigDecimal("0.02").compareTo(market.prices("SPOT", month).get(0).prices().values().get(23)));
        assertEquals(List.of("[0].market TARIFF-006", "[1].prices TARIFF-024", "[2].day TARIFF-025"), faults(assertThrows(KarawattException.class,
                () -> market.take(ADMIN, List.of(prices("spot", day, "1", 24), prices("SPOT", day, "1", 25), prices("SPOT", day, "1", 24))))));
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> market.take(TestContexts.clerk("/33/", "tariff.read"), List.of(prices("SPOT", day, "1", 24)))).kind());
    }

    @OnEachDatabase
    void aPeriodIsCalledAheadAndTakenBackUntilItBegins(TestDatabase db) throws IOException {
        start(db);
        LocalDateTime evening = today.plusDays(1).atTime(18, 0);
        PriceCall call = market.call(ADMIN, new PriceCallDraft("T", evening, evening.plusHours(2), "CRITICAL"));
        Period days = new Period(today, today.plusDays(3));
        assertEquals(List.of(evening), market.calls("T", days).stream().map(PriceCall::from).toList());
        assertEquals(TariffErrors.CALL_OVERLAP, assertThrows(KarawattException.class,
                () -> market.call(ADMIN, new PriceCallDraft("T", evening.plusHours(1), evening.plusHours(3), "CRITICAL"))).code());
        assertEquals(List.of("from TARIFF-026", "period TARIFF-027"), faults(assertThrows(KarawattException.class,
                () -> market.call(ADMIN, new PriceCallDraft("T", today.minusDays(1).atTime(18, 10), evening, "SHARP")))));
        assertEquals(ADMIN.user(), market.withdraw(ADMIN, call.id()).withdrawnBy());
        assertEquals(List.of(), market.calls("T", days));
        assertEquals(1, market.calls(ADMIN, "T", days).size(), "kept");
        assertEquals(TariffErrors.CALL_BEGUN, assertThrows(KarawattException.class, () -> market.withdraw(ADMIN, call.id())).code());
        assertEquals(TariffErrors.CALL_UNKNOWN, assertThrows(KarawattException.class, () -> market.withdraw(ADMIN, 1)).code());
    }
}
