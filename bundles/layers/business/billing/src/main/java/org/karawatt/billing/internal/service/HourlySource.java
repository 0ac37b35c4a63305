package org.karawatt.billing.internal.service;

import org.karawatt.metering.api.LoadCurveService;
import org.karawatt.metering.api.SharingService;
import org.karawatt.tariff.api.MarketService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where energy, prices and shared productions by interval come from. Immutable. */
@Component(service = HourlySource.class)
public final class HourlySource {

    private final LoadCurveService curves;
    private final MarketService markets;
    private final SharingService sharing;

    @Activate
    public HourlySource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LoadCurveService curves,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MarketService markets,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) SharingService sharing) {
        this.curves = curves;
        this.markets = markets;
        this.sharing = sharing;
    }

    LoadCurveService curves() {
        return curves;
    }

    MarketService markets() {
        return markets;
    }

    SharingService sharing() {
        return sharing;
    }
}
