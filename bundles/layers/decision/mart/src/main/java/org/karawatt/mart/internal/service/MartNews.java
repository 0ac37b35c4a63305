package org.karawatt.mart.internal.service;

import java.util.concurrent.atomic.AtomicReference;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.spi.RunListener;
import org.osgi.service.component.annotations.Component;

/** Hears of finished billing runs and wakes the feed. It needs nothing itself, so that the runs never wait for the mart. Thread-safe. */
@Component(service = {RunListener.class, MartNews.class})
public final class MartNews implements RunListener {

    private static final Runnable NOBODY = () -> { };

    private final AtomicReference<Runnable> listener = new AtomicReference<>(NOBODY);

    /** Who is to be woken; null nobody. What happens meanwhile is found in the list of runs later. */
    void listener(Runnable wake) {
        listener.set(wake == null ? NOBODY : wake);
    }

    @Override
    public void changed(Run run) {
        if (run.kind().equals(MartFeed.BILLING) && run.status() == RunStatus.DONE) {
            listener.get().run();
        }
    }
}
