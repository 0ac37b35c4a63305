package org.karawatt.billing.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of billing; PID {@code org.karawatt.billing}. */
@ObjectClassDefinition(name = "Karawatt billing")
public @interface BillingConfig {

    String PID = "org.karawatt.billing";

    @AttributeDefinition(name = "Contributors", description = "Names of bill contributors in the order in which they run")
    String[] contributors() default {};

    @AttributeDefinition(name = "Days to pay", description = "Days from the issue of a bill to the day on which it is due")
    int dueDays() default 15;

    @AttributeDefinition(name = "Fixed item",
            description = "Code of the tariff item that prices the fixed and ratio quantities of metering points")
    String fixedItem() default "LIGHTING";

    @AttributeDefinition(name = "Guard percent", description = "A bill is held that is more than so many percent above the account's "
            + "monthly mean; 0 switches this off")
    int guardPercent() default 300;

    @AttributeDefinition(name = "Guard months", description = "Months before the bill that make the mean, 1 to 24; an account without "
            + "bills in them is not compared")
    int guardMonths() default 3;

    @AttributeDefinition(name = "Guard floor", description = "A bill below this amount is not compared with the mean")
    int guardFloor() default 1000;

    @AttributeDefinition(name = "Guard amount", description = "A bill above this amount is held; 0 switches this off")
    long guardAmount() default 0;

    @AttributeDefinition(name = "Guard energy", description = "A bill above so many kWh is held; 0 switches this off")
    long guardKwh() default 0;

    @AttributeDefinition(name = "Studies", description = "Trial, replay and comparison runs that are kept, 1 to 500; older ones are removed")
    int studies() default 20;
}
