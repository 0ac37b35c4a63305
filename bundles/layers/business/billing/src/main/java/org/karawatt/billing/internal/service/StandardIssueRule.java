package org.karawatt.billing.internal.service;

import java.time.LocalDate;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.rating.Rater;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Bills are due so many days after their issue as configured, and name the rating library. */
@Component(service = IssueRule.class, configurationPid = BillingConfig.PID)
public final class StandardIssueRule implements IssueRule {

    private static final int MOST = 40;

    private final String engine;
    private final int dueDays;

    @Activate
    public StandardIssueRule(BillingConfig config) {
        this.engine = name();
        this.dueDays = config.dueDays();
    }

    private static String name() {
        Bundle bundle = FrameworkUtil.getBundle(Rater.class);
        String name = bundle == null ? "karawatt-rating" : bundle.getSymbolicName() + " " + bundle.getVersion();
        return name.length() <= MOST ? name : name.substring(0, MOST);
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public LocalDate dueOn(LocalDate issuedOn) {
        return issuedOn.plusDays(dueDays);
    }
}
