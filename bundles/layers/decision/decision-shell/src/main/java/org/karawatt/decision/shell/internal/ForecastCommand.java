package org.karawatt.decision.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ForecastService;
import org.karawatt.decision.api.ForecastService.Forecast;
import org.karawatt.decision.api.ForecastService.Options;
import org.karawatt.decision.api.ForecastService.Point;
import org.karawatt.decision.api.ForecastService.Score;
import org.karawatt.decision.api.ForecastService.Series;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Forecast monthly sales or revenue, or a sample series by its name. */
@Service
@Command(scope = "decision", name = "forecast", description = "Forecast monthly sales or revenue, or a sample series by its name")
public class ForecastCommand extends KarawattCommand {

    private static final String SALES = "sales";
    private static final String REVENUE = "revenue";

    @Argument(index = 0, name = "series", description = "sales, revenue, district-energy, district-load or district-revenue; default: sales")
    @Completion(value = StringsCompleter.class, values = {SALES, REVENUE, "district-energy", "district-load", "district-revenue"})
    String series = SALES;

    @Option(name = "--office", description = "sales, revenue: office code; default: all that the caller sees")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--class", description = "sales, revenue: usage class; default: all")
    String usageClass;

    @Option(name = "--method", description = "Name of a method; default: the one with the smallest error on the past")
    @Completion(value = StringsCompleter.class, values = {"seasonal-naive", "holt-winters", "calendar-regression"})
    String method;

    @Option(name = "--horizon", description = "Steps to forecast; default: a season")
    Integer horizon;

    @Option(name = "--percent", description = "Share of cases that the bounds are to hold, 50 to 99; default: 90")
    Integer percent;

    @Override
    protected void run() {
        CallContext caller = caller();
        ForecastService forecasts = service(ForecastService.class);
        Options options = new Options(method, horizon, percent);
        Forecast forecast = switch (series) {
            case SALES -> forecasts.sales(caller, office, usageClass, options);
            case REVENUE -> forecasts.revenue(caller, office, usageClass, options);
            default -> forecasts.series(caller, sample(forecasts, caller), options);
        };
        if (isJson()) {
            showJson(forecast);
            return;
        }
        boolean zh = locale().getLanguage().equals("zh");
        new Table<Score>().column("Method", s -> zh ? s.method().nameZh() : s.method().nameEn()).right("Origins", Score::origins)
                .right("MAPE %", Score::mape).right("RMSE", Score::rmse).right("MASE", Score::mase).right("Coverage %", Score::coverage)
                .print(out(), forecast.scores());
        out().println();
        new Table<Point>().right("Step", Point::step).column("When", Point::label).right("Expected", Point::value)
                .right("From", Point::low).right("To", Point::high).print(out(), forecast.points());
    }

    private Series sample(ForecastService forecasts, CallContext caller) {
        return forecasts.samples(caller).stream().filter(each -> each.name().equals(series)).findFirst()
                .orElseThrow(() -> KarawattException.notFound(DecisionErrors.SERIES_UNKNOWN, series));
    }
}
