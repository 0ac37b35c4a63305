package org.karawatt.mart.internal.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.karawatt.decision.api.MartProof;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.RunHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds the mart anew, a month an item, and proves it at the end. A month that is done again is the same again. */
@Component(service = RunHandler.class)
public final class MartRunHandler implements RunHandler {

    /** Kind of the run. */
    static final String KIND = "mart";
    private static final String ALL = "/";

    private final MartFeed feed;

    @Activate
    public MartRunHandler(@Reference MartFeed feed) {
        this.feed = feed;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String permission() {
        return "decision.rebuild";
    }

    @Override
    public String check(CallContext context, Map<String, String> params) {
        // there is one mart for all offices
        context.requireOffice(ALL);
        feed.requireReady();
        return "all";
    }

    @Override
    public void plan(Map<String, String> params, ItemSink items) {
        feed.basics();
        SortedSet<BillingMonth> months = feed.months();
        feed.forget(months);
        months.forEach(month -> items.item(month.value(), 1));
    }

    @Override
    public ChunkResult work(Chunk chunk) {
        Optional<BillingMonth> next = feed.months().stream().filter(month -> month.value() > chunk.afterKey() && month.value() <= chunk.toKey())
                .findFirst();
        if (next.isEmpty()) {
            return new ChunkResult(chunk.toKey(), 0, List.of());
        }
        feed.month(next.get());
        return new ChunkResult(next.get().value(), 1, List.of());
    }

    @Override
    public String finish(long runId, Map<String, String> params) {
        feed.cases();
        MartProof proof = feed.prove(OfficeScope.ALL);
        return "{\"months\":" + proof.months().size() + ",\"compared\":" + proof.compared() + ",\"differences\":"
                + proof.differences().size() + "}";
    }
}
