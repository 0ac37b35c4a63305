package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;
import org.karawatt.asset.api.AssetService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.spi.StepContext;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The domains that automatic steps change, and the right with which they do it: who may do a task may have the process do what follows
 * from it, in the office of the case and in his own name. Thread-safe.
 */
@Component(service = Domains.class, reference = {@Reference(name = Domains.CASES, service = CaseService.class),
    @Reference(name = Domains.LIMITS, service = LimitService.class)})
public final class Domains {

    static final String CASES = "cases";
    static final String LIMITS = "limits";
    private static final Set<String> RIGHTS = Set.of("customer.read", "customer.write", "asset.read", "asset.write", "equipment.read",
            "equipment.write", "metering.read", "metering.write", "tariff.read", "tariff.write");

    final CustomerService customers;
    final AssetService assets;
    final EquipmentService equipment;
    final MeteringService metering;
    final TariffService tariffs;
    final OfficeService offices;
    final BusinessClock clock;
    private final Supplier<CaseService> cases;
    private final Supplier<LimitService> limits;

    @Activate
    public Domains(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AssetService assets,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices, @Reference BusinessClock clock,
            ComponentContext component) {
        // looked up when a step needs them: the engine behind them binds the handlers of steps while it starts
        this(customers, assets, equipment, metering, tariffs, offices, clock, () -> component.locateService(CASES),
                () -> component.locateService(LIMITS));
    }

    Domains(CustomerService customers, AssetService assets, EquipmentService equipment, MeteringService metering, TariffService tariffs,
            OfficeService offices, BusinessClock clock, Supplier<CaseService> cases, Supplier<LimitService> limits) {
        this.customers = customers;
        this.assets = assets;
        this.equipment = equipment;
        this.metering = metering;
        this.tariffs = tariffs;
        this.offices = offices;
        this.clock = clock;
        this.cases = cases;
        this.limits = limits;
    }

    CaseService cases() {
        return cases.get();
    }

    LimitService limits() {
        return limits.get();
    }

    /** The office that works on the case. */
    Office office(StepContext step) {
        return offices.office(CallContext.system(), step.workCase().officeId());
    }

    /** The caller of a step with the rights of the step. */
    CallContext acting(StepContext step) {
        CallContext caller = step.caller();
        return new CallContext(caller.user(), RIGHTS, new OfficeScope(Set.of(office(step).path())), caller.locale(), caller.channel(),
                step.workCase().caseNo());
    }

    /** The day on which the case was opened; where the business date was set back, as in a demo, not a later one than that. */
    LocalDate appliedOn(StepContext step) {
        LocalDate opened = step.workCase().openedAt().atZone(clock.zone()).toLocalDate();
        LocalDate today = clock.today();
        return opened.isAfter(today) ? today : opened;
    }
}
