package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.asset.api.Asset;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.metering.api.LastReading;
import org.karawatt.metering.api.MeterMount;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exchanges the meter of a point: last reading of the old one, first reading of the new one, and both instruments moved. */
@Component(service = StepHandler.class)
public final class ExchangeMeter implements StepHandler {

    /** The meter that this case has mounted. */
    private static final String DONE = "mountedMeterNo";
    private static final Map<String, String> FIELDS = Map.of("on", "exchangedOn", "installedOn", "exchangedOn", "meterNo", "newMeterNo");
    private final Domains domains;

    @Activate
    public ExchangeMeter(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.exchange-meter";
    }

    @Override
    public void run(StepContext step) {
        CallContext acting = domains.acting(step);
        String done = step.text(DONE);
        if (done != null) {
            if (!done.equals(step.text("newMeterNo"))) {
                throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, done);
            }
            return;
        }
        FormFaults faults = new FormFaults(domains, step);
        String pointNo = step.text("pointNo");
        MeteringPoint point = domains.metering.points(acting, step.number("accountId").longValueExact()).stream()
                .filter(found -> found.pointNo().equals(pointNo) && found.meterNo() != null).findFirst()
                .orElseThrow(() -> KarawattException.conflict(ConnectionErrors.POINT_UNKNOWN, step.text("accountNo"), pointNo));
        faults.text("newMeterNo");
        Asset meter = faults.inStock("newMeterNo", "METER");
        Asset ct = faults.inStock("ctNo", "CT");
        Asset pt = faults.inStock("ptNo", "PT");
        // without new instrument transformers those that are there go on
        BigDecimal ctRatio = ct == null ? null : Ratios.of(faults, "ctNo", ct);
        BigDecimal ptRatio = pt == null ? null : Ratios.of(faults, "ptNo", pt);
        LocalDate on = faults.past("exchangedOn", domains.appliedOn(step), ConnectionErrors.BEFORE_APPLICATION);
        List<PointLoad.RegisterLoad> registers = Registers.ofMeter(faults.list(), step, "initial", meter);
        faults.throwIfAny();
        LastReading last = new LastReading(pointNo, on, Registers.values(step, "removed"), point.meterNo());
        FormFaults.renamed(field -> FIELDS.getOrDefault(field, Registers.field("removed", field)),
                () -> domains.metering.exchangeMeter(acting, last, new MeterMount(pointNo, meter.id(), meter.assetNo(), ctRatio,
                        ptRatio, on, registers)));
        Asset old = domains.assets.asset(acting, point.meterNo());
        domains.assets.changeStatus(acting, old.assetNo(), old.version(), "REMOVED", pointNo);
        Instruments.install(domains, acting, "newMeterNo", meter, pointNo);
        Instruments.install(domains, acting, "ctNo", ct, pointNo);
        Instruments.install(domains, acting, "ptNo", pt, pointNo);
        step.set("oldMeterNo", point.meterNo());
        step.set(DONE, meter.assetNo());
        step.set("outcome", "exchanged");
    }
}
