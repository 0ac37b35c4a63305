package org.karawatt.rating;

/** The registers of a time-of-use meter, in the order in which a bill prints them. */
public enum TouPeriod {
    /** 尖峰: the few hours of highest load. */
    SHARP("尖", "sharp"),
    /** 峰. */
    PEAK("峰", "peak"),
    /** 平: the rest; derived from the total when it is not read. */
    FLAT("平", "flat"),
    /** 谷. */
    VALLEY("谷", "valley"),
    /** 深谷: the few hours of lowest load. */
    DEEP_VALLEY("深谷", "deep valley");

    private final LocalText label;

    TouPeriod(String zh, String en) {
        this.label = new LocalText(zh, en);
    }

    /** The printed name. */
    public LocalText label() {
        return label;
    }
}
