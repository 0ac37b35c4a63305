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

    @AttributeDefinition(name = "Studies", description = "Trial, replay and comparison runs that are kept, 1 to 500; older ones are removed")
    int studies() default 20;
}
