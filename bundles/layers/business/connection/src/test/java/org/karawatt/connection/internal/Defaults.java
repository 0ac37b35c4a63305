package org.karawatt.connection.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations with the values that they are shipped with, but for some. */
public final class Defaults {

    private Defaults() {
    }

    public static <T extends Annotation> T of(Class<T> type, Map<String, Object> other) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> other.getOrDefault(method.getName(), method.getDefaultValue())));
    }
}
