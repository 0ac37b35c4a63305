package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.SectionRater;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TierUse;
import org.karawatt.rating.TraceMode;

/** Runs the worked cases of a package against its tariffs: a package is only taken into use when all of them come out. */
public final class PackageVerifier {

    private PackageVerifier() {
    }

    /**
     * Runs all cases.
     *
     * @return what did not come out; empty when every case did
     */
    public static List<CaseFailure> verify(TariffPackage tariffs, TariffPlans plans) {
        List<CaseFailure> failures = new ArrayList<>();
        for (WorkedCase worked : tariffs.cases()) {
            verify(worked, plans, failures);
        }
        return failures;
    }

    /** {@link #accept(TariffPackage, ChargeMethods)} with the standard methods. */
    public static TariffPlans accept(TariffPackage tariffs) {
        return accept(tariffs, ChargeMethods.standard());
    }

    /**
     * Compiles a package and refuses it when a case does not come out.
     *
     * @param methods the charge methods that the package may name
     * @throws KarawattException of kind INVALID that names every case, line, expected and actual value
     */
    public static TariffPlans accept(TariffPackage tariffs, ChargeMethods methods) {
        TariffPlans plans = TariffCompiler.compile(tariffs, methods);
        Faults faults = new Faults();
        for (CaseFailure failure : verify(tariffs, plans)) {
            faults.add("cases", RatingErrors.CASE_FAILED, failure.caseName(), failure.where(), failure.expected(), failure.actual());
        }
        faults.throwIfAny();
        return plans;
    }

    private static void verify(WorkedCase worked, TariffPlans plans, List<CaseFailure> failures) {
        List<RatedSection> sections = new ArrayList<>(worked.sections().size());
        for (WorkedCase.Section section : worked.sections()) {
            Optional<TariffPlan> plan = plans.find(section.tariff(), section.day());
            if (plan.isEmpty()) {
                failures.add(new CaseFailure(worked.name(), "tariff", section.tariff() + " on " + section.day(), ""));
                return;
            }
            sections.add(new RatedSection(plan.get(), section.input()));
        }
        RatedBill bill;
        try {
            bill = SectionRater.rate(sections, TraceMode.NONE);
        } catch (KarawattException e) {
            if (worked.error() == null || e.faults().stream().noneMatch(fault -> fault.code().code().equals(worked.error()))) {
                failures.add(new CaseFailure(worked.name(), "error", worked.error() == null ? "" : worked.error(), e.getMessage()));
            }
            return;
        }
        if (worked.error() != null) {
            failures.add(new CaseFailure(worked.name(), "error", worked.error(), "total " + bill.total()));
            return;
        }
        lines(worked, bill, failures);
        same(worked, "total", worked.total(), bill.total(), failures);
        same(worked, "tax", worked.tax(), bill.tax(), failures);
        same(worked, "powerFactor", worked.powerFactor(), bill.powerFactor(), failures);
        worked.carried().forEach((name, value) -> same(worked, "carried." + name, value, bill.carried().get(name), failures));
        List<BigDecimal> left = bill.tiers().stream().map(TierUse::left).filter(kwh -> kwh != null).toList();
        if (!worked.tiersLeft().isEmpty() && worked.tiersLeft().size() != left.size()) {
            failures.add(new CaseFailure(worked.name(), "tiersLeft", worked.tiersLeft().toString(), left.toString()));
            return;
        }
        for (int i = 0; i < worked.tiersLeft().size(); i++) {
            same(worked, "tiersLeft[" + i + "]", worked.tiersLeft().get(i), left.get(i), failures);
        }
    }

    private static void lines(WorkedCase worked, RatedBill bill, List<CaseFailure> failures) {
        if (worked.lines().isEmpty()) {
            return;
        }
        List<RatedLine> open = new ArrayList<>(bill.lines());
        for (WorkedCase.ExpectedLine expected : worked.lines()) {
            String where = label(expected.component(), expected.item(), expected.tou(), expected.tier());
            Optional<RatedLine> found = open.stream().filter(line -> matches(expected, line)).findFirst();
            if (found.isEmpty()) {
                failures.add(new CaseFailure(worked.name(), where, expected.amount().toPlainString(), ""));
                continue;
            }
            open.remove(found.get());
            same(worked, where + " quantity", expected.quantity(), found.get().quantity(), failures);
            same(worked, where + " price", expected.price(), found.get().price(), failures);
            same(worked, where + " amount", expected.amount(), found.get().amount(), failures);
        }
        for (RatedLine line : open) {
            failures.add(new CaseFailure(worked.name(), label(line.component(), line.item(), line.tou(), line.tier()), "",
                    line.amount().toPlainString()));
        }
    }

    private static boolean matches(WorkedCase.ExpectedLine expected, RatedLine line) {
        return expected.component().equals(line.component())
                && (expected.item() == null || expected.item().equals(line.item()))
                && (expected.tou() == null || expected.tou() == line.tou())
                && (expected.tier() == null || expected.tier() == line.tier());
    }

    private static String label(String component, String item, Object tou, Integer tier) {
        StringBuilder text = new StringBuilder(component);
        if (item != null) {
            text.append('/').append(item);
        }
        if (tou != null) {
            text.append('/').append(tou);
        }
        if (tier != null && tier > 0) {
            text.append("/tier ").append(tier);
        }
        return text.toString();
    }

    private static void same(WorkedCase worked, String where, BigDecimal expected, BigDecimal actual, List<CaseFailure> failures) {
        if (expected != null && (actual == null || expected.compareTo(actual) != 0)) {
            failures.add(new CaseFailure(worked.name(), where, expected.toPlainString(), actual == null ? "" : actual.toPlainString()));
        }
    }
}
