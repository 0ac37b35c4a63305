package org.karawatt.rating.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.rating.CapacityChange;
import org.karawatt.rating.CapacityHold;
import org.karawatt.rating.CapacityShare;
import org.karawatt.rating.Correction;
import org.karawatt.rating.DemandLine;
import org.karawatt.rating.DemandMethod;
import org.karawatt.rating.FixedQuantity;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.Losses;
import org.karawatt.rating.Meter;
import org.karawatt.rating.MeterSection;
import org.karawatt.rating.PowerFactorStandard;
import org.karawatt.rating.PriceEvent;
import org.karawatt.rating.QuantityAdjustment;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RegisterAdvance;
import org.karawatt.rating.RegisterReading;
import org.karawatt.rating.SharedSale;
import org.karawatt.rating.SharedUse;
import org.karawatt.rating.TouPeriod;

/** The one JSON form of a {@link RatingInput}, in stored records as in the worked cases of tariff packages. */
public final class InputJson {

    private static final int DEFAULT_DIGITS = 6;

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
                decimal(json, "percent", share.percent());
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
        integer(json, "yearMonthsInForce", input.yearMonthsInForce());
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
                decimal(json, "percent", quantity.percent());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        metered(json, input.metered());
        tierTerms(json, input.tierTerms());
        twoPart(json, input.twoPart());
        market(json, input.market());
        twoWay(json, input.twoWay());
        if (!input.benefits().isEmpty()) {
            json.writeArrayFieldStart("benefits");
            for (String code : input.benefits()) {
                json.writeString(code);
            }
            json.writeEndArray();
        }
        flag(json, "noPowerFactorReward", !input.powerFactorReward());
        flag(json, "goingOn", input.goingOn());
        instalment(json, input.instalment());
        json.writeEndObject();
    }

    private static void instalment(JsonGenerator json, RatingInput.Instalment instalment) throws IOException {
        flag(json, "intermediate", instalment.intermediate());
        if (!instalment.billed().isEmpty()) {
            json.writeArrayFieldStart("billed");
            for (RatedLine line : instalment.billed()) {
                json.writeStartObject();
                json.writeStringField("component", line.component());
                json.writeStringField("item", line.item());
                if (line.tou() != null) {
                    json.writeStringField("tou", line.tou().name());
                }
                integer(json, "tier", line.tier() == 0 ? null : line.tier());
                decimal(json, "quantity", line.quantity());
                json.writeStringField("unit", line.unit());
                decimal(json, "price", line.price());
                decimal(json, "amount", line.amount());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (instalment.billedKwh().signum() != 0) {
            decimal(json, "billedKwh", instalment.billedKwh());
        }
    }

    private static void metered(JsonGenerator json, RatingInput.Metered metered) throws IOException {
        if (!metered.meters().isEmpty()) {
            json.writeArrayFieldStart("meters");
            for (Meter meter : metered.meters()) {
                meter(json, meter);
            }
            json.writeEndArray();
        }
        intervals(json, "intervals", metered.intervals());
        if (metered.shared() != null) {
            json.writeObjectFieldStart("shared");
            decimal(json, "price", metered.shared().price());
            intervals(json, "energy", metered.shared().energy());
            json.writeEndObject();
        }
        decimal(json, "reactiveBackKvarh", metered.reactiveBackKvarh());
        losses(json, metered.losses());
        if (!metered.adjustments().isEmpty()) {
            json.writeArrayFieldStart("adjustments");
            for (QuantityAdjustment adjustment : metered.adjustments()) {
                json.writeStartObject();
                decimal(json, "kwh", adjustment.kwh());
                text(json, "tou", adjustment.tou());
                if (adjustment.byTier() != null) {
                    json.writeArrayFieldStart("byTier");
                    for (BigDecimal kwh : adjustment.byTier()) {
                        json.writeNumber(kwh);
                    }
                    json.writeEndArray();
                }
                text(json, "reason", adjustment.reason().isEmpty() ? null : adjustment.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        flag(json, "estimated", metered.estimated());
        flag(json, "byDays", metered.byDays());
    }

    private static void meter(JsonGenerator json, Meter meter) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", meter.id());
        text(json, "parent", meter.parent());
        text(json, "item", meter.item());
        json.writeArrayFieldStart("sections");
        for (MeterSection section : meter.sections()) {
            json.writeStartObject();
            decimal(json, "multiplier", section.multiplier());
            json.writeArrayFieldStart("registers");
            for (RegisterAdvance register : section.registers()) {
                json.writeStartObject();
                json.writeStringField("register", register.register().name());
                text(json, "tou", register.tou());
                decimal(json, "last", register.last());
                decimal(json, "now", register.now());
                if (register.digits() != DEFAULT_DIGITS) {
                    json.writeNumberField("digits", register.digits());
                }
                flag(json, "rolledOver", register.rolledOver());
                json.writeEndObject();
            }
            json.writeEndArray();
            losses(json, section.losses());
            Correction correction = section.correction();
            if (correction != null) {
                json.writeObjectFieldStart("correction");
                decimal(json, "numerator", correction.numerator());
                decimal(json, "denominator", correction.denominator());
                decimal(json, "share", correction.share());
                flag(json, "only", correction.only());
                json.writeEndObject();
            }
            flag(json, "estimated", section.estimated());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void losses(JsonGenerator json, Losses losses) throws IOException {
        if (losses == null) {
            return;
        }
        json.writeObjectFieldStart("losses");
        json.writeStringField("method", losses.method().name());
        text(json, "table", losses.table());
        decimal(json, "kva", losses.kva());
        decimal(json, "activeKwh", losses.activeKwh());
        decimal(json, "reactiveKvarh", losses.reactiveKvarh());
        decimal(json, "noLoadKw", losses.noLoadKw());
        decimal(json, "noLoadCurrentPercent", losses.noLoadCurrentPercent());
        decimal(json, "copperPercent", losses.copperPercent());
        decimal(json, "copperReactive", losses.copperReactive());
        decimal(json, "hours", losses.hours());
        integer(json, "days", losses.days());
        integer(json, "daysOfMonth", losses.daysOfMonth());
        decimal(json, "sharePercent", losses.sharePercent());
        decimal(json, "linePercent", losses.linePercent());
        json.writeStringField("lineBase", losses.lineBase().name());
        json.writeStringField("spread", losses.spread().name());
        integer(json, "digits", losses.digits());
        json.writeEndObject();
    }

    private static void intervals(JsonGenerator json, String name, Intervals series) throws IOException {
        if (series == null) {
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("minutes", series.minutes());
        json.writeNumberField("scale", series.scale());
        json.writeArrayFieldStart("values");
        for (int i = 0; i < series.size(); i++) {
            if (series.at(i) == Intervals.MISSING) {
                json.writeNull();
            } else {
                json.writeNumber(series.at(i));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void tierTerms(JsonGenerator json, RatingInput.TierTerms terms) throws IOException {
        text(json, "supplyBegan", terms.supplyBegan());
        text(json, "supplyEnds", terms.supplyEnds());
        flag(json, "yearSettlement", terms.yearSettlement());
        integer(json, "highestTier", terms.highestTier());
    }

    private static void twoPart(JsonGenerator json, RatingInput.TwoPart terms) throws IOException {
        if (!terms.lines().isEmpty()) {
            json.writeArrayFieldStart("demandLines");
            for (DemandLine line : terms.lines()) {
                json.writeStartObject();
                decimal(json, "kw", line.kw());
                text(json, "group", line.group());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!terms.changes().isEmpty()) {
            json.writeArrayFieldStart("capacityChanges");
            for (CapacityChange change : terms.changes()) {
                json.writeStartObject();
                text(json, "day", change.day());
                decimal(json, "kva", change.kva());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!terms.holds().isEmpty()) {
            json.writeArrayFieldStart("capacityHolds");
            for (CapacityHold hold : terms.holds()) {
                json.writeStartObject();
                text(json, "from", hold.from());
                text(json, "to", hold.to());
                decimal(json, "kva", hold.kva());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        decimal(json, "contractFloorPercent", terms.contractFloorPercent());
        integer(json, "demandDays", terms.demandDays());
        integer(json, "stretchOf", terms.stretchOf());
    }

    private static void market(JsonGenerator json, RatingInput.Market market) throws IOException {
        intervals(json, "marketPrices", market.prices());
        if (!market.events().isEmpty()) {
            json.writeArrayFieldStart("events");
            for (PriceEvent event : market.events()) {
                json.writeStartObject();
                text(json, "from", event.from());
                text(json, "to", event.to());
                text(json, "period", event.period());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        decimal(json, "purchaseFactor", market.purchaseFactor());
    }

    private static void twoWay(JsonGenerator json, RatingInput.TwoWay terms) throws IOException {
        flag(json, "feeds", terms.feeds());
        decimals(json, "fedKwh", terms.kwh());
        intervals(json, "fedIntervals", terms.intervals());
        decimals(json, "demandKw", terms.demandKw());
        decimals(json, "carried", terms.carried());
        if (!terms.sharedOut().isEmpty()) {
            json.writeArrayFieldStart("sharedOut");
            for (SharedSale sale : terms.sharedOut()) {
                json.writeStartObject();
                json.writeStringField("member", sale.member());
                decimal(json, "kwh", sale.kwh());
                decimal(json, "price", sale.price());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void decimals(JsonGenerator json, String name, Map<?, BigDecimal> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<?, BigDecimal> value : values.entrySet()) {
                decimal(json, value.getKey().toString(), value.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void readTwoWay(JsonFields fields, RatingInput.Builder builder) {
        builder.feeds(fields.bool("feeds", false)).fedIntervals(readIntervals(fields, "fedIntervals")).carried(fields.decimals("carried"));
        fields.decimals("fedKwh").forEach((name, kwh) -> {
            TouPeriod period = JsonFields.constant(fields.where("fedKwh"), name, TouPeriod.class, fields.faults());
            if (period != null) {
                builder.fedKwh(period, kwh);
            }
        });
        fields.decimals("demandKw").forEach((name, kw) -> {
            TouPeriod period = JsonFields.constant(fields.where("demandKw"), name, TouPeriod.class, fields.faults());
            if (period != null) {
                builder.demandKw(period, kw);
            }
        });
        fields.list("sharedOut", sale -> {
            String member = sale.text("member", 40);
            BigDecimal kwh = sale.decimal("kwh");
            BigDecimal price = sale.decimal("price");
            sale.end();
            return member == null || kwh == null || price == null ? null : new SharedSale(member, kwh, price);
        }).forEach(builder::sharedOut);
    }

    private static void text(JsonGenerator json, String name, Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private static void flag(JsonGenerator json, String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
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
        Integer inForce = fields.integer("yearMonthsInForce", null);
        builder.activeKwh(fields.decimal("activeKwh", null));
        fields.decimals("touKwh").forEach((name, kwh) -> {
            TouPeriod tou = JsonFields.constant(fields.where("touKwh"), name, TouPeriod.class, fields.faults());
            if (tou != null) {
                builder.touKwh(tou, kwh);
            }
        });
        builder.reactiveKvarh(fields.decimal("reactiveKvarh", null)).maxDemandKw(fields.decimal("maxDemandKw", null))
                .contractDemandKw(fields.decimal("contractDemandKw", null));
        fields.list("capacity", share -> {
            BigDecimal kva = share.decimal("kva");
            Integer days = share.integer("days", null);
            BigDecimal percent = share.decimal("percent", null);
            share.end();
            return kva == null ? null : new CapacityShare(kva, days, percent);
        }).forEach(builder::capacity);
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
            BigDecimal kwh = fixed.decimal("kwh", null);
            BigDecimal percent = fixed.decimal("percent", null);
            if ((kwh == null) == (percent == null)) {
                fixed.faults().add(fixed.where("kwh"), RatingErrors.FIELD_MISSING);
                return null;
            }
            fixed.end();
            return item == null ? null : new FixedQuantity(item, kwh, percent);
        }).forEach(builder::fixed);
        readMetered(fields, builder);
        readTerms(fields, builder);
        readTwoWay(fields, builder);
        BigDecimal billedKwh = fields.decimal("billedKwh", null);
        builder.intermediate(fields.bool("intermediate", false))
                .billed(fields.list("billed", InputJson::billed), billedKwh == null ? BigDecimal.ZERO : billedKwh);
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

    private static RatedLine billed(JsonFields line) {
        String component = line.text("component", 40);
        String item = line.text("item", 40);
        TouPeriod tou = line.has("tou") ? line.oneOf("tou", TouPeriod.class, null) : null;
        Integer tier = line.integer("tier", 0);
        BigDecimal quantity = line.decimal("quantity");
        String unit = line.text("unit", 8);
        BigDecimal price = line.decimal("price");
        BigDecimal amount = line.decimal("amount");
        line.end();
        return component == null || item == null || tier == null || quantity == null || unit == null || price == null || amount == null ? null
                : new RatedLine(component, item, tou, tier, quantity, unit, price, amount);
    }

    private static void readMetered(JsonFields fields, RatingInput.Builder builder) {
        fields.list("meters", meter -> {
            String id = meter.text("id", 40);
            String parent = meter.text("parent", 40, null);
            String item = meter.text("item", 40, null);
            List<MeterSection> sections = meter.list("sections", InputJson::section);
            meter.end();
            return id == null ? null : new Meter(id, parent, item, sections);
        }).forEach(builder::meter);
        builder.intervals(readIntervals(fields, "intervals")).shared(readShared(fields)).reactiveBackKvarh(fields.decimal("reactiveBackKvarh", null))
                .losses(readLosses(fields)).estimated(fields.bool("estimated", false)).byDays(fields.bool("byDays", false));
        fields.list("adjustments", adjustment -> {
            BigDecimal kwh = adjustment.decimal("kwh");
            TouPeriod tou = adjustment.has("tou") ? adjustment.oneOf("tou", TouPeriod.class, null) : null;
            List<BigDecimal> byTier = adjustment.has("byTier") ? adjustment.decimalList("byTier") : null;
            String reason = adjustment.text("reason", 200, "");
            adjustment.end();
            return kwh == null || reason == null ? null : new QuantityAdjustment(kwh, tou, byTier, reason);
        }).forEach(builder::adjustment);
    }

    private static MeterSection section(JsonFields section) {
        BigDecimal multiplier = section.has("multiplier") ? section.decimal("multiplier") : ratios(section);
        List<RegisterAdvance> registers = section.list("registers", register -> {
            RegisterAdvance.Register kind = register.oneOf("register", RegisterAdvance.Register.class, RegisterAdvance.Register.ACTIVE);
            TouPeriod tou = register.has("tou") ? register.oneOf("tou", TouPeriod.class, null) : null;
            BigDecimal last = register.decimal("last", BigDecimal.ZERO);
            BigDecimal now = register.decimal("now");
            Integer digits = register.integer("digits", DEFAULT_DIGITS);
            boolean rolledOver = register.bool("rolledOver", false);
            if (digits != null && (digits < 1 || digits > 12)) {
                register.faults().add(register.where("digits"), RatingErrors.NUMBER_RANGE, digits);
            }
            register.end();
            return kind == null || last == null || now == null || digits == null ? null
                    : new RegisterAdvance(kind, tou, last, now, digits, rolledOver);
        });
        Losses losses = readLosses(section);
        Correction correction = section.has("correction") ? correction(section.object("correction")) : null;
        boolean estimated = section.bool("estimated", false);
        section.end();
        return multiplier == null ? null : new MeterSection(multiplier, registers, losses, correction, estimated);
    }

    /** The ratios of the transformers, each as two numbers, and the meter's own factor. */
    private static BigDecimal ratios(JsonFields section) {
        BigDecimal[] ct = ratio(section, "ct");
        BigDecimal[] pt = ratio(section, "pt");
        BigDecimal factor = section.decimal("factor", BigDecimal.ONE);
        if (ct == null || pt == null || factor == null) {
            return null;
        }
        return RegisterReading.multiplier(ct[0], ct[1], pt[0], pt[1]).multiply(factor);
    }

    private static BigDecimal[] ratio(JsonFields section, String name) {
        if (!section.has(name)) {
            return new BigDecimal[] {BigDecimal.ONE, BigDecimal.ONE};
        }
        List<BigDecimal> pair = section.decimalList(name);
        if (pair.size() != 2 || pair.get(0).signum() <= 0 || pair.get(1).signum() <= 0) {
            section.faults().add(section.where(name), RatingErrors.MULTIPLIER, pair);
            return null;
        }
        return pair.toArray(BigDecimal[]::new);
    }

    /** Exactly as stored, or as people say it: a rate in percent, or the error of the meter in percent. */
    private static Correction correction(JsonFields json) {
        BigDecimal percent = json.decimal("percent", null);
        BigDecimal error = json.decimal("meterErrorPercent", null);
        BigDecimal numerator = json.decimal("numerator", null);
        BigDecimal denominator = json.decimal("denominator", null);
        BigDecimal share = json.decimal("share", BigDecimal.ONE);
        boolean only = json.bool("only", false);
        json.end();
        int kinds = (percent != null ? 1 : 0) + (error != null ? 1 : 0) + (numerator != null && denominator != null ? 1 : 0);
        boolean sound = kinds == 1 && share != null && share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0
                && (error == null || error.compareTo(BigDecimal.valueOf(-100)) > 0) && (denominator == null || denominator.signum() > 0);
        if (!sound) {
            json.faults().add(json.where("percent"), RatingErrors.FIELD_TYPE,
                    "percent, meterErrorPercent above -100, or numerator and denominator");
            return null;
        }
        Correction correction = percent != null ? Correction.ofPercent(percent) : error != null ? Correction.ofMeterError(error)
                : new Correction(numerator, denominator, BigDecimal.ONE, false);
        return new Correction(correction.numerator(), correction.denominator(), share, only);
    }

    private static Losses readLosses(JsonFields owner) {
        if (!owner.has("losses")) {
            return null;
        }
        JsonFields json = owner.object("losses");
        Losses read = new Losses(known(json.oneOf("method", Losses.Method.class, Losses.Method.GIVEN), Losses.Method.NONE),
                json.text("table", 40, null), json.decimal("kva", null), json.decimal("activeKwh", null), json.decimal("reactiveKvarh", null),
                json.decimal("noLoadKw", null), json.decimal("noLoadCurrentPercent", null), json.decimal("copperPercent", null),
                json.decimal("copperReactive", null), json.decimal("hours", null), json.integer("days", null),
                json.integer("daysOfMonth", null), json.decimal("sharePercent", null), json.decimal("linePercent", null),
                known(json.oneOf("lineBase", Losses.LineBase.class, Losses.LineBase.READ_AND_TRANSFORMER), Losses.LineBase.READ),
                known(json.oneOf("spread", Losses.Spread.class, Losses.Spread.PROPORTIONAL), Losses.Spread.FLAT),
                json.integer("digits", null));
        json.end();
        return read;
    }

    /** Anything instead of a value that has brought its fault already, so that the reading can go on. */
    private static <T> T known(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static SharedUse readShared(JsonFields owner) {
        if (!owner.has("shared")) {
            return null;
        }
        JsonFields json = owner.object("shared");
        BigDecimal price = json.decimal("price");
        Intervals energy = readIntervals(json, "energy");
        if (energy == null && !json.has("energy")) {
            json.faults().add(json.where("energy"), RatingErrors.FIELD_TYPE, "intervals");
        }
        json.end();
        return price == null || energy == null ? null : new SharedUse(energy, price);
    }

    private static Intervals readIntervals(JsonFields owner, String name) {
        if (!owner.has(name)) {
            return null;
        }
        JsonFields json = owner.object(name);
        Integer minutes = json.integer("minutes", 15);
        Integer scale = json.integer("scale", 0);
        JsonValue values = json.raw("values");
        Integer repeat = json.integer("repeat", 1);
        int before = json.faults().list().size();
        if (values == null || values.kind() != JsonValue.Kind.ARRAY || repeat == null || repeat < 1
                || (long) values.items().size() * repeat > Intervals.MAX_VALUES) {
            json.faults().add(json.where("values"), RatingErrors.FIELD_TYPE, "list of at most " + Intervals.MAX_VALUES + " numbers");
            return null;
        }
        int size = values.items().size();
        long[] read = new long[size * repeat];
        for (int i = 0; i < size; i++) {
            read[i] = value(json, values.items().get(i));
        }
        for (int i = size; i < read.length; i++) {
            read[i] = read[i - size];
        }
        json.end();
        return json.faults().list().size() > before || minutes == null || scale == null ? null : new Intervals(minutes, scale, read);
    }

    private static long value(JsonFields json, JsonValue value) {
        if (value.kind() == JsonValue.Kind.NULL) {
            return Intervals.MISSING;
        }
        try {
            if (value.kind() == JsonValue.Kind.NUMBER) {
                return Long.parseLong(value.text());
            }
        } catch (NumberFormatException e) {
            json.faults().add(json.where("values"), RatingErrors.FIELD_TYPE, "whole number: " + value.text());
            return 0;
        }
        json.faults().add(json.where("values"), RatingErrors.FIELD_TYPE, "whole number");
        return 0;
    }

    private static void readTerms(JsonFields fields, RatingInput.Builder builder) {
        builder.supplyBegan(fields.date("supplyBegan", null)).supplyEnds(fields.date("supplyEnds", null))
                .yearSettlement(fields.bool("yearSettlement", false)).highestTier(fields.integer("highestTier", null))
                .contractFloorPercent(fields.decimal("contractFloorPercent", null)).demandDays(fields.integer("demandDays", null))
                .stretchOf(fields.integer("stretchOf", null))
                .purchaseFactor(fields.decimal("purchaseFactor", null)).marketPrices(readIntervals(fields, "marketPrices"))
                .powerFactorReward(!fields.bool("noPowerFactorReward", false)).goingOn(fields.bool("goingOn", false));
        fields.textList("benefits", 40).forEach(builder::benefit);
        fields.list("demandLines", line -> {
            BigDecimal kw = line.decimal("kw");
            String group = line.text("group", 40, null);
            line.end();
            return kw == null ? null : new DemandLine(kw, group);
        }).forEach(line -> builder.demandLine(line.kw(), line.group()));
        fields.list("capacityChanges", change -> {
            LocalDate day = change.date("day");
            BigDecimal kva = change.decimal("kva");
            change.end();
            return day == null || kva == null ? null : new CapacityChange(day, kva);
        }).forEach(change -> builder.capacityChange(change.day(), change.kva()));
        fields.list("capacityHolds", hold -> {
            LocalDate from = hold.date("from");
            LocalDate to = hold.date("to", null);
            BigDecimal kva = hold.decimal("kva");
            hold.end();
            if (from != null && to != null && to.isBefore(from)) {
                hold.faults().add(hold.where("to"), RatingErrors.VALIDITY_EMPTY, from, to);
                return null;
            }
            return from == null || kva == null ? null : new CapacityHold(from, to, kva);
        }).forEach(hold -> builder.capacityHold(hold.from(), hold.to(), hold.kva()));
        fields.list("events", event -> {
            LocalDateTime from = event.time("from");
            LocalDateTime to = event.time("to");
            TouPeriod period = event.oneOf("period", TouPeriod.class, null);
            event.end();
            return from == null || to == null || period == null ? null : new PriceEvent(from, to, period);
        }).forEach(builder::event);
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
