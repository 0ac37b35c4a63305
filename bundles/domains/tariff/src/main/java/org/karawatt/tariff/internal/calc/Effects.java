package org.karawatt.tariff.internal.calc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.tariff.TariffDefinition;
import org.karawatt.tariff.api.PricedTariff;

/**
 * What the approval of a package means for what is offered before it, so that nobody approves in the dark. Bills that were issued keep the
 * tariff version that priced them; what is billed after the approval is priced by the new one, for past days, too.
 */
public final class Effects {

    /** Values that change no amount. */
    private static final Set<String> TOLD = Set.of("code", "note", "usageClass", "voltages", "validFrom", "validTo");

    private final Offer before;
    private final Offer after;
    private final LocalDate today;
    private final boolean zh;
    private final LongFunction<String> definitions;
    private final List<String> texts = new ArrayList<>();
    private boolean changesPast;

    /**
     * @param after what would be offered with the package
     * @param definitions gives the definition of a tariff version that is offered before
     */
    public Effects(Offer before, Offer after, LocalDate today, Locale locale, LongFunction<String> definitions) {
        this.before = before;
        this.after = after;
        this.today = today;
        this.zh = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        this.definitions = definitions;
    }

    /** Works out the effects of a package that {@link #after} holds. */
    public Effects of(PackageFile file, OfferedPackage approved) {
        if (file.content().cases().isEmpty()) {
            tell("电价包没有算例，未经验证", "The package has no worked cases, so nothing proves it");
        }
        for (String code : new TreeSet<>(approved.codes())) {
            Optional<OfferedPackage> owner = before.owner(code);
            if (owner.isEmpty()) {
                continue;
            }
            String other = owner.get().packageCode() + " " + owner.get().version();
            if (after.owner(code).filter(a -> a.id() == approved.id()).isEmpty()) {
                tell("电价 " + code + " 仍由电价包 " + other + " 提供，本包不起作用",
                        "Tariff " + code + " stays with package " + other + "; this package has no effect on it");
            } else {
                tell("电价 " + code + " 将由本包代替电价包 " + other, "Tariff " + code + " is taken over from package " + other);
                past(file, code, owner.get());
            }
        }
        if (changesPast) {
            tell("已出账单不变；此后出具的账单，包括以前月份的，按新价格计算",
                    "Bills already issued stay; bills issued from now on, for past months too, are priced anew");
        }
        for (String code : new TreeSet<>(before.offered())) {
            if (after.owner(code).filter(a -> a.missing().isEmpty()).isEmpty()) {
                tell("电价 " + code + " 将不再提供", "Tariff " + code + " is not offered any more");
            }
        }
        return this;
    }

    /** Finds the first day before today that would be priced otherwise. */
    private void past(PackageFile file, String code, OfferedPackage owner) {
        List<PricedTariff> old = owner.tariffs().stream().filter(t -> t.tariffCode().equals(code))
                .sorted(Comparator.comparing((PricedTariff t) -> t.plan().validity().from())).toList();
        for (PricedTariff version : old) {
            String definition = definitions.apply(version.tariffId());
            Optional<LocalDate> first = days(file, code, version.plan().validity()).stream()
                    .filter(day -> isOther(file, code, day, definition)).findFirst();
            if (first.isPresent()) {
                changesPast = true;
                tell("电价 " + code + " 自 " + first.get() + " 起（早于今天）的价格将改变", "Prices of tariff " + code + " change from "
                        + first.get() + " on, which is before today");
                return;
            }
        }
    }

    /** The days before today on which another version of either package begins. */
    private Set<LocalDate> days(PackageFile file, String code, Period validity) {
        Set<LocalDate> days = new TreeSet<>();
        days.add(validity.from());
        for (TariffDefinition tariff : file.content().tariffs()) {
            if (tariff.code().equals(code)) {
                days.add(tariff.validFrom());
                if (tariff.validTo() != null) {
                    days.add(tariff.validTo());
                }
            }
        }
        days.removeIf(day -> !day.isBefore(today) || !validity.contains(day));
        return days;
    }

    private static boolean isOther(PackageFile file, String code, LocalDate day, String old) {
        for (int i = 0; i < file.content().tariffs().size(); i++) {
            TariffDefinition tariff = file.content().tariffs().get(i);
            if (tariff.code().equals(code) && new Period(tariff.validFrom(), tariff.validTo()).contains(day)) {
                return DefinitionDiff.between(old, file.definitions().get(i)).stream()
                        .anyMatch(d -> !TOLD.contains(d.path()) && !d.path().startsWith("name.") && !d.path().contains(".name."));
            }
        }
        return true;
    }

    private void tell(String chinese, String english) {
        texts.add(zh ? chinese : english);
    }

    /** The effects, as sentences. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** Whether days before today would be priced otherwise. */
    public boolean changesPast() {
        return changesPast;
    }

    /** What a withdrawal leaves behind. */
    public static String stranded(long accounts, Set<String> codes, Locale locale) {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage())
                ? accounts + " 个户号使用的电价 " + String.join("、", codes) + " 将不再提供，不能计费"
                : accounts + " accounts are on tariffs that would not be offered any more and could not be billed: "
                        + String.join(", ", codes);
    }
}
