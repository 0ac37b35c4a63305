package org.karawatt.decision.shell.internal;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.MartService;
import org.karawatt.shell.api.KarawattCommand;

/** Bring in what has changed since the last time. */
@Service
@Command(scope = "decision", name = "mart-refresh", description = "Bring in what has changed since the last time")
public class MartRefreshCommand extends KarawattCommand {

    @Override
    protected void run() {
        int months = service(MartService.class).refresh(caller());
        if (isJson()) {
            showJson(Map.of("months", months));
        } else {
            say(months + " months were brought in");
        }
    }
}
