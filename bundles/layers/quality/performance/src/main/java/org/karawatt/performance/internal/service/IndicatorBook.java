package org.karawatt.performance.internal.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.performance.internal.calc.Indicator;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The indicators and the sources of measures that are there now. Thread-safe. */
@Component(service = IndicatorBook.class)
public final class IndicatorBook {

    private final Map<MeasureSource, Integer> sources = new LinkedHashMap<>();
    private final Map<String, Indicator> indicators = new TreeMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindSource(MeasureSource source, Map<String, ?> properties) {
        sources.put(source, properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0);
    }

    synchronized void unbindSource(MeasureSource source) {
        sources.remove(source);
    }

    /** Takes in the indicators of a bundle, all or none. */
    synchronized void add(Collection<Indicator> all) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Indicator> fresh = new HashMap<>();
        for (Indicator indicator : all) {
            Indicator known = indicators.get(indicator.code());
            if (known != null && !known.origin().equals(indicator.origin()) || fresh.putIfAbsent(indicator.code(), indicator) != null) {
                faults.add(Fault.of(indicator.code(), QualityErrors.INDICATOR_TAKEN, indicator.code(),
                        known == null ? indicator.origin() : known.origin()));
            }
        }
        if (!faults.isEmpty()) {
            throw KarawattException.invalid(faults);
        }
        indicators.putAll(fresh);
    }

    synchronized void remove(String origin) {
        indicators.values().removeIf(indicator -> indicator.origin().equals(origin));
    }

    /** All indicators, by theme and code. */
    synchronized List<Indicator> all() {
        return indicators.values().stream().sorted(Comparator.comparing(Indicator::theme).thenComparing(Indicator::code)).toList();
    }

    /** An indicator; unknown is NOT_FOUND. */
    synchronized Indicator indicator(String code) {
        Indicator indicator = indicators.get(code);
        if (indicator == null) {
            throw KarawattException.notFound(QualityErrors.INDICATOR_UNKNOWN, code);
        }
        return indicator;
    }

    /** The sources, the one that counts last. */
    synchronized List<MeasureSource> sources() {
        return sources.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
    }

    /** What can be measured now, by name. */
    Map<String, MeasureInfo> measures() {
        Map<String, MeasureInfo> measures = new HashMap<>();
        sources().forEach(source -> source.measures().forEach(measure -> measures.put(measure.name(), measure)));
        return measures;
    }
}
