package org.karawatt.performance.internal.service;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributedFile;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.performance.internal.calc.Indicator;
import org.karawatt.performance.internal.calc.IndicatorFile;
import org.karawatt.quality.api.QualityErrors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes in the indicators of bundles: one bad file refuses them all. What is kept of measures stays when a bundle goes. */
@Component
public final class KpiContributionHandler implements ContributionHandler {

    private final IndicatorBook book;

    @Activate
    public KpiContributionHandler(@Reference IndicatorBook book) {
        this.book = book;
    }

    @Override
    public String kind() {
        return "kpi";
    }

    @Override
    public void add(String origin, List<URL> files) {
        List<Indicator> indicators = new ArrayList<>();
        for (URL url : files) {
            ContributedFile file = ContributedFile.read(url, IndicatorFile.MAX_BYTES,
                    (name, reason) -> KarawattException.invalid(QualityErrors.BAD_FILE, name, reason));
            indicators.addAll(IndicatorFile.read(file.name(), file.content(), origin));
        }
        book.add(indicators);
    }

    @Override
    public void remove(String origin) {
        book.remove(origin);
    }
}
