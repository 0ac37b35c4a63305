package org.karawatt.connection.internal.service;

import java.util.List;
import org.karawatt.asset.api.Asset;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;

/** Instruments that leave the stock for a point. */
final class Instruments {

    private static final String INSTALLED = "INSTALLED";

    private Instruments() {
    }

    /**
     * Has an instrument installed that was in stock when the form was checked. Somebody who has mounted it since is told of at its field.
     *
     * @param asset null for none
     */
    static void install(Domains domains, CallContext acting, String field, Asset asset, String pointNo) {
        if (asset == null) {
            return;
        }
        try {
            domains.assets.changeStatus(acting, asset.assetNo(), asset.version(), INSTALLED, pointNo);
        } catch (KarawattException e) {
            if (e.code() != KernelErrors.STALE_VERSION) {
                throw e;
            }
            throw KarawattException.invalid(List.of(Fault.of(field, ConnectionErrors.NOT_IN_STOCK, asset.assetNo(), INSTALLED)));
        }
    }
}
