package org.karawatt.mart.internal.service;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.karawatt.mart.internal.store.MartDatabase;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says whether there is a mart. Without one the decision layer waits and everything else goes on, so it is no more than a warning. */
@Component(service = HealthCheck.class, immediate = true, property = {"hc.name=mart", "hc.tags=karawatt"})
public final class MartHealth implements HealthCheck {

    private final MartDatabase database;

    @Activate
    public MartHealth(@Reference MartDatabase database) {
        this.database = database;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        String problem = database.problem();
        if (problem == null) {
            log.info("The mart answers, {} MB", database.bytes() / 1_000_000);
        } else {
            log.warn("There is no mart: {}", problem);
        }
        return new Result(log);
    }
}
