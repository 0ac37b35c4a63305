package org.karawatt.shell.internal;

import java.time.LocalDate;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.time.BusinessDate;
import org.karawatt.shell.api.KarawattCommand;

/** Shows the business date, or sets it where a system is there to show or to train. */
@Service
@Command(scope = "karawatt", name = "business-date", description = "Show the business date, or set it on a system for demonstration or training")
public class BusinessDateCommand extends KarawattCommand {

    @Argument(index = 0, name = "day", description = "Day whose work is done from now on, such as 2026-04-01; without it nothing is set")
    String day;

    @Option(name = "--calendar", description = "Follow the calendar again")
    boolean calendar;

    private record Result(LocalDate today, LocalDate calendar) {
    }

    @Override
    protected void run() {
        if (day != null || calendar) {
            service(BusinessDate.class).set(caller(), calendar ? null : date(day));
        }
        BusinessClock clock = service(BusinessClock.class);
        Result result = new Result(clock.today(), clock.now().atZone(clock.zone()).toLocalDate());
        if (isJson()) {
            showJson(result);
            return;
        }
        say(result.today() + (result.today().equals(result.calendar()) ? "" : "  (calendar: " + result.calendar() + ")"));
    }
}
