package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;

/** What one bill hands to the next. Nothing is carried into the first bill of a supply; into any other it must be told. */
final class Carried {

    static final String CREDIT = "CREDIT_";
    static final String CREDIT_KWH = "CREDIT_KWH.";
    static final String CREDIT_BALANCE_KWH = "CREDIT_BALANCE_KWH";
    static final String CREDIT_MONEY = "CREDIT_MONEY";
    static final String YEAR_CHARGED = "YEAR_CHARGED";
    private static final String PEAK_KW = "PEAK_KW.";

    private Carried() {
    }

    static String peak(BillingMonth month) {
        return PEAK_KW + month.value();
    }

    static void need(RatingContext context, String name, Faults faults) {
        if (!context.input().twoWay().carried().containsKey(name) && !firstBill(context.input())) {
            faults.add("carried", RatingErrors.CARRIED_MISSING, context.input().accountNo(), name);
        }
    }

    static BigDecimal value(RatingContext context, String name) {
        return context.input().twoWay().carried().getOrDefault(name, BigDecimal.ZERO);
    }

    static boolean firstBill(RatingInput input) {
        LocalDate began = input.tierTerms().supplyBegan();
        return began != null && !began.isBefore(input.period().from());
    }

    static boolean hasCredits(Map<String, BigDecimal> carried) {
        return carried.keySet().stream().anyMatch(name -> name.startsWith(CREDIT));
    }

    /** A method that looks at a whole month cannot price a part of one. */
    static void wholeBill(RatingContext context, String method, Faults faults) {
        if (context.input().goingOn() || context.input().twoPart().stretchOf() != null) {
            faults.add("period", RatingErrors.WHOLE_BILL_ONLY, context.input().accountNo(), method);
        }
    }
}
