package org.karawatt.console.internal.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.karawatt.console.api.UiModule;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Bundles that are folders, and the service references of their modules. */
public final class Fakes {

    private Fakes() {
    }

    /** A bundle with the files of a folder. */
    public static Bundle bundle(Path folder) {
        return fake(Bundle.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getEntry" -> url(folder.resolve(((String) arguments[0]).substring(1)));
            case "findEntries" -> {
                try (Stream<Path> walk = Files.walk(folder.resolve("web"))) {
                    yield Collections.enumeration(walk.filter(Files::isRegularFile).map(Fakes::url).toList());
                }
            }
            case "getSymbolicName" -> folder.getFileName().toString();
            default -> identity(proxy, method.getName(), arguments);
        });
    }

    /** A bundle in a new folder below another one: file names and their contents. */
    public static Bundle bundle(Path parent, String name, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = parent.resolve(name).resolve("web").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return bundle(parent.resolve(name));
    }

    /** A reference to the module service of a bundle. */
    @SuppressWarnings("unchecked")
    public static ServiceReference<UiModule> reference(Bundle bundle, String id, boolean open, int ranking) {
        Map<String, Object> properties = Map.of(UiModule.ID, id, UiModule.PUBLIC, open, "service.ranking", ranking);
        return fake(ServiceReference.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getProperty" -> properties.get(arguments[0]);
            case "getBundle" -> bundle;
            case "compareTo" -> Integer.compare(ranking, (int) ((ServiceReference<?>) arguments[0]).getProperty("service.ranking"));
            default -> identity(proxy, method.getName(), arguments);
        });
    }

    /** A registry that holds modules, each given by the reference to its service. */
    public static ModuleRegistry registry(List<ServiceReference<UiModule>> references) {
        ModuleRegistry registry = new ModuleRegistry();
        references.forEach(registry::addModule);
        return registry;
    }

    /** An object of an interface whose methods a handler answers. */
    public static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What every object can do; anything else was not expected. */
    public static Object identity(Object proxy, String method, Object[] arguments) {
        return switch (method) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "fake";
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static URL url(Path path) {
        try {
            return Files.isRegularFile(path) ? path.toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
