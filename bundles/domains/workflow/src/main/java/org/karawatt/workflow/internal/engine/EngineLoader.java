package org.karawatt.workflow.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Makes the one class loader that the engine is given. */
public final class EngineLoader {

    private static final String ENGINE = "org.flowable.";

    private EngineLoader() {
    }

    /** Sees our bundle and all bundles of the engine. */
    public static ClassLoader of(BundleContext context) {
        List<Bundle> bundles = new ArrayList<>();
        bundles.add(context.getBundle());
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(ENGINE)) {
                bundles.add(bundle);
            }
        }
        return new BundlesClassLoader(EngineLoader.class.getClassLoader(), bundles);
    }
}
