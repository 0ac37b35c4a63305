package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeterReadingService.ReadingFigures;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What readings of the month tell, counted by registers. */
@Component
public final class ReadingMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("reading.registers", "应抄示数", "Registers to be read", "", true),
            new MeasureInfo("reading.read", "实抄示数", "Registers read", "", false),
            new MeasureInfo("reading.accepted", "采用示数", "Readings accepted", "", false),
            new MeasureInfo("reading.held", "待核示数", "Readings held", "", false),
            new MeasureInfo("reading.estimated", "估抄示数", "Readings estimated", "", false));

    private final MeterReadingService readings;

    @Activate
    public ReadingMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings) {
        this.readings = readings;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Map<String, BigDecimal> values = new HashMap<>();
        ReadingFigures figures = readings.figures(month, officePath);
        if (figures.read() > 0) {
            values.put("reading.registers", BigDecimal.valueOf(figures.registers()));
            values.put("reading.read", BigDecimal.valueOf(figures.read()));
            values.put("reading.accepted", BigDecimal.valueOf(figures.accepted()));
            values.put("reading.held", BigDecimal.valueOf(figures.held()));
            values.put("reading.estimated", BigDecimal.valueOf(figures.estimated()));
        }
        return values;
    }
}
