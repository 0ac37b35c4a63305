package org.karawatt.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.money.Money;
import org.karawatt.kernel.quantity.Quantity;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.trace.TraceCatalog;
import org.karawatt.kernel.trace.TraceNode;

class KernelTypesTest {

    @Test
    void moneyIsExactAndRoundsHalfUpOnlyWhenAsked() {
        Money price = Money.yuan("0.005");
        assertEquals(Money.yuan("0.015"), price.plus(price).plus(price));
        assertEquals("0.02 CNY", price.times(new BigDecimal("3")).rounded().toString());
        assertEquals(Money.yuan("-0.01"), Money.yuan("-0.005").rounded());
        assertEquals(Money.yuan("1.0").hashCode(), Money.yuan("1.00").hashCode());
    }

    @Test
    void moneyOfTwoCurrenciesDoesNotMix() {
        Money dollars = new Money(BigDecimal.ONE, Currency.getInstance("USD"));
        assertThrows(IllegalArgumentException.class, () -> Money.yuan("1").plus(dollars));
        assertThrows(IllegalArgumentException.class, () -> Money.yuan("1").compareTo(dollars));
    }

    @Test
    void quantitiesOfTwoUnitsDoNotMix() {
        Quantity energy = Quantity.energy(BigDecimal.TEN);
        assertThrows(IllegalArgumentException.class, () -> energy.plus(Quantity.power(BigDecimal.ONE)));
        assertEquals("10 kWh", energy.toString());
    }

    @Test
    void periodsAreHalfOpen() {
        Period january = new BillingMonth(202601).period();
        assertTrue(january.contains(LocalDate.of(2026, 1, 31)));
        assertFalse(january.contains(LocalDate.of(2026, 2, 1)));
        assertEquals(31, january.days());
        assertFalse(january.overlaps(Period.since(LocalDate.of(2026, 2, 1))));
        assertEquals(Optional.of(new Period(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 2, 1))),
                january.intersection(Period.since(LocalDate.of(2026, 1, 10))));
        assertThrows(IllegalArgumentException.class, () -> new Period(LocalDate.MIN, LocalDate.MIN));
        assertThrows(IllegalStateException.class, () -> Period.since(LocalDate.of(2026, 1, 1)).days());
    }

    @Test
    void billingMonthsCrossTheYear() {
        assertEquals(new BillingMonth(202701), new BillingMonth(202612).next());
        assertEquals(new BillingMonth(202512), BillingMonth.parse("2026-01").previous());
        assertEquals(28, new BillingMonth(202602).days());
        assertThrows(DateTimeException.class, () -> BillingMonth.parse("2026-13"));
        assertThrows(DateTimeException.class, () -> BillingMonth.parse("26-01"));
    }

    @Test
    void permissionsCoverBranches() {
        CallContext clerk = new CallContext("clerk", Set.of("billing.*", "customer.read"), OfficeScope.ALL, Locale.ENGLISH, "rest", null);
        assertTrue(clerk.may("billing.run.start"));
        assertTrue(clerk.may("customer.read"));
        assertFalse(clerk.may("customer.write"));
        KarawattException denied = assertThrows(KarawattException.class, () -> clerk.require("customer.write"));
        assertEquals(KarawattException.Kind.DENIED, denied.kind());
        assertEquals("没有权限：customer.write", denied.message(Locale.CHINA));
    }

    @Test
    void scopeCoversASubtreeAndNothingElse() {
        OfficeScope scope = new OfficeScope(Set.of("/33/3301/"));
        assertTrue(scope.covers("/33/3301/330102/"));
        assertFalse(scope.covers("/33/33010/"));
        assertFalse(scope.covers("/33/"));
        assertFalse(new OfficeScope(Set.of()).covers("/33/"));
        assertTrue(OfficeScope.ALL.covers("/33/"));
        assertThrows(IllegalArgumentException.class, () -> new OfficeScope(Set.of("/33")));
    }

    @Test
    void allFaultsComeAtOnce() {
        Faults faults = new Faults().text("name", " ", 10).text("phone", "12345678901", 10).optionalText("note", "a\u0007", 10);
        KarawattException invalid = assertThrows(KarawattException.class, faults::throwIfAny);
        assertEquals(List.of("name", "phone", "note"), invalid.faults().stream().map(f -> f.field()).toList());
        assertEquals(KernelErrors.INVALID_INPUT, invalid.code());
        assertEquals("不能超过 10 个字符", invalid.faults().get(1).message(Locale.CHINESE));
    }

    @Test
    void traceIsExplainedInBothLanguagesAndHidesNothing() {
        TraceCatalog catalog = (key, locale) -> key.equals("sum")
                ? Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? "合计 {amount} 元" : "total {amount} yuan" : null;
        TraceNode tree = TraceNode.of("sum").with("amount", new BigDecimal("1E+2"))
                .child(new TraceNode("unknown", Map.of("x", 1), List.of())).build();
        assertEquals("合计 100 元", catalog.explain(tree, Locale.CHINA).get(0).text());
        assertEquals("total 100 yuan", catalog.explain(tree, Locale.US).get(0).text());
        assertEquals(new TraceCatalog.Line(1, "unknown {x=1}"), catalog.explain(tree, Locale.US).get(1));
    }

    @Test
    void numbersInATraceAreWrittenAsPeopleWriteThem() {
        TraceCatalog catalog = (key, locale) -> "{value}";
        Map<String, String> shown = Map.of("321.0400", "321.04", "0.0000", "0", "177600.0000", "177,600", "7.00", "7.00",
                "1637153.30", "1,637,153.30", "0.3844700000", "0.38447", "-0.0019815", "-0.0019815");
        shown.forEach((stored, text) -> assertEquals(text,
                catalog.explain(TraceNode.of("any").with("value", new BigDecimal(stored)).build(), Locale.US).get(0).text()));
    }
}
