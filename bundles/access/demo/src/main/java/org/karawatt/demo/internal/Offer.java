package org.karawatt.demo.internal;

import java.util.List;

/**
 * The kinds of customers of the demo utility: which tariff, how common, how large, which shape of load. The tariffs are the ones
 * that the product ships; hours of the periods are those of the price sheets (rules: residential 8-22 and 6-22, Hubei January:
 * sharp 18-20, peak 16-18 and 20-24, valley 0-6 and 12-14).
 */
enum Offer {
    HOUSEHOLD("zhejiang-residential", "RESIDENTIAL", 4400, "h0", 900, 6200, null),
    HOUSEHOLD_TOU("zhejiang-residential-tou", "RESIDENTIAL", 1800, "h0", 1500, 8000, "VVVVVVVVPPPPPPPPPPPPPPVV"),
    HOUSEHOLD_TOU_SHANGHAI("shanghai-residential-tou", "RESIDENTIAL", 1200, "h0", 1500, 8000, "VVVVVVPPPPPPPPPPPPPPPPVV"),
    HOUSEHOLD_MONTHLY("hunan-residential", "RESIDENTIAL", 1500, "h0", 1200, 7000, null),
    FARM("hunan-yueyang-agriculture", "AGRICULTURE", 350, "l0", 2000, 60000, null),
    SHOP("hubei-commercial-single-lt1kv", "COMMERCIAL", 450, "RetailStore", 5000, 80000, null),
    SHOP_TOU("hubei-commercial-single-lt1kv-tou", "COMMERCIAL", 180, "FullServiceRest", 20000, 150000, "VVVVVVFFFFFFVVFFPPSSPPPP"),
    FACTORY_CAPACITY("hubei-commercial-two-part-10kv-tou", "COMMERCIAL", 80, "Warehouse", 600000, 6000000, "VVVVVVFFFFFFVVFFPPSSPPPP"),
    FACTORY_DEMAND("hubei-commercial-two-part-10kv-tou", "COMMERCIAL", 40, "Hospital", 2000000, 12000000, "VVVVVVFFFFFFVVFFPPSSPPPP");

    private final String tariff;
    private final String usageClass;
    private final int share;
    private final String profile;
    private final int leastYearKwh;
    private final int mostYearKwh;
    private final Band[] bands;

    Offer(String tariff, String usageClass, int share, String profile, int leastYearKwh, int mostYearKwh, String bands) {
        this.tariff = tariff;
        this.usageClass = usageClass;
        this.share = share;
        this.profile = profile;
        this.leastYearKwh = leastYearKwh;
        this.mostYearKwh = mostYearKwh;
        this.bands = bands == null ? null : Band.day(bands);
    }

    /** The offer of an account by a number from 0 to 9999. */
    static Offer at(int tenThousandth) {
        int left = tenThousandth;
        for (Offer offer : values()) {
            left -= offer.share;
            if (left < 0) {
                return offer;
            }
        }
        throw new IllegalStateException("shares must sum to 10000");
    }

    String tariff() {
        return tariff;
    }

    String usageClass() {
        return usageClass;
    }

    String profile() {
        return profile;
    }

    int leastYearKwh() {
        return leastYearKwh;
    }

    int mostYearKwh() {
        return mostYearKwh;
    }

    /** The 24 hours of the day; null without time of use. */
    Band[] bands() {
        return bands;
    }

    boolean isPerson() {
        return usageClass.equals("RESIDENTIAL") || this == FARM;
    }

    /** Two-part customers have their own transformers, reactive and demand registers and instrument transformers. */
    boolean isTwoPart() {
        return this == FACTORY_CAPACITY || this == FACTORY_DEMAND;
    }

    String demandMethod() {
        return switch (this) {
            case FACTORY_CAPACITY -> "CAPACITY";
            case FACTORY_DEMAND -> "CONTRACT_DEMAND";
            default -> "NONE";
        };
    }

    String voltage() {
        return isTwoPart() ? "AC00101" : isPerson() ? "AC00002" : "AC00003";
    }

    List<String> industries() {
        return switch (this) {
            case SHOP -> List.of("F", "O", "J");
            case SHOP_TOU -> List.of("H");
            case FACTORY_CAPACITY -> List.of("C", "G");
            case FACTORY_DEMAND -> List.of("C", "Q");
            case FARM -> List.of("A");
            default -> List.of();
        };
    }
}
