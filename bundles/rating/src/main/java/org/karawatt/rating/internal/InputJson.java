package org.karawatt.rating.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.CapacityShare;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.FixedQuantity;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TouPeriod;

/** The one JSON form of a {@link RatingInput}, in stored records as in the worked cases of tariff packages. */
public final class InputJson {

    private InputJson() {
    }

    /** Writes the input as an object; what is not known is left out. */
    public static void write(JsonGenerator json, RatingInput input) throws IOException {
        json.writeStartObject();
        json.writeStringField("accountNo", input.accountNo());
        json.writeStringField("from", input.period().from().toString());
        json.writeStringField("to", input.period().to().toString());
        json.writeStringField("month", input.billingMonth().toString());
        if (input.monthsCovered() != 1) {
            json.writeNumberField("monthsCovered", input.monthsCovered());
        }
        decimal(json, "activeKwh", input.activeKwh());
        if (!input.touKwh().isEmpty()) {
            json.writeObjectFieldStart("touKwh");
            for (Map.Entry<TouPeriod, BigDecimal> register : input.touKwh().entrySet()) {
                decimal(json, register.getKey().name(), register.getValue());
            }
            json.writeEndObject();
        }
        decimal(json, "reactiveKvarh", input.reactiveKvarh());
        decimal(json, "maxDemandKw", input.maxDemandKw());
        if (!input.capacity().isEmpty()) {
            json.writeArrayFieldStart("capacity");
            for (CapacityShare share : input.capacity()) {
                json.writeStartObject();
                decimal(json, "kva", share.kva());
                integer(json, "days", share.days());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        decimal(json, "contractDemandKw", input.contractDemandKw());
        if (input.demandMethod() != DemandMethod.NONE) {
            json.writeStringField("demandMethod", input.demandMethod().name());
        }
        if (input.powerFactorStandard() != PowerFactorStandard.NONE) {
            json.writeStringField("powerFactorStandard", input.powerFactorStandard().name());
        }
        integer(json, "householdPeople", input.householdPeople());
        integer(json, "extraMonths", input.extraMonths());
        if (input.tierExempt()) {
            json.writeBooleanField("tierExempt", true);
        }
        if (input.yearMonthsInForce() != 12) {
            json.writeNumberField("yearMonthsInForce", input.yearMonthsInForce());
        }
        decimal(json, "yearKwhBefore", input.yearKwhBefore());
        if (input.yearTierKwhBefore() != null) {
            json.writeArrayFieldStart("yearTierKwhBefore");
            for (BigDecimal kwh : input.yearTierKwhBefore()) {
                json.writeNumber(kwh);
            }
            json.writeEndArray();
        }
        if (!input.fixed().isEmpty()) {
            json.writeArrayFieldStart("fixed");
            for (FixedQuantity quantity : input.fixed()) {
                json.writeStartObject();
                json.writeStringField("item", quantity.item());
                decimal(json, "kwh", quantity.kwh());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void decimal(JsonGenerator json, String name, BigDecimal value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeNumber(value);
        }
    }

    private static void integer(JsonGenerator json, String name, Integer value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    /** Reads the object; null when faults were found. The account number may be left out where {@code accountNo} stands in for it. */
    public static RatingInput read(JsonFields fields, String accountNo) {
        int before = fields.faults().list().size();
        String account = accountNo == null ? fields.text("accountNo", 64) : fields.text("accountNo", 64, accountNo);
        Period period = period(fields);
        BillingMonth month = month(fields, period);
        RatingInput.Builder builder = RatingInput.builder(account, period, month);
        Integer months = fields.integer("monthsCovered", 1);
        Integer inForce = fields.integer("yearMonthsInForce", 12);
        builder.activeKwh(fields.decimal("activeKwh", null));
        fields.decimals("touKwh").forEach((name, kwh) -> {
            TouPeriod tou = JsonFields.constant(fields.where("touKwh"), name, TouPeriod.class, fields.faults());
            if (tou != null) {
                builder.touKwh(tou, kwh);
            }
        });
        builder.reactiveKvarh(fields.decimal("reactiveKvarh", null)).maxDemandKw(fields.decimal("maxDemandKw", null))
                .contractDemandKw(fields.decimal("contractDemandKw", null));
        List<CapacityShare> shares = fields.list("capacity", share -> {
            BigDecimal kva = share.decimal("kva");
            Integer days = share.integer("days", null);
            share.end();
            return kva == null ? null : new CapacityShare(kva, days);
        });
        for (CapacityShare share : shares) {
            if (share.days() == null) {
                builder.capacityKva(share.kva());
            } else {
                builder.capacityKva(share.kva(), share.days());
            }
        }
        builder.demandMethod(fields.oneOf("demandMethod", DemandMethod.class, DemandMethod.NONE))
                .powerFactorStandard(fields.oneOf("powerFactorStandard", PowerFactorStandard.class, PowerFactorStandard.NONE))
                .householdPeople(fields.integer("householdPeople", null))
                .extraMonths(fields.integer("extraMonths", null))
                .tierExempt(fields.bool("tierExempt", false))
                .yearKwhBefore(fields.decimal("yearKwhBefore", null));
        if (fields.has("yearTierKwhBefore")) {
            builder.yearTierKwhBefore(fields.decimalList("yearTierKwhBefore"));
        }
        fields.list("fixed", fixed -> {
            String item = fixed.text("item", 40);
            BigDecimal kwh = fixed.decimal("kwh");
            fixed.end();
            return item == null || kwh == null ? null : new FixedQuantity(item, kwh);
        }).forEach(quantity -> builder.fixed(quantity.item(), quantity.kwh()));
        fields.end();
        if (fields.faults().list().size() > before) {
            return null;
        }
        try {
            return builder.monthsCovered(months).yearMonthsInForce(inForce).build();
        } catch (KarawattException e) {
            e.faults().forEach(fault -> fields.faults().add(fields.where(fault.field()), fault.code(), fault.args().toArray()));
            return null;
        }
    }

    private static Period period(JsonFields fields) {
        LocalDate from = fields.date("from");
        LocalDate to = fields.date("to");
        if (from == null || to == null) {
            return null;
        }
        if (!to.isAfter(from)) {
            fields.faults().add(fields.where("to"), RatingErrors.VALIDITY_EMPTY, from, to);
            return null;
        }
        return new Period(from, to);
    }

    private static BillingMonth month(JsonFields fields, Period period) {
        String text = fields.text("month", 7, null);
        if (text == null) {
            return period == null ? null : BillingMonth.of(period.to().minusDays(1));
        }
        try {
            return BillingMonth.parse(text);
        } catch (DateTimeException e) {
            fields.faults().add(fields.where("month"), RatingErrors.FIELD_TYPE, "month yyyy-mm");
            return null;
        }
    }
}
