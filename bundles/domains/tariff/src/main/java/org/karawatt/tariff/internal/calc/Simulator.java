package org.karawatt.tariff.internal.calc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.trace.TraceCatalog;
import org.karawatt.rating.LineNames;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.Rater;
import org.karawatt.rating.RatingCodec;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.RatingTraceCatalog;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TraceMode;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.SimulationRequest;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffSimulation;

/** Prices an input on tariffs through {@link Rater}, as bills are. Pure and thread-safe. */
public final class Simulator {

    private static final int MAX_TARIFFS = 10;
    private static final int MIN_STEPS = 2;
    private static final int MAX_STEPS = 50;
    private static final int MAX_INPUT = 1_000_000;
    private static final int DECIMALS = 4;
    private static final BigDecimal MAX_KWH = new BigDecimal("1e12");
    private static final String ACCOUNT = "SIMULATION";
    private static final String TOTAL = "activeKwh";
    private static final String BY_PERIOD = "touKwh";
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true)).build();

    private final TraceCatalog texts = new RatingTraceCatalog();

    /**
     * A request that makes sense.
     *
     * @param points inputs of the curve with their energy; empty for none
     */
    public record Case(RatingInput input, List<Point> points) {
    }

    /** An input that takes so much energy. */
    public record Point(BigDecimal kwh, RatingInput input) {
    }

    /**
     * Reads a request.
     *
     * @throws KarawattException of kind INVALID with every fault
     */
    public Case read(SimulationRequest request) {
        Faults faults = new Faults();
        int size = request.tariffIds() == null ? 0 : request.tariffIds().size();
        if (size < 1 || size > MAX_TARIFFS || request.tariffIds().stream().anyMatch(Objects::isNull)) {
            faults.add("tariffIds", KernelErrors.OUT_OF_RANGE, 1, MAX_TARIFFS);
        }
        SimulationRequest.Curve curve = request.curve();
        if (curve != null) {
            if (curve.fromKwh() == null || curve.fromKwh().signum() < 0 || curve.fromKwh().compareTo(MAX_KWH) > 0) {
                faults.add("curve.fromKwh", KernelErrors.OUT_OF_RANGE, 0, MAX_KWH.toPlainString());
            } else if (curve.toKwh() == null || curve.toKwh().compareTo(curve.fromKwh()) <= 0 || curve.toKwh().compareTo(MAX_KWH) > 0) {
                faults.add("curve.toKwh", KernelErrors.OUT_OF_RANGE, curve.fromKwh().toPlainString(), MAX_KWH.toPlainString());
            }
            if (curve.steps() < MIN_STEPS || curve.steps() > MAX_STEPS) {
                faults.add("curve.steps", KernelErrors.OUT_OF_RANGE, MIN_STEPS, MAX_STEPS);
            }
        }
        if (request.input() == null || request.input().length() > MAX_INPUT) {
            faults.add("input", request.input() == null ? KernelErrors.REQUIRED : KernelErrors.TOO_LONG, MAX_INPUT);
        }
        faults.throwIfAny();
        RatingInput input;
        try {
            input = input(request.input());
        } catch (KarawattException e) {
            e.faults().forEach(fault -> faults.add(fault.field().isEmpty() ? "input" : "input." + fault.field(), fault.code(),
                    fault.args().toArray()));
            faults.throwIfAny();
            throw e;
        }
        return new Case(input, curve == null ? List.of() : points(request.input(), curve));
    }

    private static RatingInput input(String json) {
        return RatingCodec.readInput(json.getBytes(StandardCharsets.UTF_8), ACCOUNT);
    }

    private static List<Point> points(String json, SimulationRequest.Curve curve) {
        ObjectNode input;
        try {
            input = (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the input was read before", e);
        }
        BigDecimal now = total(input);
        if (now == null || now.signum() <= 0) {
            throw KarawattException.invalid(List.of(Fault.of("curve", TariffErrors.SIMULATION,
                    "a curve needs activeKwh or touKwh above zero")));
        }
        List<Point> points = new ArrayList<>(curve.steps());
        BigDecimal range = curve.toKwh().subtract(curve.fromKwh());
        for (int i = 0; i < curve.steps(); i++) {
            BigDecimal kwh = curve.fromKwh().add(range.multiply(BigDecimal.valueOf(i))
                    .divide(BigDecimal.valueOf(curve.steps() - 1L), DECIMALS, RoundingMode.HALF_UP));
            BigDecimal plain = kwh.stripTrailingZeros();
            points.add(new Point(plain.scale() < 0 ? plain.setScale(0) : plain, input(scaled(input, now, kwh).toString())));
        }
        return points;
    }

    private static BigDecimal total(ObjectNode input) {
        if (input.hasNonNull(TOTAL)) {
            return input.get(TOTAL).decimalValue();
        }
        if (!input.hasNonNull(BY_PERIOD)) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode kwh : input.get(BY_PERIOD)) {
            sum = sum.add(kwh.decimalValue());
        }
        return sum;
    }

    /** Energy by period keeps its proportions, and the last period takes the rest, so that the periods sum to the total. */
    private static ObjectNode scaled(ObjectNode input, BigDecimal now, BigDecimal kwh) {
        ObjectNode scaled = input.deepCopy();
        if (input.hasNonNull(TOTAL)) {
            scaled.put(TOTAL, kwh);
        }
        scale(scaled, "reactiveKvarh", now, kwh);
        scale(scaled, "reactiveBackKvarh", now, kwh);
        if (input.hasNonNull(BY_PERIOD)) {
            ObjectNode periods = (ObjectNode) scaled.get(BY_PERIOD);
            BigDecimal registered = BigDecimal.ZERO;
            for (JsonNode period : input.get(BY_PERIOD)) {
                registered = registered.add(period.decimalValue());
            }
            BigDecimal left = registered.multiply(kwh).divide(now, DECIMALS, RoundingMode.HALF_UP);
            int open = periods.size();
            for (Map.Entry<String, JsonNode> period : input.get(BY_PERIOD).properties()) {
                open--;
                BigDecimal part = open == 0 ? left
                        : period.getValue().decimalValue().multiply(kwh).divide(now, DECIMALS, RoundingMode.DOWN);
                left = left.subtract(part);
                periods.put(period.getKey(), part);
            }
        }
        return scaled;
    }

    private static void scale(ObjectNode input, String field, BigDecimal now, BigDecimal kwh) {
        if (input.hasNonNull(field)) {
            input.put(field, input.get(field).decimalValue().multiply(kwh).divide(now, DECIMALS, RoundingMode.HALF_UP));
        }
    }

    /** What the input costs on a tariff; what cannot be priced is told in the result. */
    public TariffSimulation simulate(PricedTariff tariff, Case request, Locale locale) {
        TariffPlan plan = tariff.plan();
        List<TariffSimulation.Point> curve = request.points().stream()
                .map(point -> new TariffSimulation.Point(point.kwh(), total(plan, point.input()))).toList();
        try {
            RatedBill bill = Rater.rate(plan, request.input(), TraceMode.FULL);
            return new TariffSimulation(tariff.tariffId(), tariff.tariffCode(), plan.name().zh(), plan.name().en(),
                    plan.currency().getCurrencyCode(), bill.total(), bill.energyKwh(), lines(bill, plan),
                    texts.explain(bill.trace(), locale).stream().map(line -> new TariffSimulation.Step(line.depth(), line.text())).toList(),
                    curve, null);
        } catch (KarawattException e) {
            return new TariffSimulation(tariff.tariffId(), tariff.tariffCode(), plan.name().zh(), plan.name().en(),
                    plan.currency().getCurrencyCode(), null, null, List.of(), List.of(), curve, Texts.of(e, locale));
        }
    }

    private static BigDecimal total(TariffPlan plan, RatingInput input) {
        try {
            return Rater.rate(plan, input, TraceMode.NONE).total();
        } catch (KarawattException e) {
            // the curve has a hole where the tariff cannot price so much energy
            return null;
        }
    }

    private static List<TariffSimulation.Line> lines(RatedBill bill, TariffPlan plan) {
        List<TariffSimulation.Line> lines = new ArrayList<>(bill.lines().size());
        for (RatedLine line : bill.lines()) {
            lines.add(new TariffSimulation.Line(lines.size() + 1, line.component(), line.item(),
                    LineNames.line(line, plan.itemNames(), Locale.CHINESE), LineNames.line(line, plan.itemNames(), Locale.ENGLISH),
                    line.tou() == null ? null : line.tou().name(), line.tier() == 0 ? null : Integer.valueOf(line.tier()), line.quantity(),
                    line.unit(), line.price(), line.amount()));
        }
        return lines;
    }
}
