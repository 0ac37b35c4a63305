package org.karawatt.tariff.internal.calc;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.SectionRater;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;
import org.karawatt.rating.tariff.BillRules;
import org.karawatt.rating.tariff.CaseFailure;
import org.karawatt.rating.tariff.ChargeMethods;
import org.karawatt.rating.tariff.PackageVerifier;
import org.karawatt.rating.tariff.TariffCompiler;
import org.karawatt.rating.tariff.TariffPackage;
import org.karawatt.rating.tariff.TariffPackageReader;
import org.karawatt.rating.tariff.TariffPlans;
import org.karawatt.rating.tariff.WorkedCase;
import org.karawatt.tariff.api.CaseResult;
import org.karawatt.tariff.api.TariffErrors;

/**
 * A package file that has been read. Immutable.
 *
 * @param definitions the JSON of each tariff, in the order of the file
 * @param hash SHA-256 of the content
 */
public record PackageFile(TariffPackage content, List<String> definitions, String json, String hash) {

    /** Longest list of voltages or methods of one tariff, as stored. */
    private static final int MAX_LIST = 2_000;

    /**
     * Reads a file without compiling it.
     *
     * @throws KarawattException of kind INVALID with every fault, each with its line
     */
    public static PackageFile read(byte[] bytes) {
        TariffPackage content = TariffPackageReader.read(bytes);
        PackageFile file = new PackageFile(content, TariffPackageReader.definitions(bytes), new String(bytes, StandardCharsets.UTF_8),
                hash(bytes));
        Faults faults = new Faults();
        for (int i = 0; i < content.tariffs().size(); i++) {
            fits("tariffs[" + i + "].voltages", content.tariffs().get(i).voltages(), faults);
            fits("tariffs[" + i + "].charges", file.methodsOf(i), faults);
        }
        file.refuse(faults.list());
        return file;
    }

    private static void fits(String field, List<String> values, Faults faults) {
        if (values.stream().mapToInt(value -> value.length() + 1).sum() > MAX_LIST) {
            faults.add(field, KernelErrors.TOO_LONG, MAX_LIST);
        }
    }

    /** The file as a bundle brings it, in which a fault names the file. */
    public static KarawattException named(String name, KarawattException refused) {
        return KarawattException.invalid(TariffErrors.BAD_FILE, name, refused.getMessage());
    }

    /** The charge methods that a tariff names, with their versions, as {@code GREEN_FEE@2}. */
    public List<String> methodsOf(int tariff) {
        return List.copyOf(new TreeSet<>(content.tariffs().get(tariff).bill().charges().stream().map(PackageFile::key).toList()));
    }

    private static String key(BillRules.ChargeUse use) {
        return use.method() + "@" + use.version();
    }

    /** The methods that each tariff code names and that are not there; empty when all are. */
    public Map<String, List<String>> missing(ChargeMethods methods) {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        content.tariffs().forEach(tariff -> tariff.bill().charges().stream()
                .filter(use -> methods.find(use.method(), use.version()) == null)
                .forEach(use -> missing.computeIfAbsent(tariff.code(), code -> new ArrayList<>()).add(key(use))));
        return missing;
    }

    /**
     * Compiles the tariffs.
     *
     * @throws KarawattException of kind INVALID with every fault, each with its line
     */
    public TariffPlans compile(ChargeMethods methods) {
        try {
            return TariffCompiler.compile(content, methods);
        } catch (KarawattException e) {
            throw TariffPackageReader.located(json.getBytes(StandardCharsets.UTF_8), e);
        }
    }

    /** Compiles the tariffs and runs the cases; throws like {@link #compile}, and CASE_FAILED for every case that does not come out. */
    public TariffPlans prove(ChargeMethods methods) {
        TariffPlans plans = compile(methods);
        refuse(caseFaults(PackageVerifier.verify(content, plans)));
        return plans;
    }

    private void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw TariffPackageReader.located(json.getBytes(StandardCharsets.UTF_8), KarawattException.invalid(faults));
        }
    }

    private List<Fault> caseFaults(List<CaseFailure> failures) {
        List<Fault> faults = new ArrayList<>();
        for (CaseFailure failure : failures) {
            faults.add(Fault.of(place(failure.caseName()), TariffErrors.CASE_FAILED, content.code(), failure.caseName(), text(failure)));
        }
        return faults;
    }

    private String place(String caseName) {
        for (int i = 0; i < content.cases().size(); i++) {
            if (content.cases().get(i).name().equals(caseName)) {
                return "cases[" + i + "]";
            }
        }
        return "cases";
    }

    private static String text(CaseFailure failure) {
        return failure.where() + ": " + failure.expected() + " <> " + failure.actual();
    }

    /** How each case comes out with these plans. */
    public List<CaseResult> cases(TariffPlans plans) {
        Map<String, List<String>> failed = new LinkedHashMap<>();
        PackageVerifier.verify(content, plans)
                .forEach(failure -> failed.computeIfAbsent(failure.caseName(), name -> new ArrayList<>()).add(text(failure)));
        return content.cases().stream().map(worked -> result(worked, computed(worked, plans),
                failed.containsKey(worked.name()) ? String.join("; ", failed.get(worked.name())) : null)).toList();
    }

    /** The cases when nothing can be computed. */
    public List<CaseResult> cases(String why) {
        return content.cases().stream().map(worked -> result(worked, null, why)).toList();
    }

    private static CaseResult result(WorkedCase worked, String computed, String detail) {
        return new CaseResult(worked.name(), worked.tariff(), worked.source(), expected(worked), computed, detail == null, detail);
    }

    private static String expected(WorkedCase worked) {
        if (worked.error() != null) {
            return worked.error();
        }
        BigDecimal total = worked.total() != null ? worked.total()
                : worked.lines().stream().map(WorkedCase.ExpectedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return total.toPlainString();
    }

    private static String computed(WorkedCase worked, TariffPlans plans) {
        List<RatedSection> sections = new ArrayList<>(worked.sections().size());
        for (WorkedCase.Section section : worked.sections()) {
            Optional<TariffPlan> plan = plans.find(section.tariff(), section.day());
            if (plan.isEmpty()) {
                return null;
            }
            sections.add(new RatedSection(plan.get(), section.input()));
        }
        try {
            return SectionRater.rate(sections, TraceMode.NONE).total().toPlainString();
        } catch (KarawattException e) {
            // of several reasons the one that the case states
            return e.faults().stream().map(fault -> fault.code().code()).filter(code -> code.equals(worked.error())).findFirst()
                    .orElse(e.code().code());
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
