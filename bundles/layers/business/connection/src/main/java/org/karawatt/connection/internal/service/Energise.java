package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.asset.api.Asset;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRuleDraft;
import org.karawatt.metering.api.Route;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a supplied account of an application: customer, account with premises and agreed capacity, transformers, metering point with the
 * mounted meter and its place on the reading route, tariff from the day of the supply on. All of it is one unit with the task that tells of
 * the mounted meter; a case that has been through here is not gone through twice.
 */
@Component(service = StepHandler.class)
public final class Energise implements StepHandler {

    private static final String ACCOUNT = "accountNo";
    private static final String NONE = "NONE";

    private final Domains domains;

    @Activate
    public Energise(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.energise";
    }

    /** What the form tells, checked. */
    private record Mounting(Asset meter, Asset ct, Asset pt, Route route, LocalDate on, List<PointLoad.RegisterLoad> registers,
            List<TransformerDraft> transformers, BigDecimal ctRatio, BigDecimal ptRatio, Long areaId) {
    }

    @Override
    public void run(StepContext step) {
        CallContext acting = domains.acting(step);
        if (step.text(ACCOUNT) != null) {
            requireTheSame(acting, step);
            return;
        }
        Mounting mounting = checked(step);
        String voltageCode = step.text("voltageCode");
        BigDecimal capacity = step.number("approvedKva") == null ? step.number("contractKva") : step.number("approvedKva");
        String customerNo = Applicant.take(acting, step, domains, step.text("industryCode") == null ? "PERSON" : "ORGANISATION");
        Account account = domains.customers.createAccount(acting, new AccountDraft(null, customerNo, domains.office(step).code(),
                step.text("address"), step.text("divisionCode"), step.text("urbanRural"), step.text("usageClass"),
                step.text("industryCode"), voltageCode, mounting.route().readingCycle(), mounting.on(), capacity, capacity));
        String pointNo = account.accountNo() + "-1";
        String mode = step.text("meteringMode") == null ? "LL" : step.text("meteringMode");
        int place = step.number("routeSeq") == null ? domains.metering.nextPlace(mounting.route().id())
                : step.number("routeSeq").intValueExact();
        domains.equipment.load(acting, NewTransformers.of(account.id(), mounting.transformers()));
        FormFaults.renamed(field -> "[0].meterNo".equals(field) ? "meterNo" : field, () -> {
            domains.metering.load(acting, List.of(new PointLoad(pointNo, account.id(), account.officeId(), mounting.route().id(), place,
                    mounting.areaId(), voltageCode, mode, "METERED", null, mounting.meter().id(), mounting.meter().assetNo(),
                    mounting.ctRatio(), mounting.ptRatio(), mounting.on(), mounting.registers())));
            return null;
        });
        losses(acting, mode, pointNo, account.id(), mounting);
        Instruments.install(domains, acting, "meterNo", mounting.meter(), pointNo);
        Instruments.install(domains, acting, "ctNo", mounting.ct(), pointNo);
        Instruments.install(domains, acting, "ptNo", mounting.pt(), pointNo);
        BigDecimal people = step.number("householdPeople");
        String method = step.text("demandMethod");
        String standard = step.text("powerFactorStandard");
        domains.tariffs.assign(acting, new AssignmentDraft(account.id(), step.text("tariffCode"), mounting.on(),
                method == null ? NONE : method, step.number("contractDemandKw"), standard == null ? null : new BigDecimal(standard),
                people == null ? null : people.intValueExact(), false));
        step.set(ACCOUNT, account.accountNo());
        step.set("pointNo", pointNo);
        step.set("outcome", "energised");
        step.account(account.id());
    }

    /** The case was rolled back behind this step and comes again: what is supplied is not made a second time. */
    private void requireTheSame(CallContext acting, StepContext step) {
        String accountNo = step.text(ACCOUNT);
        long accountId = domains.customers.account(acting, accountNo).id();
        boolean same = domains.metering.points(acting, accountId).stream().anyMatch(point -> step.text("meterNo").equals(point.meterNo())
                && point.installedOn().equals(step.date("energisedOn")));
        if (!same) {
            throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, accountNo);
        }
    }

    private Mounting checked(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        faults.text("meterNo");
        Asset meter = faults.inStock("meterNo", "METER");
        Asset ct = faults.inStock("ctNo", "CT");
        Asset pt = faults.inStock("ptNo", "PT");
        Route route = faults.route("routeNo");
        LocalDate on = faults.past("energisedOn", domains.appliedOn(step), ConnectionErrors.BEFORE_APPLICATION);
        List<PointLoad.RegisterLoad> registers = Registers.ofMeter(faults.list(), step, "initial", meter);
        BigDecimal ctRatio = Ratios.of(faults, "ctNo", ct);
        BigDecimal ptRatio = Ratios.of(faults, "ptNo", pt);
        String areaNo = step.text("areaNo");
        Long areaId = areaNo == null ? null : faults.found("areaNo", () -> domains.equipment.area(faults.acting(), areaNo).id());
        List<TransformerDraft> transformers = transformers(faults, step, on);
        faults.tariff(step.text("tariffCode"), step.text("usageClass"), step.text("voltageCode"), on == null ? domains.clock.today() : on);
        faults.throwIfAny();
        return new Mounting(meter, ct, pt, route, on, registers, transformers, ctRatio, ptRatio, areaId);
    }

    /** The customer's transformers, without an account yet; together they have the capacity that was approved. */
    private static List<TransformerDraft> transformers(FormFaults faults, StepContext step, LocalDate on) {
        BigDecimal approved = step.number("approvedKva");
        if (approved == null) {
            return List.of();
        }
        List<TransformerDraft> transformers = NewTransformers.read(faults, step, step.text("voltageCode"), on, true,
                "HL".equals(step.text("meteringMode")));
        NewTransformers.requireCapacity(faults, NewTransformers.sum(transformers), approved);
        return transformers;
    }

    /** Supply at high voltage that is metered at low voltage bears the losses of its transformer (rules C.6). */
    private void losses(CallContext acting, String mode, String pointNo, long accountId, Mounting mounting) {
        if (!"HL".equals(mode)) {
            return;
        }
        Transformer first = domains.equipment.transformers(acting, accountId).stream()
                .filter(t -> t.transformerNo().equals(mounting.transformers().get(0).transformerNo())).findFirst().orElseThrow();
        domains.metering.setRule(acting, new PointRuleDraft(pointNo, mounting.on(), "METERED", null, null, null, null, null,
                new PointLoss("FORMULA", null, first.id(), null, null, null, null, null, null, null, null)));
    }
}
