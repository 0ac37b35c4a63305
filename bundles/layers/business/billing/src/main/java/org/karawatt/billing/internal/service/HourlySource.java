package org.karawatt.billing.internal.service;

import org.karawatt.metering.api.LoadCurveService;
import org.karawatt.tariff.api.MarketService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where energy and prices by interval come from. Immutable. */
@Component(service = HourlySource.class)
public final class HourlySource {

    private final LoadCurveService curves;
    private final MarketService markets;

    @Activate
    public HourlySource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LoadCurveService curves,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MarketService markets) {
        this.curves = curves;
        this.markets = markets;
    }

    LoadCurveService curves() {
        return curves;
    }

    MarketService markets() {
        return markets;
    }
}
