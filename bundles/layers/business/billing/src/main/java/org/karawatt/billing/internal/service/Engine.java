package org.karawatt.billing.internal.service;

import org.karawatt.rating.Rater;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Name and version of the rating library, which each bill keeps. */
final class Engine {

    static final String NAME = name();

    private Engine() {
    }

    private static String name() {
        Bundle bundle = FrameworkUtil.getBundle(Rater.class);
        String name = bundle == null ? "karawatt-rating" : bundle.getSymbolicName() + " " + bundle.getVersion();
        return name.length() <= 40 ? name : name.substring(0, 40);
    }
}
