package org.karawatt.shell.api;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;

/** Offers the next billing month, the present one and the twelve before it. */
@Service
public class MonthCompleter extends ValuesCompleter<BusinessClock> {

    public MonthCompleter() {
        super(BusinessClock.class);
    }

    @Override
    protected List<String> values(BusinessClock clock, Session session) {
        return Stream.iterate(BillingMonth.of(clock.today()).next(), BillingMonth::previous).limit(14)
                .map(BillingMonth::toString).toList();
    }
}
