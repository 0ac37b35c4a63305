package org.karawatt.business.shell.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryLine;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** What the commands share that take a recovery as it is asked for. */
abstract class RecoveryDraftCommand extends KarawattCommand {

    private static final Set<String> KEYS = Set.of("from", "to", "tou", "kwh", "kw", "hours", "days", "tariff", "kva", "normal", "failure");

    @Argument(index = 0, name = "kind", required = true, description = "Why: METER_ERROR, WRONG_WIRING, WRONG_MULTIPLIER, VOLTAGE_DROP, METERING_FAULT, "
            + "BLOWN_FUSE, THEFT, LOWER_PRICE, OVER_CAPACITY, SEALED_EQUIPMENT, METER_TAMPERING or TEMPORARY_SUPPLY")
    @Completion(RecoveryKindCompleter.class)
    String kind;

    @Argument(index = 1, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 2, name = "day", required = true, description = "Day on which it was found, such as 2026-02-15; decides the rule")
    String day;

    @Argument(index = 3, name = "reason", required = true, description = "Why, in words")
    String reason;

    @Argument(index = 4, name = "items", multiValued = true, description = "name=value,... of from, to (the day after the last), tou, kwh, kw, "
            + "hours (a day), days, tariff, kva, normal (kWh of normal use) and failure (hours), such as from=2026-01-01,to=2026-02-01,tou=PEAK,kwh=3000")
    List<String> items = new ArrayList<>();

    @Option(name = "--percent", description = "Error of the meter in percent, -10 for 10 % slow, the correction rate of wrong wiring, or the "
            + "measured voltage drop")
    String percent;

    @Option(name = "--used-multiplier", description = "Multiplier that was used")
    String usedMultiplier;

    @Option(name = "--right-multiplier", description = "Multiplier that is right")
    String rightMultiplier;

    @Option(name = "--multiple", description = "Penalty as a multiple, where the rule of the day leaves it to a decision")
    String multiple;

    @Option(name = "--prepaid", description = "Yuan paid in advance for a temporary supply")
    String prepaid;

    @Option(name = "--permitted", description = "Permitted voltage drop in percent")
    String permitted;

    @Option(name = "--normal-month", multiValued = true, description = "Month such as 2025-11 whose bills tell the normal use; may be repeated")
    List<String> normalMonths = new ArrayList<>();

    final RecoveryDraft draft() {
        return new RecoveryDraft(RecoveryKindCompleter.kind(kind), accountNo, date(day), reason, items.stream().map(RecoveryDraftCommand::item).toList(),
                optionalNumber(percent), optionalNumber(usedMultiplier), optionalNumber(rightMultiplier), optionalNumber(multiple),
                optionalNumber(prepaid), optionalNumber(permitted), normalMonths.stream().map(KarawattCommand::month).toList());
    }

    static RecoveryItem item(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split(",")) {
            int at = pair.indexOf('=');
            if (at < 1 || !KEYS.contains(pair.substring(0, at)) || values.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
                throw new IllegalArgumentException("not name=value with a name of " + KEYS.stream().sorted().toList() + ": " + pair);
            }
        }
        return new RecoveryItem(day(values.get("from")), day(values.get("to")), values.get("tou"), value(values, "kwh"), value(values, "kw"),
                value(values, "hours"), whole(values.get("days")), values.get("tariff"), value(values, "kva"),
                value(values, "normal"), value(values, "failure"));
    }

    private static LocalDate day(String text) {
        return text == null ? null : date(text);
    }

    private static BigDecimal value(Map<String, String> values, String key) {
        return optionalNumber(values.get(key));
    }

    private static Integer whole(String text) {
        if (text != null && !text.matches("\\d{1,6}")) {
            throw KarawattException.invalid(KernelErrors.NOT_A_NUMBER, text);
        }
        return text == null ? null : Integer.valueOf(text);
    }

    /** Prints lines and explanation, or all of it as JSON. */
    final void print(Recovery recovery) {
        if (isJson()) {
            showJson(recovery);
            return;
        }
        boolean zh = locale().getLanguage().equals("zh");
        new Table<RecoveryLine>().column("Item", line -> zh ? line.nameZh() : line.nameEn())
                .right("Quantity", line -> line.quantity().stripTrailingZeros().toPlainString()).column("Unit", RecoveryLine::unit)
                .right("Price", line -> line.price().stripTrailingZeros().toPlainString())
                .right("Factor", line -> line.factor().stripTrailingZeros().toPlainString()).right("Amount", RecoveryLine::amount)
                .print(out(), recovery.lines());
        recovery.explanation().forEach(step -> out().println("  ".repeat(step.depth()) + (zh ? step.zh() : step.en())));
    }
}
