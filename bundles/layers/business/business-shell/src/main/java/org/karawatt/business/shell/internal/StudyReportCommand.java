package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.billing.api.StudyQuery;
import org.karawatt.billing.api.StudyReport;
import org.karawatt.billing.api.StudyReport.Group;
import org.karawatt.billing.api.StudyService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show what a study has found: sums by class, tier and decile, and the accounts that differ most. */
@Service
@Command(scope = "business", name = "study-report", description = "Show what a trial, replay or comparison run has found")
public class StudyReportCommand extends KarawattCommand {

    private record Found(Study study, List<StudyAccount> accounts) {
    }

    @Argument(index = 0, name = "run", required = true, description = "Number of the run")
    long id;

    @Option(name = "--limit", description = "Most accounts, those that would pay most more first; 1 to 500")
    int limit = 10;

    @Override
    protected void run() {
        CallContext caller = caller();
        StudyService studies = service(StudyService.class);
        Found found = new Found(studies.study(caller, id), studies.accounts(caller, id, new StudyQuery(null, null, null, null),
                PageRequest.first(limit)).items());
        if (isJson()) {
            showJson(found);
            return;
        }
        show(List.of(found.study().run()), Runs.table());
        StudyReport report = found.study().report();
        if (report != null) {
            boolean zh = locale().getLanguage().equals("zh");
            out().println();
            new Table<StudyReport>().right("Accounts", StudyReport::accounts).right("Failed", StudyReport::failed)
                    .right("Different", StudyReport::different).right("New", StudyReport::withoutBefore)
                    .right("Before", StudyReport::amountBefore).right("After", StudyReport::amountAfter)
                    .right("Difference", StudyReport::difference).print(out(), List.of(report));
            for (List<Group> groups : List.of(report.byClass(), report.byTier(), report.byDecile())) {
                out().println();
                new Table<Group>().column("Group", g -> zh ? g.nameZh() : g.nameEn()).right("Accounts", Group::accounts)
                        .right("kWh", g -> g.kwh().stripTrailingZeros().toPlainString()).right("Before", Group::before)
                        .right("After", Group::after).right("Difference", Group::difference).right("Winners", Group::winners)
                        .right("Losers", Group::losers).print(out(), groups);
            }
        }
        out().println();
        new Table<StudyAccount>().column("Account", StudyAccount::accountNo).column("Class", StudyAccount::usageClass)
                .right("Before", StudyAccount::before).right("After", StudyAccount::after).right("Difference", StudyAccount::difference)
                .column("Outcome", StudyAccount::outcome).column("Code", StudyAccount::code).column("Message", StudyAccount::message)
                .print(out(), found.accounts());
    }
}
