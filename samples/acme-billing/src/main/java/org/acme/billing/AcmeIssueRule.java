package org.acme.billing;

import java.time.LocalDate;
import org.karawatt.billing.internal.service.IssueRule;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Acme's bills name Acme's billing, and are due on the tenth day of the month after their issue. */
@Component(service = IssueRule.class)
public final class AcmeIssueRule implements IssueRule {

    private static final int DUE_DAY = 10;
    private static final int MOST = 40;

    private final String engine = name();

    private static String name() {
        Bundle bundle = FrameworkUtil.getBundle(AcmeIssueRule.class);
        String name = bundle == null ? "acme-billing" : bundle.getSymbolicName() + " " + bundle.getVersion();
        return name.length() <= MOST ? name : name.substring(0, MOST);
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public LocalDate dueOn(LocalDate issuedOn) {
        return issuedOn.plusMonths(1).withDayOfMonth(DUE_DAY);
    }
}
