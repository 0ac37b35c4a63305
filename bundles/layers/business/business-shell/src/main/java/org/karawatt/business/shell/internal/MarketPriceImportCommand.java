package org.karawatt.business.shell.internal;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.tariff.api.MarketPricesDraft;
import org.karawatt.tariff.api.MarketService;

/** Take in prices of markets from a file. */
@Service
@Command(scope = "business", name = "market-price-import", description = "Take in market prices from a JSON file: a list of market, day, prices")
public class MarketPriceImportCommand extends KarawattCommand {

    @Argument(index = 0, name = "file", required = true, description = "File as POST /market-prices takes it")
    @Completion(FileCompleter.class)
    String file;

    @Override
    protected void run() throws Exception {
        List<MarketPricesDraft> days = readList(file, MarketPricesDraft.class);
        showJson(Map.of("taken", service(MarketService.class).take(caller(), days)));
    }
}
