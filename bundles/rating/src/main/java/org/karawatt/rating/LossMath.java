package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/** Transformer and line losses (rules C.6). */
final class LossMath {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MONTH_HOURS = BigDecimal.valueOf(720);
    private static final BigDecimal USABLE = new BigDecimal("0.8");
    private static final BigDecimal HIGH_LOAD = new BigDecimal("0.4");
    private static final BigDecimal LOW_COPPER = BigDecimal.valueOf(2);
    private static final BigDecimal HIGH_COPPER = BigDecimal.valueOf(3);
    private static final int DECIMALS = 10;

    private LossMath() {
    }

    /** Adds the losses to what was read; a fault when they cannot be found. */
    static void apply(RatingContext context, Energy energy, Losses losses, Faults faults) {
        String account = context.input().accountNo();
        BigDecimal active = BigDecimal.ZERO;
        BigDecimal reactive = BigDecimal.ZERO;
        switch (losses.method()) {
            case GIVEN -> {
                if (losses.activeKwh() == null) {
                    faults.add("losses", RatingErrors.LOSS_INCOMPLETE, account, losses.method(), "activeKwh");
                    return;
                }
                active = losses.activeKwh();
                reactive = losses.reactiveKvarh() == null ? BigDecimal.ZERO : losses.reactiveKvarh();
            }
            case TABLE -> {
                LossTable table = losses.table() == null ? null : context.plan().lossTables().get(losses.table());
                LossTable.Row row = table == null || losses.kva() == null ? null : table.find(losses.kva(), energy.total);
                if (row == null) {
                    faults.add("losses", RatingErrors.LOSS_TABLE, account, context.plan().key().code(), String.valueOf(losses.table()),
                            String.valueOf(losses.kva()), energy.total);
                    return;
                }
                active = row.activeKwh();
                reactive = row.reactiveKvarh();
            }
            case FORMULA -> {
                BigDecimal hours = losses.hours() == null ? MONTH_HOURS : losses.hours();
                if (losses.noLoadKw() == null || losses.kva() == null || losses.kva().signum() == 0 || hours.signum() == 0) {
                    faults.add("losses", RatingErrors.LOSS_INCOMPLETE, account, losses.method(), "noLoadKw, kva, hours");
                    return;
                }
                BigDecimal load = energy.total.divide(hours.multiply(losses.kva()).multiply(USABLE), DECIMALS, RoundingMode.HALF_UP);
                BigDecimal percent = losses.copperPercent() != null ? losses.copperPercent()
                        : load.compareTo(HIGH_LOAD) > 0 ? HIGH_COPPER : LOW_COPPER;
                BigDecimal iron = losses.noLoadKw().multiply(hours);
                BigDecimal copper = energy.total.multiply(percent).divide(HUNDRED);
                active = iron.add(copper);
                if (losses.noLoadCurrentPercent() != null) {
                    reactive = losses.noLoadCurrentPercent().multiply(losses.kva()).multiply(hours).divide(HUNDRED);
                }
                if (losses.copperReactive() != null) {
                    reactive = reactive.add(copper.multiply(losses.copperReactive()));
                }
                if (context.tracing()) {
                    context.trace(TraceNode.of("rating.loss.formula").with("noLoadKw", losses.noLoadKw()).with("hours", hours)
                            .with("iron", iron).with("read", energy.total).with("percent", percent).with("copper", copper).with("reactive", reactive).build());
                }
            }
            default -> {
                // no transformer loss
            }
        }
        BigDecimal transformer = round(part(active, losses), losses);
        BigDecimal transformerReactive = round(part(reactive, losses), losses);
        if (context.tracing() && losses.method() != Losses.Method.NONE) {
            context.trace(told(losses, active, transformer, transformerReactive));
        }
        BigDecimal line = BigDecimal.ZERO;
        BigDecimal lineReactive = BigDecimal.ZERO;
        if (losses.linePercent() != null) {
            boolean both = losses.lineBase() == Losses.LineBase.READ_AND_TRANSFORMER;
            BigDecimal base = both ? energy.total.add(transformer) : energy.total;
            line = round(base.multiply(losses.linePercent()).divide(HUNDRED), losses);
            if (energy.reactive != null) {
                BigDecimal reactiveBase = both ? energy.reactive.add(transformerReactive) : energy.reactive;
                lineReactive = round(reactiveBase.multiply(losses.linePercent()).divide(HUNDRED), losses);
            }
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.loss.line").with("base", base).with("percent", losses.linePercent()).with("active", line)
                        .with("reactive", lineReactive).build());
            }
        }
        energy.change(transformer.add(line), losses.spread() == Losses.Spread.PROPORTIONAL);
        if (energy.reactive != null) {
            energy.reactive = energy.reactive.add(transformerReactive).add(lineReactive);
        }
    }

    private static TraceNode told(Losses losses, BigDecimal month, BigDecimal active, BigDecimal reactive) {
        boolean byDays = losses.days() != null && losses.method() != Losses.Method.FORMULA;
        TraceNode.Builder node = TraceNode.of("rating.loss.transformer").with("month", month).with("active", active)
                .with("reactive", reactive);
        if (byDays) {
            node.child(TraceNode.of("rating.loss.days").with("days", losses.days()).with("monthDays", monthDays(losses)).build());
        }
        if (losses.sharePercent() != null) {
            node.child(TraceNode.of("rating.loss.share").with("percent", losses.sharePercent()).build());
        }
        return node.build();
    }

    private static int monthDays(Losses losses) {
        return losses.daysOfMonth() == null ? 30 : losses.daysOfMonth();
    }

    /** By days of the month and by the share of a shared transformer. The formula is told its time by its hours and by the energy. */
    private static BigDecimal part(BigDecimal loss, Losses losses) {
        BigDecimal part = loss;
        if (losses.days() != null && losses.method() != Losses.Method.FORMULA) {
            part = part.multiply(BigDecimal.valueOf(losses.days()))
                    .divide(BigDecimal.valueOf(monthDays(losses)), DECIMALS, RoundingMode.HALF_UP);
        }
        return losses.sharePercent() == null ? part : part.multiply(losses.sharePercent()).divide(HUNDRED);
    }

    private static BigDecimal round(BigDecimal loss, Losses losses) {
        return losses.digits() == null ? loss.stripTrailingZeros() : loss.setScale(losses.digits(), RoundingMode.HALF_UP);
    }
}
