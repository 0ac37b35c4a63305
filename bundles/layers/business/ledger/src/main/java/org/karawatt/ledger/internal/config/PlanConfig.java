package org.karawatt.ledger.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of budget plans; PID {@code org.karawatt.ledger.plan}. A plan keeps the months and the share it was agreed with. */
@ObjectClassDefinition(name = "Karawatt budget plans", description = "Equal payments every month, settled at the end")
public @interface PlanConfig {

    String PID = "org.karawatt.ledger.plan";

    @AttributeDefinition(name = "Months", description = "Months from the first instalment to the settlement, 2 to 24; there is no instalment "
            + "in the last")
    int months() default 12;

    @AttributeDefinition(name = "Bills needed", description = "Months with bills that an account needs for its instalment to be computed, "
            + "1 to 12")
    int leastBills() default 3;

    @AttributeDefinition(name = "Step", description = "An instalment is rounded to a multiple of so many yuan, 1 to 1000")
    int step() default 1;

    @AttributeDefinition(name = "Review percent", description = "Halfway another instalment is proposed when the balance is more than so many "
            + "percent of what was asked for, 1 to 1000")
    int reviewPercent() default 20;

    @AttributeDefinition(name = "Days to pay", description = "Days from the end of a plan to the day on which its balance is due, 0 to 365; "
            + "a balance that a bill settles is due with the bill")
    int dueDays() default 15;
}
