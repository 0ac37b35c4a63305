package org.karawatt.simulation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.karawatt.billing.api.BillFigureService;
import org.karawatt.billing.api.BillFigureService.StudyFigure;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyReport;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.billing.api.StudyService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.WhatIfService.Bin;
import org.karawatt.decision.api.WhatIfService.Picture;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.simulation.internal.service.DefaultWhatIfService;
import org.karawatt.testkit.TestContexts;

class WhatIfTest {

    private static final BillingMonth JUNE = new BillingMonth(202606);

    private final List<StudyFigure> figures = new ArrayList<>();
    private final List<StudyRequest> started = new ArrayList<>();
    private final List<Long> stopped = new ArrayList<>();
    private StudyKind kind = StudyKind.COMPARISON;
    private StudyReport report = report();

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    private static StudyReport report() {
        return new StudyReport(3, 0, 3, 0, yuan("300.00"), yuan("310.00"), yuan("10.00"),
                List.of(new StudyReport.Group("RESIDENTIAL", "居民", "Residential", 2, yuan("400"), yuan("200.00"), yuan("190.00"), yuan("-10.00"), 1, 1),
                        new StudyReport.Group("COMMERCIAL", "工商业", "Commercial", 1, yuan("100"), yuan("100.00"), yuan("120.00"), yuan("20.00"), 0, 1)),
                List.of(), List.of());
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(WhatIfTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @SuppressWarnings("unchecked")
    private DefaultWhatIfService service() {
        Run run = new Run(9, "study", "x", Map.of(), RunStatus.DONE, "admin", null, null, null, 3L, 3, 0, null, null);
        StudyService studies = fake(StudyService.class, (proxy, method, args) -> switch (method.getName()) {
            case "start" -> {
                started.add((StudyRequest) args[1]);
                yield run;
            }
            case "export" -> {
                ((OutputStream) args[2]).write("accounts".getBytes(StandardCharsets.UTF_8));
                yield null;
            }
            case "study" -> new Study(run, kind, JUNE, "33", null, 5L, report);
            case "accounts" -> {
                boolean losses = ((StudyQuery) args[2]).order() == StudyQuery.Order.LOSS;
                yield new Page<>(losses ? List.of(account("A3", "20.00"), account("A2", "5.00"), account("A1", "-15.00"))
                        : List.of(account("A1", "-15.00"), account("A2", "5.00")), 0, 20, 3);
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
        BillFigureService bills = fake(BillFigureService.class, (proxy, method, args) -> {
            figures.forEach((Consumer<StudyFigure>) args[2]);
            return null;
        });
        OfficeService offices = fake(OfficeService.class, (proxy, method, args) -> List.of(
                new Office(2, "3301", 1L, "/33/3301/", "STATION", "东所", "East", LocalDate.MIN, null, 0)));
        RunService runs = fake(RunService.class, (proxy, method, args) -> {
            stopped.add((Long) args[1]);
            return run;
        });
        return new DefaultWhatIfService(studies, bills, offices, runs);
    }

    private static StudyAccount account(String no, String difference) {
        return new StudyAccount(no, "RESIDENTIAL", 1, 1, yuan("1"), yuan("1"), yuan("1"), yuan(difference), null, "DIFFERENT", null, null);
    }

    private static StudyFigure figure(long account, long office, String before, String after) {
        return new StudyFigure(account, office, "X", yuan("10"), yuan(before), yuan(after));
    }

    private long in(Picture picture, Integer from) {
        return picture.histogram().stream().filter(bin -> Objects.equals(bin.fromPercent(), from)).findFirst().orElseThrow().accounts();
    }

    @Test
    void showsWinnersAndLosers() {
        figures.addAll(List.of(figure(1, 2, "100.00", "85.00"), figure(2, 2, "100.00", "105.00"), figure(3, 7, "100.00", "120.00")));
        Picture picture = service().picture(TestContexts.admin(), 9);
        assertEquals(yuan("10.00"), picture.all().difference());
        assertEquals(yuan("3.33"), picture.all().percent());
        assertEquals(1, picture.all().winners());
        assertEquals(2, picture.all().losers());
        assertEquals(List.of("7", "3301"), picture.byOffice().stream().map(each -> each.key()).toList());
        assertEquals(yuan("-10.00"), picture.byOffice().get(1).difference());
        assertEquals(yuan("-5.00"), picture.byOffice().get(1).percent());
        assertEquals(List.of("A3", "A2"), picture.losers().stream().map(StudyAccount::accountNo).toList());
        assertEquals(List.of("A1"), picture.gainers().stream().map(StudyAccount::accountNo).toList());
        assertEquals(1, in(picture, -20));
        assertEquals(1, in(picture, 5));
        assertEquals(1, in(picture, 20));
        assertEquals(yuan("10.00"), picture.histogram().stream().map(Bin::difference).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void putsEveryChangeIntoOneBin() {
        for (String after : List.of("0.00", "49.99", "50.00", "99.00", "99.99", "100.00", "100.99", "101.00", "149.99", "150.00", "900.00")) {
            figures.add(figure(1, 2, "100.00", after));
        }
        figures.add(figure(2, 2, "0.00", "0.00"));
        figures.add(figure(3, 2, "0.00", "1.00"));
        figures.add(figure(4, 2, "0.00", "-1.00"));
        Picture picture = service().picture(TestContexts.admin(), 9);
        assertEquals(figures.size(), picture.histogram().stream().mapToLong(Bin::accounts).sum());
        assertEquals(3, in(picture, null), "below half, and from nothing to a credit");
        assertEquals(1, in(picture, -50));
        assertEquals(2, in(picture, -1), "exactly one percent less is not more than that");
        assertEquals(3, in(picture, 0), "unchanged, almost unchanged and nothing at all");
        assertEquals(1, in(picture, 1));
        assertEquals(1, in(picture, 30));
        assertEquals(3, in(picture, 50));
    }

    @Test
    void stopsAndWritesComparisonsOnly() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        service().export(TestContexts.admin(), 9, out);
        assertEquals("accounts", out.toString(StandardCharsets.UTF_8));
        service().stop(TestContexts.admin(), 9);
        assertEquals(List.of(9L), stopped);
        report = null;
        assertEquals(DecisionErrors.STUDY_OPEN, assertThrows(KarawattException.class,
                () -> service().export(TestContexts.admin(), 9, out)).code());
        service().stop(TestContexts.admin(), 9);
        assertEquals(List.of(9L, 9L), stopped, "one that is under way has no report");
        kind = StudyKind.TRIAL;
        assertEquals(DecisionErrors.STUDY_KIND, assertThrows(KarawattException.class, () -> service().stop(TestContexts.admin(), 9)).code());
        assertThrows(KarawattException.class, () -> service().stop(TestContexts.clerk("/33/", "billing.study"), 9));
        assertThrows(KarawattException.class, () -> service().export(TestContexts.clerk("/33/", "billing.read"), 9, out));
        assertEquals(2, stopped.size());
    }

    @Test
    void reusesTheStudiesOfBilling() {
        service().start(TestContexts.admin(), JUNE, "33", "T1", 5);
        assertEquals(List.of(new StudyRequest(StudyKind.COMPARISON, JUNE, "33", "T1", 5L)), started);
        report = null;
        assertEquals(DecisionErrors.STUDY_OPEN, assertThrows(KarawattException.class, () -> service().picture(TestContexts.admin(), 9)).code());
        kind = StudyKind.TRIAL;
        assertEquals(DecisionErrors.STUDY_KIND, assertThrows(KarawattException.class, () -> service().picture(TestContexts.admin(), 9)).code());
        assertThrows(KarawattException.class, () -> service().picture(TestContexts.clerk("/33/", "billing.read"), 9));
    }
}
