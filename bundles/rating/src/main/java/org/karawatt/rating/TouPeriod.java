package org.karawatt.rating;

/**
 * The periods that a tariff can price, in the order in which a bill prints them: those of the Chinese sheets by name, and twelve numbered
 * ones for sheets that only count their periods. A tariff uses any of them.
 */
public enum TouPeriod {
    /** 临界尖峰: hours of an event that was called, such as critical-peak pricing. */
    CRITICAL("临界尖峰", "critical peak"),
    /** 尖峰: the few hours of highest load. */
    SHARP("尖", "sharp"),
    /** 峰. */
    PEAK("峰", "peak"),
    /** 平: the rest; derived from the total when it is not read. */
    FLAT("平", "flat"),
    /** 谷. */
    VALLEY("谷", "valley"),
    /** 深谷: the few hours of lowest load. */
    DEEP_VALLEY("深谷", "deep valley"),
    P1("时段1", "period 1"),
    P2("时段2", "period 2"),
    P3("时段3", "period 3"),
    P4("时段4", "period 4"),
    P5("时段5", "period 5"),
    P6("时段6", "period 6"),
    P7("时段7", "period 7"),
    P8("时段8", "period 8"),
    P9("时段9", "period 9"),
    P10("时段10", "period 10"),
    P11("时段11", "period 11"),
    P12("时段12", "period 12");

    private final LocalText label;

    TouPeriod(String zh, String en) {
        this.label = new LocalText(zh, en);
    }

    /** The printed name; a tariff may name its periods otherwise ({@link TariffPlan#itemNames()}). */
    public LocalText label() {
        return label;
    }
}
