package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.ValuesCompleter;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffService;

/** Offers the usage classes that have a tariff. */
@Service
public class UsageClassCompleter extends ValuesCompleter<TariffService> {

    public UsageClassCompleter() {
        super(TariffService.class);
    }

    @Override
    protected List<String> values(TariffService tariffs, Session session) {
        return tariffs.tariffs(CallContext.system()).stream().map(TariffInfo::usageClass).distinct().sorted().toList();
    }
}
