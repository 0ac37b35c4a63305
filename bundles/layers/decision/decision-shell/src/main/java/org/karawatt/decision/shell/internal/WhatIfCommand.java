package org.karawatt.decision.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.StudyAccount;
import org.karawatt.decision.api.WhatIfService;
import org.karawatt.decision.api.WhatIfService.Bin;
import org.karawatt.decision.api.WhatIfService.Effect;
import org.karawatt.decision.api.WhatIfService.Picture;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show what a comparison study means for classes, offices and accounts. */
@Service
@Command(scope = "decision", name = "what-if", description = "Show what a comparison study means for classes, offices and accounts")
public class WhatIfCommand extends KarawattCommand {

    @Argument(index = 0, name = "run", required = true, description = "Number of the study's run, as business:studies lists it")
    long run;

    @Override
    protected void run() {
        Picture picture = service(WhatIfService.class).picture(caller(), run);
        if (isJson()) {
            showJson(picture);
            return;
        }
        print("All", List.of(picture.all()));
        print("Class", picture.byClass());
        print("Office", picture.byOffice());
        new Table<Bin>().right("From %", Bin::fromPercent).right("To %", Bin::toPercent).right("Accounts", Bin::accounts)
                .right("Yuan", Bin::difference).print(out(), picture.histogram());
        out().println();
        new Table<StudyAccount>().column("Most more", StudyAccount::accountNo).right("Before", StudyAccount::before)
                .right("After", StudyAccount::after).right("Difference", StudyAccount::difference).print(out(), picture.losers());
        out().println();
        new Table<StudyAccount>().column("Most less", StudyAccount::accountNo).right("Before", StudyAccount::before)
                .right("After", StudyAccount::after).right("Difference", StudyAccount::difference).print(out(), picture.gainers());
    }

    private void print(String title, List<Effect> effects) {
        boolean zh = locale().getLanguage().equals("zh");
        new Table<Effect>().column(title, e -> zh ? e.nameZh() : e.nameEn()).right("Accounts", Effect::accounts).right("Before", Effect::before)
                .right("After", Effect::after).right("Difference", Effect::difference).right("%", Effect::percent)
                .right("Winners", Effect::winners).right("Losers", Effect::losers).print(out(), effects);
        out().println();
    }
}
