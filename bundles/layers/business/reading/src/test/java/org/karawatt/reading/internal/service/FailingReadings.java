package org.karawatt.reading.internal.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.karawatt.metering.api.MeterReadingService;

/** Hands every call on, but fails after a given append has written its rows: what a killed server leaves behind. */
final class FailingReadings {

    private final MeterReadingService real;
    private int left;

    FailingReadings(MeterReadingService real, int failingAppend) {
        this.real = real;
        this.left = failingAppend;
    }

    MeterReadingService proxy() {
        return (MeterReadingService) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {MeterReadingService.class},
                (proxy, method, args) -> {
                    try {
                        Object result = method.invoke(real, args);
                        if (method.getName().equals("append") && --left == 0) {
                            throw new IllegalStateException("killed");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
