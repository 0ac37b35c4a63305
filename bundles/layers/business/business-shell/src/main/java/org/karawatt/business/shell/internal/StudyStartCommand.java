package org.karawatt.business.shell.internal;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.billing.api.StudyService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;

/** Start a trial, replay or comparison run; none of them issues a bill. */
@Service
@Command(scope = "business", name = "study-start", description = "Start a trial, replay or comparison run; none of them issues a bill")
public class StudyStartCommand extends KarawattCommand {

    @Argument(index = 0, name = "kind", required = true, description = "TRIAL, REPLAY or COMPARISON")
    @Completion(value = StringsCompleter.class, values = {"TRIAL", "REPLAY", "COMPARISON"})
    String kind;

    @Argument(index = 1, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--from", description = "COMPARISON: only bills on the tariff with this code")
    String from;

    @Option(name = "--to", description = "COMPARISON: number of the tariff version to compare with, as business:tariffs lists it")
    Long to;

    @Option(name = "--wait", description = "Show the progress until the run has ended")
    boolean wait;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        Run run = service(StudyService.class).start(caller, new StudyRequest(kind(kind), month(month),
                Offices.orTop(office, caller, service(OfficeService.class)), from, to));
        if (wait) {
            run = Runs.follow(service(RunService.class), caller, run, this::progress);
        }
        show(List.of(run), Runs.table());
        if (wait) {
            Runs.requireDone(run);
        }
    }

    static StudyKind kind(String text) {
        return Arrays.stream(StudyKind.values()).filter(each -> each.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> KarawattException.invalid(BillingErrors.STUDY_KIND, text));
    }
}
