package org.karawatt.tariff.internal.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.Period;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.PriceCall;

/** SQL on market prices and called periods. Every method runs in the caller's unit of work. */
public final class MarketStore {

    private static final List<String> CALL = List.of("id", "tariff_code", "from_time", "to_time", "period", "called_by", "called_at",
            "withdrawn_by");
    private static final String SELECT_CALL = "SELECT " + String.join(", ", CALL) + " FROM tariff_price_call";

    private final BulkStore store;
    private final Supplier<ZoneId> zone;

    /** @param zone the zone whose clock calls are told by */
    public MarketStore(BulkStore store, Supplier<ZoneId> zone) {
        this.store = store;
        this.zone = zone;
    }

    private Instant instant(LocalDateTime time) {
        return time.atZone(zone.get()).toInstant();
    }

    /** The latest prices by day. */
    public List<MarketPrices> prices(String market, Period period) {
        List<MarketPrices> days = new ArrayList<>();
        store.stream("SELECT priced_on, prices, revision FROM tariff_market_price WHERE market = ? AND priced_on >= ? AND priced_on < ?"
                + " ORDER BY priced_on, revision", List.of(market, period.from(), period.to()), row -> {
                    MarketPrices day = new MarketPrices(market, row.getLocalDate(1), DayCurve.parse(row.getString(2)), row.getInt(3));
                    if (!days.isEmpty() && days.get(days.size() - 1).day().equals(day.day())) {
                        days.set(days.size() - 1, day);
                    } else {
                        days.add(day);
                    }
                });
        return days;
    }

    public void insert(List<MarketPrices> days, String user, Instant at) {
        store.insert("tariff_market_price", List.of("market", "priced_on", "prices", "revision", "imported_by", "imported_at"),
                days.stream().map(d -> new Object[] {d.market(), d.day(), d.prices().text(), d.revision(), user, at}).toList());
    }

    /** Calls of a tariff that touch the days, by time. */
    public List<PriceCall> calls(String tariffCode, Period period, boolean standing) {
        return store.query(SELECT_CALL + " WHERE tariff_code = ? AND to_time > ? AND from_time < ?"
                + (standing ? " AND withdrawn_by IS NULL" : "") + " ORDER BY from_time, id",
                List.of(tariffCode, instant(period.from().atStartOfDay()), instant(period.to().atStartOfDay())), this::call);
    }

    /** The call that stands and touches these hours. */
    public Optional<PriceCall> overlapping(String tariffCode, LocalDateTime from, LocalDateTime to) {
        return store.query(SELECT_CALL + " WHERE tariff_code = ? AND to_time > ? AND from_time < ? AND withdrawn_by IS NULL"
                + " ORDER BY from_time", List.of(tariffCode, instant(from), instant(to)), this::call).stream().findFirst();
    }

    public Optional<PriceCall> find(long id) {
        return store.queryOne(SELECT_CALL + " WHERE id = ?", List.of(id), this::call);
    }

    public void insert(PriceCall call) {
        store.insert("tariff_price_call", CALL, List.<Object[]>of(new Object[] {call.id(), call.tariffCode(), instant(call.from()), instant(call.to()),
            call.period(), call.calledBy(), call.calledAt(), null}));
    }

    /** {@code false} when somebody else was faster. */
    public boolean withdraw(long id, String user) {
        return store.update("UPDATE tariff_price_call SET withdrawn_by = ? WHERE id = ? AND withdrawn_by IS NULL", List.of(user, id)) == 1;
    }

    private PriceCall call(Row row) {
        return new PriceCall(row.getLong(1), row.getString(2), LocalDateTime.ofInstant(row.getInstant(3), zone.get()),
                LocalDateTime.ofInstant(row.getInstant(4), zone.get()), row.getString(5), row.getString(6), row.getInstant(7), row.getString(8));
    }
}
